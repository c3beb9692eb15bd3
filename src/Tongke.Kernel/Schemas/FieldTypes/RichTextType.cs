using System.Text.RegularExpressions;
using Ganss.Xss;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Text with marks, lists, tables, links and images, kept as HTML from which everything that could act was removed.</summary>
internal sealed partial class RichTextType : TextualType
{
    // HTML is parsed into a tree and written back recursively; a document for people stays far below both.
    private const int MostTags = 20_000;
    private const int DeepestTags = 200;

    // Tags that hold nothing, or that the next of their kind closes, and so never nest by themselves.
    private static readonly HashSet<string> ClosedByTheNext = new(StringComparer.OrdinalIgnoreCase) { "br", "hr", "img", "p", "li", "tr", "td", "th", "col", "wbr", "input" };

    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "mark", "small", "h1", "h2", "h3", "h4", "h5", "h6",
            "ul", "ol", "li", "blockquote", "pre", "code", "hr", "a", "img", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption",
        },
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "title", "src", "alt", "width", "height", "colspan", "rowspan", "align", "style", "start" },
        AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "color", "background-color", "text-align", "font-weight", "font-style", "text-decoration", "font-size", "width", "height", "padding-left", "margin-left",
        },
        AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto", "tel" },
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
    });

    public override string Name => "rich_text";

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.LongText;

    public override bool IsSortable => false;

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Length(field, LongTextType.DefaultMax, LongTextType.DefaultMax);

    protected override Coerced Read(string text, FieldSchema field, Conventions conventions)
    {
        var accepted = PlainText.Accept(text, field, LongTextType.DefaultMax, multiline: true);
        if (accepted.Value is not string raw) return accepted;
        if (IsTooNested(raw)) return Coerced.Refuse("html_too_complex");

        var html = Sanitizer.Sanitize(Markup().IsMatch(raw) ? raw : Marked(raw));
        return string.IsNullOrWhiteSpace(html) ? new(null) : PlainText.Accept(html, field, LongTextType.DefaultMax, multiline: true);
    }

    private static string Marked(string plain) => plain
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\n", "<br>", StringComparison.Ordinal);

    // An end tag closes only what is open: <i></p><i></p>… nests as deep as <i><i>….
    private static bool IsTooNested(string html)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var (tags, depth) = (0, 0);
        foreach (Match tag in Tags().Matches(html))
        {
            var (name, isEnd) = (tag.Groups["name"].Value, tag.Groups["end"].Success);
            if (++tags > MostTags) return true;
            if (ClosedByTheNext.Contains(name)) continue;

            var count = open.GetValueOrDefault(name);
            if (isEnd && count == 0) continue;
            open[name] = isEnd ? count - 1 : count + 1;
            depth += isEnd ? -1 : 1;
            if (depth > DeepestTags) return true;
        }

        return false;
    }

    [GeneratedRegex(@"<(?<end>/)?(?<name>[a-zA-Z][^\s/>]*)")]
    private static partial Regex Tags();

    [GeneratedRegex(@"<[a-zA-Z/!?]|&#?[a-zA-Z0-9]+;")]
    private static partial Regex Markup();
}
