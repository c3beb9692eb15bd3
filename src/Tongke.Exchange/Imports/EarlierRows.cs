using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>
/// The rows that a trial has passed, by what they say: a trial writes nothing, so they are not found in the database. Some bytes each, not their texts.
/// </summary>
internal sealed class EarlierRows
{
    private const string Anywhere = "*";
    private const string Nowhere = "-";

    private readonly HashSet<long> seen = [];

    /// <summary>Remembers a row.</summary>
    public void Add(int rule, string text, CompanyPlace? place)
    {
        seen.Add(HashOf(rule, text, Anywhere));
        seen.Add(HashOf(rule, text, place?.Province ?? Nowhere));
        if (place is not null)
            seen.Add(HashOf(rule, text, Exactly(place)));
    }

    /// <summary>Whether there was one like it that is not of another place.</summary>
    public bool Has(int rule, string text, CompanyPlace? place)
    {
        if (place is null)
            return seen.Contains(HashOf(rule, text, Anywhere));

        if (seen.Contains(HashOf(rule, text, Nowhere)))
            return true;

        return place.City is null
            ? seen.Contains(HashOf(rule, text, place.Province))
            : seen.Contains(HashOf(rule, text, Exactly(place))) || seen.Contains(HashOf(rule, text, Exactly(place with { City = null })));
    }

    private static string Exactly(CompanyPlace place) => $"{place.Province}/{place.City}";

    private static long HashOf(int rule, string text, string place) =>
        ((long)HashCode.Combine(rule, text, place) << 32) | (uint)string.GetHashCode(text + place, StringComparison.OrdinalIgnoreCase);
}
