using System.Text;

namespace Tongke.Crm.Customers;

/// <summary>
/// The part of a company's name by which people know it: 北京海纳科技有限公司 and 海纳科技（北京）股份有限公司 are both 海纳科技.
/// Two names with the same key are probably the same company.
/// </summary>
public static class CompanyName
{
    /// <summary>Longest first, so that 股份有限公司 goes before 公司.</summary>
    private static readonly string[] LegalForms =
    [
        "集团股份有限公司", "股份有限责任公司", "控股集团有限公司", "集团有限责任公司", "有限责任公司", "股份有限公司", "集团有限公司", "控股有限公司",
        "有限合伙", "有限公司", "股份公司", "集团公司", "总公司", "分公司", "子公司", "集团", "公司",
        "corporation", "incorporated", "company", "limited", "holdings", "group", "gmbh", "corp", "inc", "llc", "ltd", "plc", "co",
    ];

    private static readonly string[] Places =
    [
        "内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区", "香港特别行政区", "澳门特别行政区",
        "黑龙江", "内蒙古", "石家庄", "呼和浩特", "哈尔滨", "乌鲁木齐", "连云港", "张家港", "秦皇岛", "马鞍山", "中国", "北京", "天津", "上海", "重庆",
        "河北", "山西", "辽宁", "吉林", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "四川", "贵州",
        "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾",
        "深圳", "广州", "杭州", "南京", "苏州", "无锡", "常州", "宁波", "温州", "武汉", "成都", "西安", "长沙", "郑州", "济南", "青岛", "大连", "沈阳",
        "长春", "厦门", "福州", "泉州", "合肥", "南昌", "昆明", "贵阳", "南宁", "海口", "太原", "兰州", "银川", "西宁", "拉萨", "佛山", "东莞", "珠海",
        "中山", "惠州", "烟台", "潍坊", "南通", "扬州", "徐州", "绍兴", "嘉兴", "金华", "台州", "芜湖", "洛阳", "株洲", "唐山", "保定",
    ];

    /// <summary>The key of <paramref name="name"/>; null when nothing is left of it, so that two empty keys are no match.</summary>
    public static string? KeyOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;

        var words = Words(name);
        var bare = words;
        foreach (var form in LegalForms)
            bare = Without(bare, form);
        foreach (var place in Places)
            bare = WithoutPlace(bare, place);

        var key = string.Concat(bare.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return key.Length > 0 ? key : string.Concat(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } all ? all : null;
    }

    // Small letters, half width, everything that is neither letter nor digit becomes a space.
    private static string Words(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormKC).EnumerateRunes())
            text.Append(Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : " ");

        return text.ToString().Trim();
    }

    // A Latin form must stand as a word (co is no part of "coca"); a Chinese one ends a part of the name.
    private static string Without(string words, string form) => char.IsAscii(form[0])
        ? string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where((w, i) => i == 0 || w != form))
        : string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.EndsWith(form, StringComparison.Ordinal) && w.Length > form.Length ? w[..^form.Length] : w == form ? "" : w));

    // A place goes at the beginning of a part (深圳市海纳) or when it is all of it (（深圳）), but never when hardly anything would be left.
    private static string WithoutPlace(string words, string place) => string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w =>
    {
        foreach (var suffix in (ReadOnlySpan<string>)["省", "市", ""])
            if (w.StartsWith(place + suffix, StringComparison.Ordinal) && (w.Length == place.Length + suffix.Length || w.Length >= place.Length + suffix.Length + 2))
                return w[(place.Length + suffix.Length)..];

        return w;
    }));
}
