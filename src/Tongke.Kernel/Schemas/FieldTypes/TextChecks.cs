using System.Collections.Frozen;

namespace Tongke.Kernel.Schemas;

/// <summary>A named check of a text.</summary>
/// <param name="Name">Name in definitions.</param>
/// <param name="Code">Error code when it does not hold.</param>
/// <param name="Usual">Brings a text into its usual form: without separators, capital.</param>
/// <param name="Holds">Whether the text is one.</param>
public sealed record TextCheck(string Name, string Code, Func<string, string> Usual, Func<string, bool> Holds);

/// <summary>The named checks of texts, with the check digits that catch a mistyped number.</summary>
public static class TextChecks
{
    private const string CreditCodeSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] CreditCodeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] IdCardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static readonly FrozenDictionary<string, TextCheck> Checks = new TextCheck[]
    {
        new("uscc", "invalid_uscc", Compact, IsCreditCode),
        new("id_card", "invalid_id_card", Compact, IsIdCard),
        new("bank_card", "invalid_bank_card", Compact, IsBankCard),
        new("currency", "unknown_currency", Compact, Currencies.IsKnown),
    }.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>All checks.</summary>
    public static IEnumerable<TextCheck> All => Checks.Values;

    /// <summary>The check named <paramref name="name"/>, if any.</summary>
    public static TextCheck? Find(string name) => Checks.GetValueOrDefault(name);

    /// <summary>Whether <paramref name="text"/> is a 统一社会信用代码 (GB 32100-2015): 18 signs, the last one checks the others.</summary>
    public static bool IsCreditCode(string text)
    {
        if (text.Length != 18) return false;

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            var value = CreditCodeSigns.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0) return false;
            sum += value * CreditCodeWeights[i];
        }

        return text[17] == CreditCodeSigns[(31 - sum % 31) % 31];
    }

    /// <summary>Whether <paramref name="text"/> is a citizen's identity number (GB 11643-1999): region, birthday, serial, check sign.</summary>
    public static bool IsIdCard(string text)
    {
        if (text.Length != 18 || !text.AsSpan(0, 17).ContainsOnlyDigits() || text[0] == '0') return false;
        if (!DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", out _)) return false;

        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (text[i] - '0') * IdCardWeights[i];
        return text[17] == "10X98765432"[sum % 11];
    }

    /// <summary>Whether <paramref name="text"/> is a card number: 12 to 19 digits whose Luhn sum is right.</summary>
    public static bool IsBankCard(string text)
    {
        if (text.Length is < 12 or > 19 || !text.AsSpan().ContainsOnlyDigits()) return false;

        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static string Compact(string text) =>
        new([.. PlainText.HalfWidth(text).Where(c => !char.IsWhiteSpace(c) && c != '-').Select(char.ToUpperInvariant)]);
}
