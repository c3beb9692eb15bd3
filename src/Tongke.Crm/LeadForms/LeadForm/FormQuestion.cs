using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.LeadForms;

/// <summary>One thing that a form asks: a field of the lead.</summary>
/// <param name="Field">The field.</param>
/// <param name="Required">Whether it can't be left empty.</param>
/// <param name="Label">What visitors read; the field's own label when the form says nothing.</param>
public sealed record FormQuestion(FieldSchema Field, bool Required, Label Label)
{
    /// <summary>More than this nobody fills in.</summary>
    public const int Most = 30;

    private static readonly HashSet<string> Types = ["text", "long_text", "phone", "email", "url", "select", "multi_select", "integer", "decimal", "date", "boolean"];

    /// <summary>What a form asks that was made without saying so.</summary>
    public static JsonElement Usual { get; } = JsonElement.Parse("""
        [{ "field": "name", "required": true }, { "field": "mobile", "required": true }, { "field": "company" }, { "field": "description" }]
        """u8);

    /// <summary>Fields of the lead that a form may ask for.</summary>
    public static IEnumerable<FieldSchema> Askable(ObjectSchema lead) => lead.Fields.Where(f =>
        Types.Contains(f.Definition.Type) && f is { HasColumn: true, IsSystem: false, Definition: { ReadOnly: false, KeyOf: null } } && f.Composite is null
        && f.Name is not ("status" or "unqualified_reason") && !f.Name.StartsWith("utm_", StringComparison.Ordinal));

    /// <summary>The questions of a form, less those whose fields are gone.</summary>
    public static IReadOnlyList<FormQuestion> Of(LeadForm form, ObjectSchema lead) => Read(form.Questions ?? Usual, lead).Questions;

    /// <summary>Reads questions; null for the list when it is none, and the names that can't be asked for.</summary>
    public static (IReadOnlyList<FormQuestion> Questions, bool IsList, IReadOnlyList<string> Unknown) Read(JsonElement json, ObjectSchema lead)
    {
        var (questions, unknown) = (new List<FormQuestion>(), new List<string>());
        if (Asked(json) is not { } asked)
            return (questions, false, unknown);

        var askable = Askable(lead).ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var one in asked)
            if (!askable.TryGetValue(one.Field!, out var field) || questions.Any(q => q.Field == field))
                unknown.Add(one.Field!);
            else
                questions.Add(new(field, one.Required, LabelOf(one, field)));

        return (questions, true, unknown);
    }

    private static Label LabelOf(Raw one, FieldSchema field)
    {
        var (zh, en) = (one.Label?.Zh?.Trim(), one.Label?.En?.Trim());
        return string.IsNullOrEmpty(zh) && string.IsNullOrEmpty(en)
            ? field.Definition.Asked ?? field.Label
            : new(string.IsNullOrEmpty(zh) ? en! : zh, string.IsNullOrEmpty(en) ? zh! : en);
    }

    private static Raw[]? Asked(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is 0 or > Most)
            return null;

        try
        {
            var asked = json.Deserialize<Raw[]>(Json.Definitions);
            return asked is not null && asked.All(a => a is { Field.Length: > 0 and < 64, Label: null or { Zh: null or { Length: <= 100 }, En: null or { Length: <= 100 } } }) ? asked : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Raw(string? Field, bool Required = false, Words? Label = null);

    private sealed record Words(string? Zh = null, string? En = null);
}
