using System.Buffers.Text;
using System.Security.Cryptography;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.LeadForms;

/// <summary>
/// Gives a form its link, which nobody can guess. It must ask for a name and for a way to reach the person, only for fields of leads that people fill in;
/// sites that may embed it are given as browsers name them.
/// </summary>
public sealed class CheckForm : IBeforeSave<LeadForm>
{
    private const int TokenBytes = 16;
    private const int MostOrigins = 20;
    private static readonly string[] Reach = [Lead.Fields.Mobile, Lead.Fields.Phone, Lead.Fields.Email, Lead.Fields.Wechat];

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(LeadForm record, Session session, CancellationToken ct)
    {
        record.Token ??= Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        record.Questions ??= FormQuestion.Usual;
        var lead = session.Schema[Lead.ObjectName];
        Problem[] problems = [.. Questions(record, lead), .. Source(record, lead), .. Origins(record), .. Redirect(record)];
        return problems.Length > 0 ? new(new Invalid(problems)) : default;
    }

    /// <summary>Whether a text is an origin as browsers send it: scheme and host, no path.</summary>
    internal static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.IdnHost.Length > 0
        && string.Equals(text, uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase) && !text.Contains('@', StringComparison.Ordinal) && text.All(char.IsAscii);

    private static IEnumerable<Problem> Questions(LeadForm record, ObjectSchema lead)
    {
        if (!record.Changed(LeadForm.Fields.Questions))
            yield break;

        var (questions, isList, unknown) = FormQuestion.Read(record.Questions!.Value, lead);
        if (!isList)
            yield return new(LeadForm.Fields.Questions, new("form_questions_malformed", FormQuestion.Most));
        else if (unknown.Count > 0)
            yield return new(LeadForm.Fields.Questions, new("form_question_unknown", string.Join(", ", unknown)));
        else if (!questions.Any(q => q.Field.Name == Lead.Fields.Name && q.Required))
            yield return new(LeadForm.Fields.Questions, new("form_needs_name", lead[Lead.Fields.Name].Label));
        else if (!questions.Any(q => Reach.Contains(q.Field.Name)))
            yield return new(LeadForm.Fields.Questions, new("form_needs_reach"));
    }

    private static IEnumerable<Problem> Source(LeadForm record, ObjectSchema lead) =>
        record.Changed(LeadForm.Fields.Source) && record.Source is { } source && lead[Lead.Fields.Source].Definition.Options.All(o => o.Value != source)
            ? [new(LeadForm.Fields.Source, new("form_source_unknown", lead[Lead.Fields.Source].Label))]
            : [];

    private static IEnumerable<Problem> Origins(LeadForm record) =>
        record.Changed(LeadForm.Fields.AllowedOrigins) && record.AllowedOrigins is { } origins && (origins.Length > MostOrigins || origins.Any(o => !IsOrigin(o)))
            ? [new(LeadForm.Fields.AllowedOrigins, new("form_origin_malformed", MostOrigins))]
            : [];

    private static IEnumerable<Problem> Redirect(LeadForm record) =>
        record.Changed(LeadForm.Fields.Redirect) && record.Redirect is { } to && !(Uri.TryCreate(to, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
            ? [new(LeadForm.Fields.Redirect, new("form_redirect_malformed"))]
            : [];
}
