using System.Text;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>Applies the normalisations of a field, in the order they are defined.</summary>
public static partial class Cleanser
{
    /// <summary>The text as the steps leave it.</summary>
    public static string Cleanse(string text, IReadOnlyList<Cleansing> steps)
    {
        foreach (var step in steps)
            text = step switch
            {
                Cleansing.Trim => Spaces().Replace(text.Trim(), " "),
                Cleansing.Upper => text.ToUpperInvariant(),
                Cleansing.Lower => text.ToLowerInvariant(),
                Cleansing.HalfWidth => text.Normalize(NormalizationForm.FormKC),
            };

        return text;
    }

    // Line breaks stay: a long text keeps its paragraphs.
    [GeneratedRegex(@"[^\S\n]{2,}|[^\S\n ]")]
    private static partial Regex Spaces();
}
