using System.Text.Json;
using CsCheck;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Tests.Schemas;

/// <summary>Values that a field of each type may hold.</summary>
internal static class FieldValues
{
    private static readonly Gen<char> Letter = Gen.Char["abcXYZ 0129中文通客é,;/|'=+-@%()\"\\！１"];
    private static readonly Gen<Guid> Id = Gen.Guid.Where(id => id != Guid.Empty);
    private static readonly Gen<decimal> Amount = Gen.Long[-99_999_999_999, 99_999_999_999].Select(cents => cents / 100m);

    public static Gen<object> Of(string type) => type switch
    {
        "text" or "long_text" => Line.Select(t => (object)t),
        "rich_text" => Gen.Select(Line, Line).Select(t => Fields.Of("rich_text").Text($"<p>{t.Item1.Replace("<", "")}<b>{t.Item2}</b></p>").Value!),
        "integer" => Gen.Long.Select(n => (object)n),
        "decimal" or "money" or "percent" => Amount.Select(n => (object)n),
        "boolean" => Gen.Bool.Select(b => (object)b),
        "date" => Gen.Int[1, 3_650_000].Select(n => (object)DateOnly.FromDayNumber(n)),
        "time" => Gen.Int[0, 86_399].Select(s => (object)TimeOnly.MinValue.Add(TimeSpan.FromSeconds(s))),
        "datetime" => Gen.Long[200_000_000_000, 250_000_000_000_000].Select(ms => (object)DateTimeOffset.MinValue.AddMilliseconds(ms)),
        "duration" => Gen.Long[0, 1_000_000_000].Select(s => (object)s),
        "rating" => Gen.Long[1, 5].Select(s => (object)s),
        "select" => Option.Select(o => (object)o),
        "multi_select" => Option.Array[1, 4].Select(o => (object)Fields.Of("multi_select").Definition.Options.Select(x => x.Value).Where(o.Contains).ToArray()),
        "tags" => Gen.String[Gen.Char["abc中文 12"], 1, 8].Array[1, 5].Select(t => (object)t.Select(x => x.Trim()).Where(x => x.Length > 0 && !x.Contains("  ")).Distinct().ToArray()).Where(t => ((string[])t).Length > 0),
        "phone" => One<object>("+8613800138000", "+8657188888888", "+8657188888888;ext=801", "10086", "4008208820", "+12025550123", "+390612345678", "+85221234567"),
        "email" => Gen.Select(Gen.String[Gen.Char["abc.XY+_1"], 1, 10], Gen.String[Gen.Char["abc1"], 1, 8]).Select(p => $"a{p.Item1.Replace("..", ".").Trim('.')}b@{p.Item2}.com").Where(a => !a.Contains("..")).Select(a => (object)a),
        "url" => Gen.String[Gen.Char["abc/?=&#%1中._-"], 0, 20].Select(p => (object)$"https://example.com/{p}"),
        "address" => Address,
        "geo_point" => Gen.Select(Gen.Int[-90_000_000, 90_000_000], Gen.Int[-180_000_000, 180_000_000]).Select(p => (object)new Parts { ["lat"] = p.Item1 / 1e6m, ["lng"] = p.Item2 / 1e6m }),
        "id" or "user" or "department" or "lookup" or "reference" or "file" or "image" => Id.Select(id => (object)id),
        "multi_lookup" => Id.Array[1, 5].Select(ids => (object)ids.Distinct().ToArray()),
        "json" => Gen.Select(Line, Gen.Int).Select(p => (object)JsonSerializer.SerializeToElement(new { a = p.Item1, b = new object[] { p.Item2, true, 1.5 } })),
        "child_table" => Gen.Int.Array[0, 4].Select(n => (object)JsonSerializer.SerializeToElement(n.Select(x => new { quantity = x }))),
        _ => throw new InvalidOperationException($"Say which values a field of type '{type}' may hold."),
    };

    public static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<string> Line => Gen.String[Letter, 1, 60].Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t.Normalize());

    private static Gen<string> Option => One("won", "lost", "in_progress", "lost_again");

    private static Gen<object> Address
    {
        get
        {
            var place = Gen.Int[0, ChineseRegions.Provinces.Count - 1].SelectMany(p => Gen.Int[0, ChineseRegions.Provinces[p].Cities.Count - 1].Select(c => (ChineseRegions.Provinces[p].Name, ChineseRegions.Provinces[p].Cities[c])));
            var part = Gen.OneOf(Gen.Const((string?)null), Gen.String[Gen.Char["南山区县科技路号一二北京海1 "], 1, 12].Select(t => string.Join(' ', t.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } text ? text : null));
            return Gen.Select(place, part, part, Gen.Bool).Select(a => (object)new Parts
            {
                ["province"] = a.Item1.Item1, ["city"] = a.Item4 || a.Item1.Item1 == a.Item1.Item2 ? a.Item1.Item2 : null, ["district"] = a.Item2, ["street"] = a.Item3,
            }).Where(a => ((Parts)a)["city"] is not null || !ChineseRegions.FindProvince(((Parts)a).Text("province")!)!.IsMunicipality).Where(a => !LiesElsewhere((Parts)a));
        }
    }

    private static bool LiesElsewhere(Parts address) => (address.Text("city"), address.Text("district")) is ({ } city, { } district)
        && ChineseRegions.FindOtherCityOfDistrict(address.Text("province")!, city, district) is not null;
}
