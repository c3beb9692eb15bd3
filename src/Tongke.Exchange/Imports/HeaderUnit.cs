using System.Text;
using System.Text.RegularExpressions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>The unit in which a column's header says that its numbers are, as in 年营收（万元） or Revenue (million).</summary>
internal static partial class HeaderUnit
{
    /// <summary>The word for the factor that stands behind each number, in the form numbers are read in; null where the header names none or the field takes no numbers.</summary>
    public static string? Of(string header, FieldSchema field)
    {
        if (field.ValueType.Kind is not (ValueKind.Decimal or ValueKind.Integer) || field.Definition.Type is "percent" or "rating")
            return null;

        var text = header.Normalize(NormalizationForm.FormKC);
        var named = Array.Find([Aside().Match(text), Behind().Match(text), Plain().Match(text)], m => m.Success);
        return named?.Groups["unit"].Value.ToLowerInvariant() switch
        {
            null => null,
            "k" or "thousand" or "thousands" => "千",
            "m" or "mn" or "million" or "millions" => "百万",
            "bn" or "billion" or "billions" => "十亿",
            var chinese => chinese,
        };
    }

    /// <summary>The number with the unit behind it; what names a unit or a currency behind the number itself stays as it is.</summary>
    public static string Put(string cell, string unit) => cell switch
    {
        [.., var last] when char.IsDigit(last) => cell + unit,
        ['(' or '（', .. var negative, ')' or '）'] when negative is [.., var last] && char.IsDigit(last) => $"-{negative}{unit}",
        _ => cell,
    };

    // 年营收（万元）, 年营收 单位：千元, Revenue (USD k), Revenue ($M)
    [GeneratedRegex(@"[(\[【:/_]\s*(?:in\s+)?(?:(?:rmb|cny|usd|eur|gbp|jpy|hkd)\s*|[¥$€£]\s*)?(?<unit>万亿|千万|百万|十万|亿|万|千|k|mn?|bn|thousands?|millions?|billions?)\s*(?:元|人民币|美元|欧元|港元|港币|日元|rmb|cny|usd|eur|gbp|jpy|hkd)?\s*[)\]】]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Aside();

    // Revenue in millions
    [GeneratedRegex(@"\s(?:in\s+)?(?<unit>thousands?|millions?|billions?)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Behind();

    // 年营收万元
    [GeneratedRegex(@"(?<unit>万亿|千万|百万|十万|亿|万|千)(?:元|美元|欧元|人民币)\s*$")]
    private static partial Regex Plain();
}
