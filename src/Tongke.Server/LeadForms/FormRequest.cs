using Microsoft.AspNetCore.WebUtilities;
using Tongke.Crm.LeadForms;
using Tongke.Kernel.Texts;
using Tongke.Server.Http;

namespace Tongke.Server.LeadForms;

/// <summary>What a visitor's browser says beside the answers. It comes from outside: cut, and without what is no text.</summary>
/// <param name="Language">What to answer in.</param>
/// <param name="Channel">Code of the channel.</param>
/// <param name="Embedded">Whether the form stands inside another page.</param>
/// <param name="Utm">The advertisement's words.</param>
/// <param name="LandingPage">Page the form is filled in on.</param>
/// <param name="Referrer">Page that led there.</param>
public sealed record FormRequest(Language Language, string? Channel, bool Embedded, IReadOnlyDictionary<string, string> Utm, string? LandingPage, string? Referrer)
{
    private const int LongestWord = 100;
    private const int LongestLine = 500;

    /// <summary>As a page is asked for.</summary>
    public static FormRequest OfPage(HttpContext http)
    {
        var query = http.Request.Query;
        var page = Line(query["page"]) ?? Line(PathOf(http));
        return Of(http, name => query[name]) with { LandingPage = page, Referrer = Line(query["ref"]) ?? Line(http.Request.Headers.Referer) };
    }

    /// <summary>As a page sends it back.</summary>
    public static FormRequest OfForm(HttpContext http, IFormCollection form) =>
        Of(http, name => form[name]) with { LandingPage = Line(form["page"]), Referrer = Line(form["ref"]) };

    /// <summary>What the page has to send back, by name.</summary>
    public IEnumerable<(string Name, string Value)> Carried =>
    [
        ("lang", Language == Language.English ? "en" : "zh"),
        .. new[] { ("c", Channel), ("embed", Embedded ? "1" : null), ("page", LandingPage), ("ref", Referrer) }.Where(c => c.Item2 is not null).Select(c => (c.Item1, c.Item2!)),
        .. Utm.Select(u => (u.Key, u.Value)),
    ];

    private static FormRequest Of(HttpContext http, Func<string, string?> value)
    {
        var language = value("lang") switch { "en" => Language.English, "zh" => Language.Chinese, _ => http.Request.AskedLanguage() ?? Language.Chinese };
        var utm = TakeSubmission.Utm.Select(name => (name, Value: Word(value(name)))).Where(u => u.Value is not null).ToDictionary(u => u.name, u => u.Value!, StringComparer.Ordinal);
        return new(language, Word(value("c")), value("embed") == "1", utm, null, null);
    }

    private static string PathOf(HttpContext http) => QueryHelpers.AddQueryString(
        $"{PublicAddress.Of(http)}{http.Request.Path}", http.Request.Query.Where(q => q.Key.StartsWith("utm_", StringComparison.Ordinal) || q.Key == "c").SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v))));

    private static string? Word(string? text) => VisitorText.Clean(text, LongestWord);

    private static string? Line(string? text) => VisitorText.Clean(text, LongestLine);
}
