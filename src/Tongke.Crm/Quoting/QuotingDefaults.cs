using Tongke.Crm.Catalogue;
using Tongke.Crm.Documents;
using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>What quoting begins with, in workspaces new and old: discount limits of the delivered sales roles, and a template in each language.</summary>
public static class QuotingDefaults
{
    private const string ChineseTerms =
        "1. 以上价格为含税价，已包含标准包装；运输与安装费用另行约定。\n2. 付款方式：合同签订后预付 30%，发货前付 60%，验收合格后 30 日内付清余款。\n3. 交货期：收到预付款后 30 个工作日内发货。\n4. 质量保证：自验收合格之日起质保 12 个月。";

    private const string EnglishTerms =
        "1. Prices include tax and standard packing; freight and installation are agreed separately.\n2. Payment: 30% in advance, 60% before dispatch, the balance within 30 days of acceptance.\n3. Delivery within 30 working days of the advance payment.\n4. Warranty of 12 months from acceptance.";

    private static readonly (string Role, decimal Line, decimal Total)[] Limits = [("sales_rep", 10, 8), ("sales_manager", 25, 20)];

    /// <summary>The package.</summary>
    public static Package Package { get; } = new() { Name = "quoting", Seed = MakeAsync };

    private static async Task MakeAsync(Session session, CancellationToken ct)
    {
        var roles = (await session.LoadWhereAsync(session.Schema["role"], Constant.True, ct: ct)).ToDictionary(r => (string)r["name"]!, r => r.Id);
        foreach (var (role, line, total) in Limits.Where(l => roles.ContainsKey(l.Role)))
        {
            var policy = session.Make<DiscountPolicy>();
            (policy.Record[DiscountPolicy.Fields.Role], policy.LineLimit, policy.TotalLimit) = (roles[role], line, total);
        }

        Make(session, "默认模板", DocumentTemplate.LanguageValue.Zh, ChineseTerms);
        Make(session, "Default template", DocumentTemplate.LanguageValue.En, EnglishTerms);
    }

    private static void Make(Session session, string name, string language, string terms)
    {
        var template = session.Make<DocumentTemplate>();
        (template.Name, template.Language, template.QuoteTerms) = (name, language, terms);
    }
}
