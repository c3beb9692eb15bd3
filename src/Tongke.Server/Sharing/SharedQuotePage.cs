using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Tongke.Crm.Documents;
using Tongke.Crm.Quoting;
using Tongke.Crm.Sales;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Sharing;

/// <summary>The page a customer sees: whole HTML, styles in it under a nonce, no script.</summary>
internal sealed class SharedQuotePage(Language language, string path)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string Style = ReadStyle();

    private readonly StringBuilder html = new();

    /// <summary>Lets this page's own styles through.</summary>
    public string Nonce { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    private string Query => language == Language.English ? "?lang=en" : "?lang=zh";

    /// <summary>The page that says why nothing is shown, and nothing else.</summary>
    public string WriteClosed(ClosedBecause why)
    {
        var code = why switch
        {
            ClosedBecause.LinkExpired => "share_link_expired",
            ClosedBecause.Revoked => "share_revoked",
            ClosedBecause.Superseded => "share_superseded",
            ClosedBecause.QuoteExpired => "share_quote_expired",
            _ => "share_unknown",
        };
        Begin(Say("share_closed"));
        Add($"<main class=\"closed\"><h1>{Say("share_closed")}</h1><p>{Say(code)}</p></main>");
        return End();
    }

    /// <summary>The quote, and what can be done with it.</summary>
    /// <param name="shared">What is shown.</param>
    /// <param name="done">What the address says was done.</param>
    /// <param name="problem">Why an answer was refused.</param>
    /// <param name="typed">The answer that was: its words stand in its form again.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<string> WriteAsync(SharedQuote shared, string done, Message? problem, TypedAnswer? typed, CancellationToken ct)
    {
        var quote = shared.Quote;
        var comments = await shared.CommentsAsync(ct);
        var document = await new QuotePrint().ReadAsync(quote.Record, language, shared.Session, ct);
        Begin($"{document.Title} {document.Number}");
        Head(document);
        Add($"<main>");
        if (problem is not null)
            Add($"<p class=\"problem\" role=\"alert\">{problem.In(language)}</p>");
        else if (IsDone(done, quote, comments))
            Add($"<p class=\"done\" role=\"status\">{Say($"share_done_{done}")}</p>");

        Answered(quote);
        Facts(document);
        Lines(document);
        Totals(document);
        Add($"<p><a class=\"button\" href=\"{path}/pdf{Query}\">{Say("share_download")}</a></p>");
        foreach (var text in document.Texts)
            Add($"<section><h2>{text.Title}</h2><p class=\"text\">{text.Text}</p></section>");

        var recipient = await shared.RecipientAsync(ct);
        if (QuoteAnswers.IsOpen(quote))
            Answers(recipient, typed);
        Comments(comments, shared.Session.Schema.Conventions.TimeZone, recipient, typed?.Answer == "comment" ? typed : null);
        Add($"</main><footer>{document.Letterhead.Company}</footer>");
        if (QuoteAnswers.IsOpen(quote))
            Bar(document);
        return End();
    }

    /// <summary>Whether what the address says was done was: anybody can write an address.</summary>
    private static bool IsDone(string done, Quote quote, IReadOnlyList<Activity> comments) => done switch
    {
        "accept" => quote.Status == Quote.StatusValue.Accepted,
        "decline" => quote.Status == Quote.StatusValue.Declined,
        "comment" => comments.Count > 0,
        _ => false,
    };

    /// <summary>On a phone the answer lies far below what is read: the sum and the ways to it stay in sight.</summary>
    private void Bar(PrintedDocument document)
    {
        Add($"<nav class=\"bar\" aria-label=\"{Say("share_answer")}\">");
        foreach (var total in document.Totals.Where(t => t.IsMain))
            Add($"<span>{total.Label} <strong>{total.Value}</strong></span>");
        Add($"<a href=\"#decline\">{Say("share_decline")}</a><a class=\"accept\" href=\"#accept\">{Say("share_accept")}</a></nav>");
    }

    private void Head(PrintedDocument document)
    {
        var other = language == Language.English ? ("zh", "中文") : ("en", "English");
        Add($"<header><div><strong>{document.Letterhead.Company}</strong><h1>{document.Title} <small>{document.Number}</small></h1></div><a href=\"{path}?lang={other.Item1}&done=language\" lang=\"{other.Item1}\">{other.Item2}</a></header>");
    }

    private void Answered(Quote quote)
    {
        if (quote.Status == Quote.StatusValue.Accepted)
            Add($"<p class=\"answer accepted\">{Say("share_accepted", quote.AcceptedBy)}</p>");
        else if (quote.Status == Quote.StatusValue.Declined)
            Add($"<p class=\"answer declined\">{Say("share_declined")}</p>");
    }

    private void Facts(PrintedDocument document)
    {
        Add($"<dl>");
        foreach (var fact in document.Facts)
            Add($"<div><dt>{fact.Label}</dt><dd>{fact.Value}</dd></div>");
        Add($"</dl>");
    }

    private void Lines(PrintedDocument document)
    {
        Add($"<table><thead><tr>");
        foreach (var column in document.Columns)
            Add($"<th scope=\"col\" class=\"{Kind(column)}\">{column.Title}</th>");
        Add($"</tr></thead>");
        foreach (var section in document.Sections)
        {
            Add($"<tbody>");
            if (section.Title is { } title)
                Add($"<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"{document.Columns.Count}\">{title}</th></tr>");
            foreach (var line in section.Lines)
                Row(document, line);
            if (section.Subtotal is { } sum)
                Add($"<tr class=\"subtotal\"><td colspan=\"{document.Columns.Count}\"><span>{sum.Label}</span> <strong>{sum.Value}</strong></td></tr>");
            Add($"</tbody>");
        }

        Add($"</table>");
    }

    private void Row(PrintedDocument document, PrintedLine line)
    {
        Add($"<tr class=\"{(line.IsPart ? "part" : "line")}\">");
        foreach (var (index, cell) in line.Cells.Index())
            Add($"<td class=\"{Kind(document.Columns[index])}\" data-label=\"{document.Columns[index].Title}\">{cell}</td>");
        Add($"</tr>");
    }

    private static string Kind(PrintedColumn column) => column.IsNumber ? "number" : "words";

    private void Totals(PrintedDocument document)
    {
        Add($"<dl class=\"totals\">");
        foreach (var total in document.Totals)
            Add($"<div class=\"{(total.IsMain ? "main" : "sum")}\"><dt>{total.Label}</dt><dd>{total.Value}</dd></div>");
        if (document.InWords is { } words)
            Add($"<div class=\"sum\"><dt>{words.Label}</dt><dd>{words.Value}</dd></div>");
        Add($"</dl>");
    }

    private void Answers(string? recipient, TypedAnswer? typed)
    {
        var accepted = typed?.Answer == "accept" ? typed : null;
        var declined = typed?.Answer == "decline" ? typed : null;
        Add($"<section class=\"answers\"><h2>{Say("share_answer")}</h2>");
        Add($"<form id=\"accept\" method=\"post\" action=\"{path}/accept{Query}\"><label>{Say("share_your_name")}<input name=\"name\" value=\"{accepted?.Name ?? recipient}\" required maxlength=\"100\" autocomplete=\"name\"></label>");
        Add($"<label class=\"check\"><input type=\"checkbox\" name=\"confirm\" value=\"yes\" required{(accepted?.IsConfirmed == true ? " checked" : "")}><span>{Say("share_confirm")}</span></label>");
        Add($"<button class=\"accept\">{Say("share_accept")}</button></form>");
        Add($"<details{(declined is null ? "" : " open")}><summary>{Say("share_decline_instead")}</summary><form id=\"decline\" method=\"post\" action=\"{path}/decline{Query}\"><label>{Say("share_reason")}");
        Text("reason", declined?.Reason);
        Add($"</label><button class=\"decline\">{Say("share_decline")}</button></form></details></section>");
    }

    /// <summary>A field of several lines; the first line break behind its mark is none of its text.</summary>
    private void Text(string name, string? typed) => Add($"<textarea name=\"{name}\" required maxlength=\"2000\" rows=\"3\">\n{typed}</textarea>");

    private void Comments(IReadOnlyList<Activity> comments, TimeZoneInfo zone, string? recipient, TypedAnswer? typed)
    {
        Add($"<section><h2>{Say("share_comments")}</h2>");
        foreach (var comment in comments)
            Add($"<blockquote><strong>{QuoteAnswers.AuthorOf(comment)}</strong><p class=\"text\">{QuoteAnswers.TextOf(comment)}</p><time>{TimeZoneInfo.ConvertTime(comment.OccurredAt!.Value, zone):yyyy-MM-dd HH:mm}</time></blockquote>");
        Add($"<form method=\"post\" action=\"{path}/comment{Query}\"><label>{Say("share_your_name")}<input name=\"name\" value=\"{typed?.Name ?? recipient}\" required maxlength=\"100\" autocomplete=\"name\"></label><label>{Say("share_comment")}");
        Text("text", typed?.Text);
        Add($"</label><button>{Say("share_send_comment")}</button></form></section>");
    }

    private void Begin(string title)
    {
        Add($"<!doctype html><html lang=\"{(language == Language.English ? "en" : "zh-CN")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title>");
        html.Append("<style nonce=\"").Append(Encoder.Encode(Nonce)).Append("\">").Append(Style).Append("</style></head><body>");
    }

    private string End() => html.Append("</body></html>").ToString();

    private string Say(string code, params object?[] values) => new Message(code, values).In(language);

    /// <summary>Adds markup; what stands in its holes is text, and is written as such.</summary>
    private void Add(FormattableString markup) =>
        html.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, markup.Format, [.. markup.GetArguments().Select(a => a is IFormattable formatted ? new Hole(formatted) : (object)Encoder.Encode(a?.ToString() ?? ""))]);

    private static string ReadStyle()
    {
        using var stream = typeof(SharedQuotePage).Assembly.GetManifestResourceStream("shared-quote.css") ?? throw new InvalidOperationException("shared-quote.css is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A number or a moment in a hole: formatted as the markup says, then written as text.</summary>
    private readonly struct Hole(IFormattable value) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? provider) => Encoder.Encode(value.ToString(format, provider));
    }
}

/// <summary>What somebody sent that was not taken.</summary>
/// <param name="Answer">accept, decline or comment.</param>
/// <param name="Name">Who.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Text">The comment.</param>
/// <param name="IsConfirmed">Whether the terms were ticked.</param>
internal sealed record TypedAnswer(string Answer, string? Name, string? Reason, string? Text, bool IsConfirmed);
