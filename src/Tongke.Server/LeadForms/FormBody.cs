using System.Text;
using System.Text.RegularExpressions;

namespace Tongke.Server.LeadForms;

/// <summary>The body of a form as it came in, whose percent text is UTF-8 throughout: what is none becomes U+FFFD, instead of staying percent text for ever.</summary>
internal static partial class FormBody
{
    /// <summary>Reads the whole body, and lets it be read again.</summary>
    public static async Task MendAsync(HttpRequest request, CancellationToken ct)
    {
        var came = new MemoryStream();
        await request.Body.CopyToAsync(came, ct);
        var text = Encoding.Latin1.GetString(came.GetBuffer(), 0, (int)came.Length);
        var body = new MemoryStream(Encoding.Latin1.GetBytes(PercentText().Replace(text, run => Mended(run.Value))));
        request.Body = body;
        request.ContentLength = body.Length;
    }

    private static string Mended(string run)
    {
        var text = Encoding.UTF8.GetString(Convert.FromHexString(run.Replace("%", "", StringComparison.Ordinal)));
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? Uri.EscapeDataString(text) : run;
    }

    [GeneratedRegex("(?:%[0-9A-Fa-f]{2})+")]
    private static partial Regex PercentText();
}
