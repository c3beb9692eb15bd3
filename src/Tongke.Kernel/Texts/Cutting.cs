namespace Tongke.Kernel.Texts;

/// <summary>Cuts texts to a length; a character of two units, as an emoji or a rare Chinese one, stays whole or is left out.</summary>
public static class Cutting
{
    /// <summary>The first <paramref name="length"/> units of <paramref name="text"/> at most.</summary>
    public static string Cut(this string text, int length) =>
        text.Length <= length ? text : text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
