using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Tongke.Kernel.Schemas;

/// <summary>
/// A phone number in E.164 form (<c>+8613800138000</c>), its extension after <c>;ext=</c>. Numbers that exist only inside
/// China's network, 10086 or 400-820-8820, are kept as their digits.
/// </summary>
internal sealed partial class PhoneType : TextualType
{
    private const int Longest = 60;
    private const string ExtensionMark = ";ext=";

    /// <summary>A number without its area code has no fewer digits; an extension has.</summary>
    private const int ShortestNumber = 7;

    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    public override string Name => "phone";

    public override string ToText(object value, FieldSchema field, Conventions conventions)
    {
        var stored = (string)value;
        if (Parse(stored, conventions) is not { } number) return stored;

        var isHome = Numbers.GetCountryCodeForRegion(conventions.Region) == number.CountryCode;
        var text = Numbers.Format(number, isHome ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        return Equals(Read(text, field, conventions).Value, stored) ? text : stored;
    }

    /// <summary>Of several numbers in one cell the first is taken.</summary>
    public override Coerced FromText(string text, FieldSchema field, Conventions conventions) =>
        PlainText.IsStorable(text) && Several(PlainText.HalfWidth(text)) is { } numbers ? Read(numbers[0], field, conventions) : Read(text, field, conventions);

    protected override Coerced Read(string text, FieldSchema field, Conventions conventions)
    {
        if (!PlainText.IsStorable(text)) return Coerced.Refuse("broken_text");

        var typed = PlainText.HalfWidth(text);
        if (typed.Length == 0) return new(null);
        if (typed.Length > Longest) return Refuse(text);
        if (Scientific().IsMatch(typed)) return Coerced.Refuse("phone_in_scientific_notation", typed);
        if (Several(typed) is { } several) return Coerced.Refuse("several_phones", PlainText.Quote(text), PlainText.Quote(several[0]));
        typed = PointZero().Replace(typed, "");

        if (ServiceNumber(typed, conventions) is { } service) return new(service);
        if (Parse(typed, conventions) is not { } number || !IsReal(number)) return Refuse(text);

        var e164 = Numbers.Format(number, PhoneNumberFormat.E164);
        return new(number.HasExtension ? e164 + ExtensionMark + number.Extension : e164);
    }

    /// <summary>The numbers of a text that names more than one; null where what follows the first is short enough for an extension.</summary>
    private static string[]? Several(string typed)
    {
        var parts = Between().Split(typed).Where(p => p.Length > 0).ToArray();
        return parts.Count(p => char.IsAsciiDigit(p[^1]) && !p.StartsWith("ext", StringComparison.OrdinalIgnoreCase) && p.Count(char.IsAsciiDigit) >= ShortestNumber) > 1 ? parts : null;
    }

    /// <summary>Numbers that can be dialled only from inside the country: 110, 10086, 95588, 400 and 800 numbers.</summary>
    private static string? ServiceNumber(string typed, Conventions conventions)
    {
        if (conventions.Region != "CN") return null;

        var digits = Separators().Replace(typed, "");
        return Short().IsMatch(digits) || SharedCost().IsMatch(digits) ? digits : null;
    }

    private static PhoneNumber? Parse(string text, Conventions conventions)
    {
        try
        {
            return Numbers.Parse(ExtensionWord().Replace(text, ExtensionMark), conventions.Region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // New mobile ranges are in use before the library knows them.
    private static bool IsReal(PhoneNumber number) =>
        Numbers.IsValidNumber(number) || number.CountryCode == 86 && number.NationalNumber is >= 13_000_000_000 and < 20_000_000_000;

    private static Coerced Refuse(string text) => Coerced.Refuse("invalid_phone", PlainText.Quote(text));

    [GeneratedRegex(@"^[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}$")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"(?<=[0-9])\.0+$")]
    private static partial Regex PointZero();

    [GeneratedRegex(@"\s*[;,、/|\r\n\t]+\s*")]
    private static partial Regex Between();

    [GeneratedRegex(@"[\s()\-]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?:1[0-9]{2}|1[02][0-9]{3}|9[56][0-9]{3,4})$")]
    private static partial Regex Short();

    [GeneratedRegex(@"^[48]00[0-9]{7}$")]
    private static partial Regex SharedCost();

    [GeneratedRegex(@"\s*(?:转|分机号?|转分机)[:：]?\s*(?=[0-9]{1,7}$)")]
    private static partial Regex ExtensionWord();
}
