using System.Net;
using System.Text;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.LeadForms;

/// <summary>What was sent, as the timeline shows it: each answer beside its question, in the company's language. Nothing a visitor typed is markup.</summary>
internal static class WriteAnswers
{
    /// <summary>As rich text.</summary>
    public static string AsHtml(IReadOnlyList<FormQuestion> questions, IReadOnlyList<(FieldSchema Field, object Value)> values, Submission submission, Conventions conventions)
    {
        var html = new StringBuilder();
        foreach (var question in questions)
            if (values.FirstOrDefault(v => v.Field == question.Field) is { Value: { } value } answered)
                Line(question.Label, answered.Field.Type.ToText(value, answered.Field, conventions));

        if (submission.Origin.Channel is { Name: { } channel })
            Line(new("推广渠道", "Channel"), channel);
        if (submission.Origin.LandingPage is { Length: > 0 } page)
            Line(new("着陆页", "Landing page"), page);

        return html.ToString();

        void Line(Label label, string text) =>
            html.Append("<p><strong>").Append(WebUtility.HtmlEncode(label.In(conventions.Language))).Append("</strong><br>")
                .Append(WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>");
    }
}
