using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>
/// The provinces and cities of China: the 省 and 市 of address fields. Districts (区县) are free text, for there are new ones and zones that no list has; one that is
/// known to lie in another city is not taken for one of this.
/// </summary>
public static partial class ChineseRegions
{
    private static readonly FrozenDictionary<string, Province> ByName;
    private static readonly FrozenDictionary<string, IReadOnlyList<(string Province, string City)>> CitiesOfDistricts;

    static ChineseRegions()
    {
        Provinces = [.. Lines("regions.txt").Select(Read)];
        ByName = Provinces.SelectMany(p => new[] { p.Name, p.ShortName }, (p, name) => KeyValuePair.Create(name, p)).ToFrozenDictionary(StringComparer.Ordinal);
        CitiesOfDistricts = Lines("counties.txt").Select(l => l.Split('|')).SelectMany(c => c[2].Split(' '), (c, district) => (District: district, c[0], c[1]))
            .GroupBy(d => d.District, d => (d.Item2, d.Item3), StringComparer.Ordinal)
            .ToFrozenDictionary(d => d.Key, d => (IReadOnlyList<(string, string)>)[.. d], StringComparer.Ordinal);
    }

    /// <summary>All provinces, in the official order.</summary>
    public static IReadOnlyList<Province> Provinces { get; }

    /// <summary>The province of this name, full or shortened.</summary>
    public static Province? FindProvince(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The only province with a city of this name; null when there is none or several (海南藏族自治州's short name is a province's).</summary>
    public static Province? FindProvinceOfCity(string city)
    {
        var candidates = Provinces.Where(p => p.FindCity(city) is not null).Take(2).ToArray();
        return candidates.Length == 1 ? candidates[0] : null;
    }

    /// <summary>The only city that has a district of this name, where it is another one than this; null for districts of the city, for such as several have, and for unknown ones.</summary>
    public static string? FindOtherCityOfDistrict(string province, string city, string district) =>
        CitiesOfDistricts.GetValueOrDefault(district) is [var only] && only != (province, city) ? only.City : null;

    /// <summary>A region's name without its rank: 深圳 for 深圳市, 恩施 for 恩施土家族苗族自治州.</summary>
    internal static string Shorten(string name) => Peoples().Replace(name, "") is { Length: >= 2 } bare && bare != name ? bare : Rank().Replace(name, "");

    private static string[] Lines(string resource)
    {
        using var reader = new StreamReader(typeof(ChineseRegions).Assembly.GetManifestResourceStream(resource)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => l[0] != '#')];
    }

    private static Province Read(string line)
    {
        var columns = line.Split('|');
        return new(columns[0], columns[1].Split(' '), columns.Length > 2 ? columns[2].Split(' ') : []);
    }

    [GeneratedRegex("(?:壮族|回族|维吾尔|(?:蒙古族?|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|侗族|白族|土家族|哈尼族?|哈萨克族?|傣族|黎族|傈僳族|柯尔克孜|景颇族|羌族)+)(?:自治区|自治州|自治县)$")]
    private static partial Regex Peoples();

    [GeneratedRegex("(?<=..)(?:特别行政区|自治区|自治州|地区|林区|省|市|盟|县)$")]
    private static partial Regex Rank();
}
