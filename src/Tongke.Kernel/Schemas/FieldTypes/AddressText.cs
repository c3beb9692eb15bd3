using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>Takes an address written in one line apart: 广东深圳市南山区科技路1号.</summary>
internal static partial class AddressText
{
    /// <summary>The parts of <paramref name="text"/>; what can't be told apart is the street.</summary>
    public static (string? Province, string? City, string? District, string? Street) Split(string text)
    {
        var rest = text.Trim();
        if (rest.StartsWith("中国", StringComparison.Ordinal)) rest = Trim(rest[2..]);

        var province = TakeProvince(ref rest);
        var city = TakeCity(province, ref rest);
        province ??= city is null ? null : ChineseRegions.FindProvinceOfCity(city);
        var district = city is null ? null : TakeDistrict(province, ref rest);
        return (province?.Name, city, district, rest.Length == 0 ? null : rest);
    }

    /// <summary>What a street says that begins with its place once more: 广东省深圳市南山区科技路1号 of 深圳市 is 科技路1号 of 南山区. Any other street stays as it is.</summary>
    public static (string? District, string? Street) Within(string? province, string? city, string? district, string street)
    {
        if (province is null || ChineseRegions.FindProvince(province) is not { } known) return (district, street);

        var (rest, shortly) = (street, street);
        if (!known.IsMunicipality && city is not null && TakeName(ref shortly, known.Name, known.ShortName) && TakeName(ref shortly, city, ChineseRegions.Shorten(city)))
            rest = shortly;
        else if (!(TakeName(ref rest, known.Name, known.Name) | (city is not null && TakeName(ref rest, city, city))))
            return (district, street);

        if (district is null) district = TakeDistrict(known, ref rest);
        else TakeName(ref rest, district, district);

        return (district, rest.Length == 0 ? null : rest);
    }

    private static Province? TakeProvince(ref string rest)
    {
        foreach (var province in ChineseRegions.Provinces)
            if (TakeName(ref rest, province.Name, province.ShortName)) return province;

        return null;
    }

    private static string? TakeCity(Province? province, ref string rest)
    {
        if (province is { IsMunicipality: true })
        {
            TakeName(ref rest, province.Name, "市辖区");
            return province.Name;
        }

        foreach (var city in province?.Cities ?? ChineseRegions.Provinces.SelectMany(p => p.Cities))
            if (TakeName(ref rest, city, ChineseRegions.Shorten(city))) return city;

        return null;
    }

    private static string? TakeDistrict(Province? province, ref string rest)
    {
        foreach (var known in province?.Districts ?? [])
            if (TakeName(ref rest, known, known)) return known;

        if (District().Match(rest) is not { Success: true } match) return null;
        rest = Trim(rest[match.Length..]);
        return match.Value;
    }

    // 北京路 is a street and 海南岛 an island: a short name counts only where no such word goes on.
    private static bool TakeName(ref string rest, string name, string shortName)
    {
        var taken = rest.StartsWith(name, StringComparison.Ordinal) ? name
            : rest.StartsWith(shortName, StringComparison.Ordinal) && !GoesOn().IsMatch(rest[shortName.Length..]) ? shortName
            : null;

        if (taken is null) return false;
        rest = Trim(rest[taken.Length..]);
        return true;
    }

    private static string Trim(string text) => text.TrimStart(' ', '　', ',', '，', '-', '/');

    [GeneratedRegex("^(?:[东西南北中]?[一二三四五]?[路街道巷弄岛]|大道|大街|大厦|广场)")]
    private static partial Regex GoesOn();

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}-[路街道镇乡村号弄巷省]]{1,12}?(?:自治县|自治旗|新区|林区|特区|区(?!域)|县|市(?!场)|旗)")]
    private static partial Regex District();
}
