using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Finds the columns of a file that has an address in parts: 省份, 城市 and 地址 beside each other, or Mailing City and Mailing Street. One column alone is
/// taken for the whole address, and so is a column whose texts are whole addresses, whatever stands beside it.
/// </summary>
internal static class PartColumns
{
    private const string Province = "province";
    private const string Street = "street";
    private const double OwnName = 0.95;
    private const double UsualName = 0.9;

    private static readonly Dictionary<string, string> Words = ByWord(
        (Province, ["省份", "省", "省级", "省直辖市", "省自治区", "省份直辖市", "省份名称", "province", "state", "stateprovince", "provincestate", "stateregion"]),
        ("city", ["城市", "市", "地市", "地级市", "城市名称", "市级", "city", "citytown", "town"]),
        ("district", ["区县", "区", "县", "县区", "市区县", "县市区", "行政区", "区级", "district", "districtcounty", "countydistrict"]),
        (Street, ["详细地址", "具体地址", "街道", "街道地址", "街道门牌", "门牌号", "地址", "street", "streetaddress", "addressline", "addressline1", "address"]));

    private static readonly string[] Openings =
        ["所在", "所属", "公司", "企业", "单位", "客户", "注册", "办公", "联系", "通讯", "邮寄", "billing", "mailing", "office", "company", "primary", "business", "contact"];

    /// <summary>How sure it is that a column names the part of the field; 0 when it doesn't.</summary>
    public static double Named(string header, FieldSchema field, string part)
    {
        var bare = ColumnSuggestions.Bare(ColumnSuggestions.WithoutAside(header));
        var (whole, named) = (field.Composite!, new[] { field.Name, field.Label.Zh, field.Label.En }.Select(ColumnSuggestions.Bare));
        if (named.Contains(bare))
            return 1;

        if (Words.GetValueOrDefault(bare) == part)
            return UsualName;

        foreach (var own in OwnOpenings(whole))
            if (bare.StartsWith(own, StringComparison.Ordinal) && Words.GetValueOrDefault(bare[own.Length..]) == part)
                return OwnName;

        // 经营地址 is another name of the address, whose parts stand beside it: it has the street.
        var isOtherName = part == Street && whole.Definition.Aliases.Any(a => ColumnSuggestions.Bare(a) == bare);
        return isOtherName || Words.GetValueOrDefault(WithoutOpenings(bare)) == part ? UsualName : 0;
    }

    /// <summary>Share of the texts that the part could take alone, save for words that say there is nothing.</summary>
    public static double Readable(string[] texts, FieldSchema whole, string part)
    {
        var told = texts.Where(t => !NoValue.IsMeantBy(t, whole)).ToArray();
        return told.Length == 0 ? 0.8 : (double)told.Count(t => whole.Type.FromTexts(new Dictionary<string, string> { [part] = t }).Read.Problem is null) / told.Length;
    }

    /// <summary>Whether most of the texts of a part's column say the place, too.</summary>
    public static bool AreWhole(string[] texts, FieldSchema whole, string part, Conventions conventions) =>
        part == Street && texts.Count(t => whole.Type.FromText(t, whole, conventions).Parts?[Province] is not null) * 2 > texts.Length;

    /// <summary>Whether a text is what columns with parts are called.</summary>
    public static bool IsWord(string bare) => Words.ContainsKey(bare) || Words.ContainsKey(WithoutOpenings(bare));

    /// <summary>收货 of 收货地址, shipping of Shipping address: what stands in front of the parts in a file with several addresses.</summary>
    private static IEnumerable<string> OwnOpenings(FieldSchema whole) =>
        from label in (string[])[ColumnSuggestions.Bare(whole.Label.Zh), ColumnSuggestions.Bare(whole.Label.En)]
        from word in (string[])["", "地址", "地点", "address"]
        where label.Length > word.Length && label.EndsWith(word, StringComparison.Ordinal)
        select label[..^word.Length];

    private static string WithoutOpenings(string bare)
    {
        for (var isOpen = true; isOpen;)
        {
            isOpen = false;
            foreach (var opening in Openings)
                if (bare.Length > opening.Length && bare.StartsWith(opening, StringComparison.Ordinal))
                    (bare, isOpen) = (bare[opening.Length..], true);
        }

        return bare;
    }

    private static Dictionary<string, string> ByWord(params ReadOnlySpan<(string Part, string[] Words)> parts)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (part, known) in parts)
            foreach (var word in known)
                words.Add(word, part);

        return words;
    }
}
