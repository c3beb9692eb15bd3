using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>One e-mail address. Its domain is kept in the small ASCII form that mail servers use (xn--… for 中文.cn).</summary>
internal sealed partial class EmailType : TextualType
{
    private const int Longest = 254;
    private const int LongestLocalPart = 64;

    public override string Name => "email";

    protected override Coerced Read(string text, FieldSchema field, Conventions conventions)
    {
        if (!PlainText.IsStorable(text)) return Coerced.Refuse("broken_text");

        var typed = PlainText.HalfWidth(text);
        if (typed.Length == 0) return new(null);
        if (typed.Length > 2 * Longest) return Coerced.Refuse("too_long", Longest, typed.Length);
        if (typed.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) typed = typed["mailto:".Length..];
        if (Named().Match(typed) is { Success: true } named) typed = named.Groups[1].Value;

        var at = typed.LastIndexOf('@');
        if (at < 1 || at > LongestLocalPart || !LocalPart().IsMatch(typed[..at]) || Domain(typed[(at + 1)..]) is not { } domain)
            return Coerced.Refuse("invalid_email", PlainText.Quote(text));

        var address = Cleanser.Cleanse($"{typed[..at]}@{domain}", field.Definition.Cleanse);
        return address.Length <= Longest ? new(address) : Coerced.Refuse("too_long", Longest, address.Length);
    }

    private static string? Domain(string typed)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(typed).ToLowerInvariant();
            return DomainName().IsMatch(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[^<>]{0,100}<([^<>\s]+)>$")]
    private static partial Regex Named();

    // Unquoted local part; letters beyond ASCII are allowed as RFC 6531 does.
    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$")]
    private static partial Regex LocalPart();

    [GeneratedRegex(@"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$")]
    private static partial Regex DomainName();
}
