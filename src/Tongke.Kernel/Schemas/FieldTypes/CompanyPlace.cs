namespace Tongke.Kernel.Schemas;

/// <summary>The place that a company's name names, in front or in brackets: 西安 of 西安恒达智能 and of 恒达智能（西安）.</summary>
/// <param name="Province">Short name of the province.</param>
/// <param name="City">Short name of the city; null where only the province is named, or is the city itself.</param>
public sealed record CompanyPlace(string Province, string? City)
{
    // By first character, since files of a million names ask; the longest first.
    private static readonly ILookup<char, (string Text, CompanyPlace Place)> Names =
        Known().DistinctBy(known => known.Text).OrderByDescending(known => known.Text.Length).ToLookup(known => known.Text[0]);

    /// <summary>The place of a name; null when it names none of China.</summary>
    public static CompanyPlace? Of(string name)
    {
        if (!PlainText.IsStorable(name))
            return null;

        var folded = PlainText.Fold(name);
        return In(folded) ?? folded.Split('(', '[', '【').Skip(1).Select(In).FirstOrDefault(place => place is not null);
    }

    /// <summary>Whether two names name different places, one of which does not lie in the other: companies of different cities are not the same.</summary>
    public static bool Differ(CompanyPlace? a, CompanyPlace? b) =>
        a is not null && b is not null && (a.Province != b.Province || (a.City is not null && b.City is not null && a.City != b.City));

    private static CompanyPlace? In(string text)
    {
        var start = text.TrimStart();
        var first = Find(start);
        // 陕西西安恒达: the city behind its province says more.
        return first.Place is { City: null } province && Find(start[first.Text.Length..]).Place is { City: not null } city && city.Province == province.Province ? city : first.Place;
    }

    private static (string Text, CompanyPlace? Place) Find(string text)
    {
        foreach (var known in text.Length > 0 ? Names[text[0]] : [])
            if (text.StartsWith(known.Text, StringComparison.Ordinal))
                return known;

        return ("", null);
    }

    private static IEnumerable<(string Text, CompanyPlace Place)> Known()
    {
        foreach (var province in ChineseRegions.Provinces)
        {
            var whole = new CompanyPlace(province.ShortName, null);
            yield return (province.Name, whole);
            yield return (province.ShortName, whole);
        }

        foreach (var province in ChineseRegions.Provinces)
        {
            foreach (var city in province.Cities)
            {
                var place = new CompanyPlace(province.ShortName, ChineseRegions.Shorten(city));
                yield return (city, place);
                yield return (ChineseRegions.Shorten(city), place);
            }
        }

        foreach (var (text, name) in new[] { ("beijing", "北京"), ("shanghai", "上海"), ("hongkong", "香港") })
            yield return (text, new CompanyPlace(name, null));

        foreach (var (text, city) in new[] { ("shenzhen", "深圳"), ("guangzhou", "广州") })
            yield return (text, new CompanyPlace("广东", city));
    }
}
