using System.Text;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>A web address. Only http and https, so that a link in a record can never run a script.</summary>
internal sealed partial class UrlType : TextualType
{
    private const int Longest = 2048;

    public override string Name => "url";

    protected override Coerced Read(string text, FieldSchema field, Conventions conventions)
    {
        if (!PlainText.IsStorable(text)) return Coerced.Refuse("broken_text");

        var typed = text.Normalize().Trim();
        if (typed.Length == 0) return new(null);
        if (BareDomain().IsMatch(typed)) typed = "https://" + typed;
        if (Encoding.UTF8.GetByteCount(typed) is > Longest and var length) return Coerced.Refuse("too_long", Longest, length);

        return Shape().IsMatch(typed) && Uri.TryCreate(typed, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? new(typed)
            : Coerced.Refuse("invalid_url", PlainText.Quote(text));
    }

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::[0-9]{1,5})?(?:[/?#]\S*)?$")]
    private static partial Regex BareDomain();

    [GeneratedRegex(@"^https?://[^\s\\<>""]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
