using Tongke.Crm.Catalogue;
using Tongke.Crm.Documents;
using Tongke.Crm.Quoting;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>What the sample company quotes with and has quoted: price books, a kit, the letterhead, and quotes in every state for its deals.</summary>
internal static class DemoQuotes
{
    private const string InStage = "AND(status = \"open\", line_count > 0, NOT(ISBLANK(account)), stage.code = \"{0}\")";

    private static readonly string[] Parts = ["ZX-R10", "ZX-V01"];
    private static readonly string[] KeyCustomers = ["a"];
    private static readonly string[] Notes = ["采购部 王经理", "设备科 陈工", "李总助理", "财务 周女士"];

    /// <summary>How deals of a stage stand: state of the quote, days since it was made.</summary>
    private static readonly (string Status, int Age)[] States =
    [
        (Quote.StatusValue.Sent, 3), (Quote.StatusValue.Viewed, 8), (Quote.StatusValue.Draft, 0), (Quote.StatusValue.Viewed, 26), (Quote.StatusValue.Pending, 1), (Quote.StatusValue.Approved, 2), (Quote.StatusValue.Sent, 28),
        (Quote.StatusValue.Declined, 20), (Quote.StatusValue.Expired, 45),
    ];

    /// <summary>Makes them; the deals and products are there.</summary>
    public static async ValueTask MakeAsync(DemoCompany demo, CancellationToken ct)
    {
        await PriceAsync(demo, ct);
        await SignAsync(demo, ct);
        await demo.CommitAsync(ct);
        foreach (var (index, deal) in (await DealsAsync(demo, "quote", 27, ct)).Index())
            await QuoteAsync(demo, deal, States[index % States.Length], index, ct);
        foreach (var (index, deal) in (await DealsAsync(demo, "contract", 8, ct)).Index())
            await QuoteAsync(demo, deal, (Quote.StatusValue.Accepted, 12 + index), index, ct);
        await demo.CommitAsync(ct);
    }

    private static async ValueTask<IReadOnlyList<Opportunity>> DealsAsync(DemoCompany demo, string stage, int count, CancellationToken ct)
    {
        var definition = demo.Session.Schema[Opportunity.ObjectName];
        var condition = Formula.Parse(InStage.Replace("{0}", stage, StringComparison.Ordinal), definition).Expr!;
        return await demo.Session.LoadWhereAsync<Opportunity>(condition, count, ct);
    }

    private static async ValueTask PriceAsync(DemoCompany demo, CancellationToken ct)
    {
        var products = await demo.Session.LoadWhereAsync<Product>(Constant.True, ct: ct);
        var standard = demo.Make<PriceBook>();
        (standard.Name, standard.Description) = ("标准价格表", "按数量分档；未列出的产品按标准单价。");
        var key = demo.Make<PriceBook>();
        (key.Name, key.Levels, key.Priority) = ("A 级客户价格表", KeyCustomers, 5);
        foreach (var product in products.Where(p => p.Price is > 0))
        {
            Entry(demo, standard, product, 0, 1m);
            Entry(demo, standard, product, 5, 0.96m);
            Entry(demo, key, product, 0, 0.94m);
            (product.DiscountLimit, product.TaxRate) = (15, product.Series is "软件" or "服务" ? Product.TaxRateValue.Vat6 : Product.TaxRateValue.Vat13);
        }

        var kit = demo.Make<Product>();
        (kit.Code, kit.Name, kit.Series, kit.Unit, kit.IsKit, kit.Price) = ("ZX-K01", "检测工作站套装", "套装", "套", true, 336_000m);
        foreach (var (index, code) in Parts.Index())
            if (products.FirstOrDefault(p => p.Code == code) is { } part)
            {
                var component = demo.Make<ProductComponent>();
                (component.Kit, component.Component, component.Quantity, component.Position) = (new Id<Product>(kit.Id), new Id<Product>(part.Id), 1, index);
            }
    }

    private static void Entry(DemoCompany demo, PriceBook book, Product product, decimal from, decimal share)
    {
        var entry = demo.Make<PriceBookEntry>();
        (entry.PriceBook, entry.Product, entry.MinQuantity) = (new Id<PriceBook>(book.Id), new Id<Product>(product.Id), from);
        entry.Price = Math.Round(product.Price!.Value * share / 100, 0, MidpointRounding.AwayFromZero) * 100;
    }

    /// <summary>The letterhead of both templates.</summary>
    private static async ValueTask SignAsync(DemoCompany demo, CancellationToken ct)
    {
        foreach (var (language, company, address, bank, footer) in new[]
        {
            (DocumentTemplate.LanguageValue.Zh, DemoCompany.Name, "上海市浦东新区张江路 1688 号 6 幢", "中国工商银行上海张江支行", "智行自动化 · 让产线更聪明"),
            (DocumentTemplate.LanguageValue.En, "Zhixing Automation Equipment (Shanghai) Co., Ltd.", "Building 6, 1688 Zhangjiang Road, Pudong, Shanghai, China", "ICBC Shanghai Zhangjiang Branch", "Zhixing Automation"),
        })
        {
            var template = await Templates.FindAsync(demo.Session, language, ct) ?? demo.Make<DocumentTemplate>();
            template.Name ??= language == DocumentTemplate.LanguageValue.Zh ? "默认模板" : "Default template";
            (template.Language, template.CompanyName, template.Address, template.Footer) = (language, company, address, footer);
            (template.Phone, template.Email, template.Website) = ("021-5080 1688", "sales@zhixing.example", "www.zhixing.example");
            (template.TaxNumber, template.BankName, template.BankAccount) = ("91310115MA1K4XQH7B", bank, "1001 2345 0900 0123 456");
        }
    }

    private static async ValueTask QuoteAsync(DemoCompany demo, Opportunity deal, (string Status, int Age) state, int index, CancellationToken ct)
    {
        var (session, at) = (demo.Session, demo.Now.AddDays(-state.Age));
        var quote = demo.Make<Quote>();
        await QuoteMaker.FillAsync(quote, deal, matchesAmount: false, session, ct);
        var customer = (await session.LoadAsync(deal.Account, ct))?.Name ?? "";
        quote.Subject = deal.Name?.StartsWith(customer, StringComparison.Ordinal) == true ? deal.Name[customer.Length..] : deal.Name;
        quote.IssuedOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, session.Schema.Conventions.TimeZone).DateTime);
        (quote.ValidUntil, quote.Status) = (quote.IssuedOn.Value.AddDays(30), state.Status);
        var manager = quote.Record.Owner is { } owner ? (await Superiors.OfAsync(session, owner, ct)).Cast<Guid?>().FirstOrDefault() : null;
        if (state.Status == Quote.StatusValue.Draft)
            return;

        (quote.SubmittedBy, quote.SubmittedAt, quote.Approver) = (quote.Record.Owner, at, manager);
        if (state.Status == Quote.StatusValue.Pending)
            return;

        (quote.ApprovedBy, quote.ApprovedAt) = (manager, at.AddHours(3));
        if (state.Status == Quote.StatusValue.Approved)
            return;

        quote.SentAt = at.AddHours(5);
        var link = demo.Make<QuoteLink>();
        (link.Quote, link.Note, link.ExpiresAt) = (new Id<Quote>(quote.Id), Notes[index % Notes.Length], at.AddDays(30));
        if (state.Status == Quote.StatusValue.Sent)
            return;

        (quote.ViewedAt, quote.ViewCount) = (at.AddHours(22), 1 + (index % 4));
        (link.ViewCount, link.LastViewedAt) = (quote.ViewCount, at.AddHours(40));
        if (state.Status == Quote.StatusValue.Accepted)
            (quote.AcceptedAt, quote.AcceptedBy) = (at.AddHours(44), link.Note);
        if (state.Status == Quote.StatusValue.Declined)
            (quote.DeclinedAt, quote.DeclinedReason) = (at.AddHours(44), "预算调整，项目推迟到明年");
    }
}
