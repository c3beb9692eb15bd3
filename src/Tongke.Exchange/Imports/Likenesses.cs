using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>
/// What was met by one rule: by what it has to say, and by the place of the company, since companies of two cities are not the same however alike the
/// rest of their names is. Of one text and place the first counts.
/// </summary>
internal sealed class Likenesses<T>
{
    private readonly Dictionary<string, List<(CompanyPlace? Place, T Met)>> met = new(StringComparer.Ordinal);

    /// <summary>All that was met.</summary>
    public IEnumerable<T> All => met.Values.SelectMany(list => list).Select(one => one.Met);

    /// <summary>Remembers what was met.</summary>
    public void Add(string text, CompanyPlace? place, T one)
    {
        if (!met.TryGetValue(text, out var list))
            met[text] = list = new(1);

        if (list.TrueForAll(other => other.Place != place))
            list.Add((place, one));
    }

    /// <summary>Whether something like it was met, and what.</summary>
    public bool TryFind(string text, CompanyPlace? place, out T? one)
    {
        foreach (var other in met.GetValueOrDefault(text) ?? [])
        {
            if (CompanyPlace.Differ(place, other.Place))
                continue;

            one = other.Met;
            return true;
        }

        one = default;
        return false;
    }
}
