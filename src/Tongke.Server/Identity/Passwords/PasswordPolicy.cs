using System.Collections.Frozen;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Identity;

/// <summary>
/// Which passwords are accepted: ten characters, or eight of three kinds (small, capital, digit, other); at most 128;
/// none of the commonest, no mere sequence, and more than the login or the company's name with a tail.
/// </summary>
public static class PasswordPolicy
{
    /// <summary>Longer ones are refused before they are hashed.</summary>
    public const int LongestPassword = 128;

    private const int LongEnough = 10;
    private const int ShortestMixed = 8;
    private const int KindsOfMixed = 3;
    private const int FewestOwnCharacters = 5;

    private static readonly FrozenSet<string> Common = ReadCommon();

    /// <summary>What is wrong with the password; null when it is accepted.</summary>
    /// <param name="password">What somebody wants.</param>
    /// <param name="personal">What others can guess: login, name, company.</param>
    public static Message? Check(string password, params IEnumerable<string?> personal)
    {
        if (password.Length > LongestPassword)
            return new("password_too_long", LongestPassword);

        if (password.Length < ShortestMixed || (password.Length < LongEnough && KindsIn(password) < KindsOfMixed))
            return new("password_too_short", LongEnough, ShortestMixed);

        if (!IsWellFormed(password))
            return new("password_unreadable");

        if (Common.Contains(password.ToLowerInvariant()) || IsSequence(password))
            return new("password_common");

        return personal.Any(word => IsMostly(password, word)) ? new("password_personal") : null;
    }

    private static int KindsIn(string password) =>
        Convert.ToInt32(password.Any(char.IsLower)) + Convert.ToInt32(password.Any(char.IsUpper)) + Convert.ToInt32(password.Any(char.IsDigit))
        + Convert.ToInt32(password.Any(c => !char.IsLower(c) && !char.IsUpper(c) && !char.IsDigit(c)));

    /// <summary>Whether text can be hashed: no control characters, no half of an emoji.</summary>
    private static bool IsWellFormed(string password) =>
        !password.Any(char.IsControl) && !password.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar);

    /// <summary>Whether every character follows the one before by the same step: 1111…, 1234…, zyxw….</summary>
    private static bool IsSequence(string password)
    {
        // "1234567890" ends with a step of its own.
        var text = password.Replace("90", "9", StringComparison.Ordinal);
        var step = text[1] - text[0];
        return Math.Abs(step) <= 1 && text.Zip(text.Skip(1)).All(pair => pair.Second - pair.First == step);
    }

    private static bool IsMostly(string password, string? word)
    {
        var known = word?.Trim();
        return known is { Length: >= 3 }
            && password.Contains(known, StringComparison.OrdinalIgnoreCase)
            && password.Replace(known, "", StringComparison.OrdinalIgnoreCase).Length < FewestOwnCharacters;
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordPolicy).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet();
    }
}
