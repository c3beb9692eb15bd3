using System.Text.Json;
using System.Text.RegularExpressions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>An address: 省, 市, 区 and street. Chinese provinces and cities are held to the list, and a district that lies in another city is refused; a foreign address is taken as it is.</summary>
internal sealed partial class AddressType : FieldType
{
    public const string Province = "province";
    public const string City = "city";
    public const string District = "district";
    public const string Street = "street";

    private const int LongestPart = 60;
    private const int LongestStreet = 200;

    public override string Name => "address";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Json);

    public override ColumnType? Column(FieldDefinition field) => null;

    public override IEnumerable<FieldDefinition> Companions(FieldDefinition field) =>
    [
        Part(field, Province, "省份", "province", LongestPart),
        Part(field, City, "城市", "city", LongestPart),
        Part(field, District, "区县", "district", LongestPart),
        Part(field, Street, "详细地址", "street", LongestStreet),
    ];

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions)
    {
        if (json.ValueKind != JsonValueKind.Object || !JsonObjects.HasOnly(json, Province, City, District, Street)) return Coerced.Refuse("expected_address");

        string?[] texts = [null, null, null, null];
        foreach (var (index, name) in new[] { Province, City, District, Street }.Index())
        {
            if (JsonObjects.Find(json, name) is not { } part) continue;
            if (JsonTexts.Find(part) is not { } text) return JsonTexts.Refuse(part, "expected_address");
            texts[index] = text;
        }

        return Accept(texts[0], texts[1], texts[2], texts[3]);
    }

    /// <summary>Reads an address in one line, or its four parts between slashes.</summary>
    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        if (!PlainText.IsStorable(text)) return Coerced.Refuse("broken_text");
        if (text.Length > LongestStreet + 3 * LongestPart + 3) return Coerced.Refuse("too_long", LongestStreet + 3 * LongestPart, text.Length);
        if (text.Split('/', 4) is [var province, var city, var district, var street] && IsNameOrNothing(province)) return Accept(province, city, district, street);

        var parts = AddressText.Split(LineBreaks().Replace(text.Normalize(), " "));
        return Accept(parts.Province, parts.City, parts.District, parts.Street);
    }

    public override IReadOnlyList<string> TextParts { get; } = [Province, City, District, Street];

    /// <summary>Reads 省, 市, 区 and street from a column each; a street that says the place once more is taken apart.</summary>
    public override (Coerced Read, string? Part) FromTexts(IReadOnlyDictionary<string, string> parts)
    {
        var (read, part) = Join(parts.GetValueOrDefault(Province), parts.GetValueOrDefault(City), parts.GetValueOrDefault(District), parts.GetValueOrDefault(Street));
        if (read.Parts is not { } address || address.Text(Street) is not { } line) return (read, part);

        var (province, city) = (address.Text(Province), address.Text(City));
        var (district, street) = AddressText.Within(province, city, address.Text(District), line);
        return Join(province, city, district, street);
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions)
    {
        var parts = (Parts)value;
        var (province, city) = (parts.Text(Province), parts.Text(City));
        var line = string.Concat(province, city == province ? null : city, parts.Text(District), parts.Text(Street));
        return Equals(FromText(line, field, conventions).Value, value) ? line : $"{province}/{city}/{parts.Text(District)}/{parts.Text(Street)}";
    }

    public override void WriteJson(Utf8JsonWriter writer, object value, FieldSchema field) => JsonParts.Write(writer, (Parts)value, Province, City, District, Street);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Presence;

    public override bool IsSortable => false;

    private static FieldDefinition Part(FieldDefinition field, string suffix, string zh, string en, int max) =>
        new() { Name = $"{field.Name}_{suffix}", Type = "text", Max = max, Cleanse = [Cleansing.Trim], Label = new(field.Label.Zh + zh, $"{field.Label.En} {en}") };

    private static Coerced Accept(string? province, string? city, string? district, string? street) => Join(province, city, district, street).Read;

    /// <summary>The address of these parts; or why it is none, and the part that is to blame.</summary>
    private static (Coerced Read, string? Part) Join(string? province, string? city, string? district, string? street)
    {
        foreach (var (name, text, longest) in new[] { (Province, province, LongestPart), (City, city, LongestPart), (District, district, LongestPart), (Street, street, LongestStreet) })
        {
            if (text is null) continue;
            if (!PlainText.IsStorable(text)) return (Coerced.Refuse("broken_text"), name);
            if (text.Length > longest) return (Coerced.Refuse("too_long", longest, text.Length), name);
            if (longest == LongestPart && text.Contains('/', StringComparison.Ordinal)) return (Coerced.Refuse("expected_address"), name);
        }

        var parts = Conform(Clean(province), Clean(city), out var problem);
        if (problem is not null) return (new(null, problem), problem.Code == "unknown_province" ? Province : City);

        if (Clean(district) is { } within && parts is { Province: { } ofProvince, City: { } ofCity } && ChineseRegions.FindOtherCityOfDistrict(ofProvince, ofCity, within) is { } other)
            return (new(null, new("district_of_other_city", within, other, ofCity)), District);

        var address = new Parts { [Province] = parts.Province, [City] = parts.City, [District] = Clean(district), [Street] = Clean(street) };
        return (address.IsEmpty ? new(null) : Coerced.Composite(address), null);
    }

    /// <summary>Brings a Chinese province and city into their full names, and finds the one from the other where it is plain.</summary>
    private static (string? Province, string? City) Conform(string? province, string? city, out Message? problem)
    {
        problem = null;
        if (province is null) return (city is null ? null : ChineseRegions.FindProvinceOfCity(city)?.Name) is { } found ? (found, ChineseRegions.FindProvince(found)!.FindCity(city!)) : (null, city);

        if (ChineseRegions.FindProvince(province) is not { } known)
        {
            if (IsChinese().IsMatch(province)) problem = Unknown("unknown_province", province, ChineseRegions.Provinces.Select(p => p.Name));
            return (province, city);
        }

        if (city is null) return (known.Name, known.IsMunicipality ? known.Name : null);
        if (known.FindCity(city) is { } full) return (known.Name, full);

        problem = ChineseRegions.FindProvinceOfCity(city) is { } other
            ? new("city_of_other_province", city, other.Name, known.Name)
            : Unknown("unknown_city", city, known.Cities);
        return (province, city);
    }

    private static Message Unknown(string code, string name, IEnumerable<string> candidates) =>
        new(code, PlainText.Quote(name), NearMiss.Find(name, candidates, c => [c]) is { } near ? new Message("did_you_mean", near) : "");

    private static string? Clean(string? text) => Cleanser.Cleanse(LineBreaks().Replace(text?.Normalize() ?? "", " "), [Cleansing.Trim]) is { Length: > 0 } clean ? clean : null;

    private static bool IsNameOrNothing(string province) => string.IsNullOrWhiteSpace(province) || ChineseRegions.FindProvince(province.Trim()) is not null || !IsChinese().IsMatch(province) && !province.Any(char.IsDigit);

    [GeneratedRegex(@"[\r\n]+")]
    private static partial Regex LineBreaks();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex IsChinese();
}
