using System.Buffers;

namespace Tongke.Kernel.Schemas;

/// <summary>Several values in one spreadsheet cell.</summary>
internal static class Lists
{
    private static readonly char[] Separators = [';', '；', ',', '，', '、', '|', '\n'];

    private static readonly SearchValues<char> SeparatorValues = SearchValues.Create(Separators);

    /// <summary>What stands between the separators people use, without blanks.</summary>
    public static string[] Split(string text) => text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Writes values so that <see cref="Split"/> takes them apart again.</summary>
    public static string Join(IEnumerable<string> values) => string.Join("; ", values);

    /// <summary>Whether a value survives being written into a list.</summary>
    public static bool IsWhole(string value) => value.Length > 0 && !value.AsSpan().ContainsAny(SeparatorValues) && value.Trim() == value;
}
