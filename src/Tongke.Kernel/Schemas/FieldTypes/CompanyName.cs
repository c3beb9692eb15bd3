using System.Text.RegularExpressions;

namespace Tongke.Kernel.Schemas;

/// <summary>Compares company names the way people do: 北京小米科技有限责任公司 and 小米科技（北京） are one company.</summary>
public static partial class CompanyName
{
    private const int Longest = 200;

    // Without its place such a name would say nothing: 北京银行 is not 上海银行.
    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal)
    {
        "银行", "科技", "贸易", "实业", "商贸", "电子", "机械", "医院", "大学", "学院", "中学", "小学", "电气", "汽车", "地铁", "机场", "证券", "保险", "建工", "建筑", "物流", "医药",
        "化工", "软件", "信息", "网络", "传媒", "文化", "教育", "投资", "控股", "农商银行", "农村商业银行", "电力", "电网", "石油", "石化", "移动", "联通", "电信", "烟草", "航空", "钢铁",
        "科技大学", "师范大学", "理工大学", "工业大学", "农业大学", "人民医院", "中医院", "医科大学", "bank", "university", "airlines", "telecom",
    };

    private static readonly HashSet<string> Places = [.. PlaceNames()];
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> PlacesBySpan = Places.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int LongestPlace = Places.Max(p => p.Length);

    /// <summary>What is left of a name without legal form, place at either end, punctuation, case and width; never empty for a name that is not.</summary>
    public static string Normalise(string name)
    {
        if (!PlainText.IsStorable(name)) return name;

        var folded = PlainText.Fold(name.Length > Longest ? PlainText.Quote(name) : name);
        folded = Bracketed().Replace(folded, m => IsPlace(m.Groups[1].Value) ? "" : m.Groups[1].Value);

        var bare = LatinForms().Replace(folded, " ");
        bare = Punctuation().Replace(bare, "");
        bare = WithoutChineseForm(bare);
        bare = WithoutPlace(bare);
        return bare.Length > 0 ? bare : Punctuation().Replace(folded, "") is { Length: > 0 } whole ? whole : folded;
    }

    /// <summary>How alike two names are after <see cref="Normalise"/>: 1 for the same, 0 for nothing in common. From 0.8 on people should be asked.</summary>
    public static double Similarity(string a, string b)
    {
        var (x, y) = (Normalise(a), Normalise(b));
        if (x == y) return 1;
        if (x.Length == 0 || y.Length == 0) return 0;

        var (shorter, longer) = x.Length <= y.Length ? (x, y) : (y, x);
        var edits = 1 - (double)NearMiss.Edits(x, y) / longer.Length;
        var contained = shorter.Length >= 2 && !Generic.Contains(shorter) && longer.StartsWith(shorter, StringComparison.Ordinal) ? 0.7 + 0.3 * shorter.Length / longer.Length : 0;
        return Math.Max(Math.Max(edits, SharedPairs(x, y)), contained);
    }

    private static string WithoutChineseForm(string name)
    {
        var bare = name;
        while (ChineseForm().Match(bare) is { Success: true, Index: > 0 } form) bare = bare[..form.Index];
        return bare;
    }

    private static string WithoutPlace(string name)
    {
        var bare = name;
        while (PlaceAtStart(bare) is > 0 and var length && IsEnough(bare[length..])) bare = bare[length..];
        return bare;
    }

    /// <summary>Characters of the longest place that the name begins with; 0 for none.</summary>
    private static int PlaceAtStart(string name)
    {
        for (var length = Math.Min(LongestPlace, name.Length); length > 0; length--)
            if (PlacesBySpan.Contains(name.AsSpan(0, length))) return length;

        return 0;
    }

    private static bool IsEnough(string rest) => rest.Length >= 2 && !Generic.Contains(rest);

    private static bool IsPlace(string text) => Places.Contains(text) || text is "中国大陆" or "亚太" or "国际" or "集团" or "控股";

    private static double SharedPairs(string x, string y)
    {
        if (x.Length < 2 || y.Length < 2) return 0;

        var pairs = Enumerable.Range(0, x.Length - 1).Select(i => x.Substring(i, 2)).ToList();
        var shared = Enumerable.Range(0, y.Length - 1).Count(i => pairs.Remove(y.Substring(i, 2)));
        return 2.0 * shared / (x.Length + y.Length - 2);
    }

    private static IEnumerable<string> PlaceNames()
    {
        foreach (var province in ChineseRegions.Provinces)
        {
            yield return province.Name;
            yield return province.ShortName;
            foreach (var city in province.Cities)
            {
                yield return city;
                yield return ChineseRegions.Shorten(city);
            }
        }

        foreach (var name in new[] { "中国", "china", "beijing", "shanghai", "shenzhen", "guangzhou", "hongkong" }) yield return name;
    }

    [GeneratedRegex(@"[(\[【]\s*([^)\]】]*?)\s*[)\]】]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"(?<![a-z])(?:co\.?\s*,?\s*ltd|company|limited|ltd|inc|incorporated|corporation|corp|llc|llp|gmbh|plc|s\.?a|co|ag|bv|pty|pte|group|holdings?)(?![a-z])")]
    private static partial Regex LatinForms();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"(?:(?:集团)?(?:股份|控股)?(?:有限)?(?:责任)?(?:总|分|子)?公司|(?<=..)集团|(?<=..)股份|(?<=..)控股|有限合伙|个体工商户)$")]
    private static partial Regex ChineseForm();
}
