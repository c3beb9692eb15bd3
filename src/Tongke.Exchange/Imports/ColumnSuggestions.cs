using System.Text;
using Tongke.Exchange.Sheets;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>A column of the file and the field that it probably fills.</summary>
/// <param name="Header">What it is called.</param>
/// <param name="Samples">Its first texts.</param>
/// <param name="Field">API name of the field; null when none comes near.</param>
/// <param name="Confidence">0 to 1; below 0.7 a person should look.</param>
public sealed record SuggestedColumn(string Header, IReadOnlyList<string> Samples, string? Field, double Confidence);

/// <summary>Guesses which column goes into which field: by the field's name and labels in both languages, by the headers of other vendors, by usual other words, and by whether the texts can be read as its type.</summary>
public static class ColumnSuggestions
{
    private const double Least = 0.5;

    /// <summary>Usual headers, by words that field names and labels have.</summary>
    private static readonly (string[] Headers, string[] Fields)[] Synonyms =
    [
        (["手机", "电话", "手机号", "手机号码", "移动电话", "联系电话", "mobile phone", "cell", "cellphone", "phone number", "tel", "telephone"], ["mobile", "phone"]),
        (["邮件", "电子邮件", "电子邮箱", "e-mail", "mail", "email address"], ["email"]),
        (["公司", "公司名称", "企业名称", "单位名称", "客户", "客户全称", "company", "company name", "organization", "account name", "customer"], ["account", "company", "name"]),
        (["姓名", "联系人", "联系人姓名", "名称", "全称", "full name", "contact name", "title"], ["name"]),
        (["负责人", "销售", "销售员", "业务员", "跟进人", "归属人", "sales agent", "agent", "sales rep", "rep", "owner name", "assigned to", "salesperson"], ["owner", "name"]),
        (["部门", "区域", "大区", "regional office", "office", "team", "region"], ["department", "region"]),
        (["上级", "主管", "经理", "manager name", "supervisor", "reports to"], ["manager"]),
        (["阶段", "商机阶段", "deal stage", "sales stage", "pipeline stage", "status"], ["stage", "status"]),
        (["金额", "成交金额", "合同金额", "预计金额", "close value", "deal value", "value", "deal amount", "revenue"], ["amount", "revenue", "price"]),
        (["单价", "售价", "价格", "sales price", "unit price", "list price"], ["price"]),
        (["行业", "所属行业", "sector", "vertical"], ["industry"]),
        (["母公司", "上级公司", "集团", "subsidiary of", "parent company", "parent account"], ["parent"]),
        (["国家", "办公地点", "office location", "location"], ["country", "address"]),
        (["编号", "商机编号", "单号", "opportunity id", "deal id", "code", "number", "no", "external id", "sku"], ["code", "number"]),
        (["成交日期", "结束日期", "预计成交日期", "close date", "closing date", "closed on"], ["close_date"]),
        (["开始日期", "跟进日期", "engage date", "start date"], ["engage_date", "start_date"]),
        (["备注", "说明", "描述", "remark", "remarks", "notes", "comment"], ["description", "note"]),
        (["员工数", "人数", "员工规模", "number of employees", "headcount"], ["employees"]),
        (["产品", "产品名称", "商品", "product name", "item"], ["product", "name"]),
    ];

    /// <summary>One suggestion for each column; no field is suggested twice.</summary>
    public static IReadOnlyList<SuggestedColumn> Make(
        ObjectSchema definition, ObjectAccess access, Conventions conventions, IReadOnlyList<string> headers, IReadOnlyList<SheetRow> sample, IReadOnlyDictionary<string, string>? remembered)
    {
        var fields = definition.Fields.Where(f => ImportPlan.Takes(f) && f.Composite is null && (access.MayEdit(f) || f.Storage == FieldStorage.None) && f.Name != SystemFields.Id).ToArray();
        var texts = headers.Select((_, i) => sample.Select(r => r.Cells[i]).Where(c => !string.IsNullOrWhiteSpace(c)).Distinct().Take(20).ToArray()).ToArray();
        var chosen = new (FieldSchema Field, double Score)?[headers.Count];
        var taken = new HashSet<FieldSchema>();

        var scores = from i in Enumerable.Range(0, headers.Count)
                     where !ErrorFile.IsReasonHeader(headers[i])
                     from f in fields
                     let score = Score(headers[i], texts[i], f, definition, conventions, remembered)
                     where score >= Least
                     orderby score descending
                     select (Index: i, Field: f, Score: score);
        foreach (var (index, field, score) in scores)
            if (chosen[index] is null && taken.Add(field))
                chosen[index] = (field, score);

        return [.. headers.Select((h, i) => new SuggestedColumn(h, [.. texts[i].Take(5)], chosen[i]?.Field.Name, Math.Round(chosen[i]?.Score ?? 0, 2)))];
    }

    private static double Score(string header, string[] texts, FieldSchema field, ObjectSchema definition, Conventions conventions, IReadOnlyDictionary<string, string>? remembered)
    {
        if (remembered?.GetValueOrDefault(header) == field.Name)
            return 1;

        var named = ByName(Bare(header), field, definition);
        return named == 0 ? 0 : named * (0.5 + 0.5 * Readable(texts, field, conventions));
    }

    private static double ByName(string header, FieldSchema field, ObjectSchema definition)
    {
        var (zh, en, name) = (Bare(field.Label.Zh), Bare(field.Label.En), Bare(field.Name));
        if (header == name || header == zh || header == en)
            return 1;

        // account in a file of accounts is its name; 客户名称 is the name of a 客户.
        if (field == definition.NameField && (header == Bare(definition.Label.Zh) || header == Bare(definition.Label.En) || header == Bare(definition.Name) || header == Bare(definition.Label.Zh) + "名称"))
            return 0.95;

        if (VendorPresets.Fits(definition.Name, header, field.Name))
            return 0.93;

        foreach (var (headers, fields) in Synonyms)
            if (headers.Any(h => Bare(h) == header) && Array.IndexOf(fields, field.Name) is >= 0 and var rank)
                return 0.9 - 0.05 * rank;

        if (header.Length >= 2 && (zh.Contains(header, StringComparison.Ordinal) || en.Contains(header, StringComparison.Ordinal) || (zh.Length >= 2 && header.Contains(zh, StringComparison.Ordinal)) || (en.Length >= 4 && header.Contains(en, StringComparison.Ordinal)) || (name.Length >= 4 && header.Contains(name, StringComparison.Ordinal))))
            return 0.7;

        return NearMiss.Edits(header, en) <= 2 && header.Length >= 5 ? 0.65 : 0;
    }

    /// <summary>Share of the texts that the field could take. Names of options and records may still be mapped, so they count half.</summary>
    private static double Readable(string[] texts, FieldSchema field, Conventions conventions)
    {
        if (texts.Length == 0)
            return 0.8;

        var read = texts.Count(t => field.Type.FromText(t, field, conventions).Problem is null);
        return field.ValueType.Kind is ValueKind.Text && field.Definition.Options.Count > 0 ? 0.5 + 0.5 * read / texts.Length : (double)read / texts.Length;
    }

    /// <summary>Letters and digits of a text alone, small.</summary>
    internal static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
            if (char.IsLetterOrDigit(c))
                bare.Append(c);

        return bare.ToString();
    }
}
