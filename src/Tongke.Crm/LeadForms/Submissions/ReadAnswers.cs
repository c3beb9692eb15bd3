using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.LeadForms;

/// <summary>Takes what a visitor filled in into values of the lead's fields, every fault at once.</summary>
internal static class ReadAnswers
{
    private const int ShortestPhone = 10;

    /// <summary>The values by field, and what is wrong, in the words of the form's own labels.</summary>
    public static (IReadOnlyList<(FieldSchema Field, object Value)> Values, IReadOnlyList<Problem> Problems) Of(LeadForm form, IReadOnlyList<FormQuestion> questions, Submission submission, Conventions conventions)
    {
        var (values, problems) = (new List<(FieldSchema, object)>(), new List<Problem>());
        foreach (var question in questions)
        {
            string[] given = [.. submission.Answers.GetValueOrDefault(question.Field.Name, []).Where(a => !string.IsNullOrWhiteSpace(a))];
            var coerced = given.Length == 0 ? new Coerced(null) : Coerce(question.Field, given, conventions);
            if (coerced.Problem is { } problem)
                problems.Add(new(question.Field.Name, problem));
            else if (IsOfNobody(question.Field, coerced))
                problems.Add(new(question.Field.Name, new Message("invalid_phone", given[0].Trim())));
            else if (coerced.Value is { } value)
                values.Add((question.Field, value));
            else if (question.Required)
                problems.Add(new(question.Field.Name, new Message("form_required", question.Label)));
        }

        if (!string.IsNullOrWhiteSpace(form.ConsentZh ?? form.ConsentEn) && !submission.Consented)
            problems.Add(new(LeadForm.Fields.ConsentZh, new Message("form_consent_required")));

        return (values, problems);
    }

    /// <summary>A number by which nobody can be called back, such as 110 or 10086, which the company's own people may well note.</summary>
    private static bool IsOfNobody(FieldSchema field, Coerced read) => field.Definition.Type == "phone" && read.Value is string { Length: < ShortestPhone } number && number[0] != '+';

    private static Coerced Coerce(FieldSchema field, string[] given, Conventions conventions) => field.Definition.Type switch
    {
        // A choice is sent by its stored value; a spreadsheet's tolerance would take its words as well.
        "select" => field.Type.FromJson(JsonSerializer.SerializeToElement(given[0]), field, conventions),
        "multi_select" => field.Type.FromJson(JsonSerializer.SerializeToElement(given), field, conventions),
        "boolean" => new(true),

        // One address, however it is typed: people are found by it.
        "email" => field.Type.FromText(given[0].ToLowerInvariant(), field, conventions),
        _ => field.Type.FromText(given[0], field, conventions),
    };
}
