using System.Collections.Frozen;

namespace Tongke.Kernel.Schemas;

/// <summary>The currencies of ISO 4217 and how people write them.</summary>
public static class Currencies
{
    private static readonly FrozenSet<string> Codes = (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK " +
        "DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF " +
        "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK " +
        "PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX " +
        "USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Longer signs first, so that HK$ is not read as $.
    private static readonly (string Sign, string Code)[] Signs =
    [
        ("人民币", "CNY"), ("港币", "HKD"), ("港元", "HKD"), ("美元", "USD"), ("美金", "USD"), ("欧元", "EUR"), ("英镑", "GBP"), ("日元", "JPY"), ("新台币", "TWD"),
        ("RMB", "CNY"), ("HK$", "HKD"), ("US$", "USD"), ("NT$", "TWD"), ("A$", "AUD"), ("C$", "CAD"), ("S$", "SGD"),
        ("¥", "CNY"), ("元", "CNY"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₩", "KRW"), ("₹", "INR"), ("₽", "RUB"), ("฿", "THB"), ("₫", "VND"),
    ];

    /// <summary>Every code.</summary>
    public static IEnumerable<string> All => Codes;

    /// <summary>Whether <paramref name="code"/> is a currency, in capitals.</summary>
    public static bool IsKnown(string code) => Codes.Contains(code);

    /// <summary>Takes a currency off either end of a number's half-width text.</summary>
    internal static (string Number, string? Code) Split(string text)
    {
        foreach (var (sign, code) in Signs)
        {
            if (text.StartsWith(sign, StringComparison.OrdinalIgnoreCase)) return (text[sign.Length..], code);
            if (text.EndsWith(sign, StringComparison.OrdinalIgnoreCase)) return (text[..^sign.Length], code);
        }

        if (text.Length > 3 && text[..3].ToUpperInvariant() is var first && IsKnown(first)) return (text[3..], first);
        if (text.Length > 3 && text[^3..].ToUpperInvariant() is var last && IsKnown(last)) return (text[..^3], last);
        return (text, null);
    }
}
