using Tongke.Crm.Contracts;
using Tongke.Crm.Customers;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>
/// Contracts of the deals that were won: signed some days later, to be paid in steps. Most pay in time, some late, a few not at all; invoices follow the
/// payments, orders are delivered.
/// </summary>
internal sealed class DemoContracts
{
    private const int Days = 540;
    private const string Yuan = "CNY";

    private static readonly (string Name, decimal Share, int Days)[][] Terms =
    [
        [("预付款", 30, 0), ("到货款", 60, 60), ("质保金", 10, 365)],
        [("预付款", 50, 7), ("验收款", 50, 75)],
        [("预付款", 30, 3), ("发货款", 30, 40), ("验收款", 40, 90)],
        [("全款", 100, 30)],
    ];

    private static readonly string[] Banks = ["中国工商银行", "中国建设银行", "招商银行", "中国银行", "交通银行", "浦发银行"];

    private static readonly string[] Carriers = ["德邦物流", "顺丰重货", "安能物流", "中铁快运"];

    private readonly DemoCompany demo;
    private readonly DemoChance chance = new(77);
    private readonly DemoMoney money;
    private readonly Dictionary<Guid, InvoiceTitle> titles = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    private DemoContracts(DemoCompany demo)
    {
        this.demo = demo;
        money = new DemoMoney(demo, chance, Number);
    }

    /// <summary>Makes them.</summary>
    public static async ValueTask MakeAsync(DemoCompany demo, CancellationToken ct)
    {
        await demo.CommitAsync(ct);
        var maker = new DemoContracts(demo);
        var deals = demo.Session.Schema[Opportunity.ObjectName];
        var won = await demo.Session.LoadWhereAsync<Opportunity>(Condition.Equal(new FieldPath(deals[Opportunity.Fields.Status]), Opportunity.StatusValue.Won), ct: ct);
        var products = (await demo.Session.LoadWhereAsync<Product>(Constant.True, ct: ct)).ToDictionary(p => p.Id);
        var signed = won.Where(d => d is { Account: not null, CloseDate: { } day, Amount: > 0 } && demo.Today.DayNumber - day.DayNumber <= Days).OrderBy(d => d.CloseDate).ThenBy(d => d.Id).ToArray();
        var companies = new Dictionary<Guid, Account>();
        foreach (var account in signed.Select(d => d.Account!.Value.Value).Distinct())
            companies[account] = Account.Over((await demo.Session.LoadAsync(demo.Session.Schema[Account.ObjectName], account, ct))!);

        // To whom invoices are made out is known before the first is asked for.
        foreach (var company in companies.Values)
            maker.titles[company.Id] = maker.Title(company);

        await demo.CommitAsync(ct);
        foreach (var deal in signed)
        {
            maker.Make(deal, companies[deal.Account!.Value.Value], deal.Product is { } id ? products.GetValueOrDefault(id.Value) : null);
            await demo.BreatheAsync(ct);
        }

        await demo.CommitAsync(ct);
    }

    private void Make(Opportunity deal, Account account, Product? product)
    {
        var age = demo.Today.DayNumber - deal.CloseDate!.Value.DayNumber;
        var day = deal.CloseDate.Value.AddDays(Math.Min(age, chance.Between(1, 9)));
        var isSigned = age > 12 || chance.Happens(0.5);
        var contract = demo.Make<Contract>();
        (contract.Number, contract.Name) = (Number("HT", day), $"{deal.Name} · 合同");
        (contract.Account, contract.Opportunity, contract.Contact) = (deal.Account, new Id<Opportunity>(deal.Id), deal.Contact);
        contract.Kind = product?.Series == "服务" ? Contract.KindValue.Service : Contract.KindValue.Sales;
        (contract.Amount, contract.AmountCurrency) = (deal.Amount, Yuan);
        (contract.StartDate, contract.EndDate) = (day, day.AddYears(1).AddDays(-1));
        contract.Record["owner"] = deal.Record.Owner;
        Line(contract, product);
        var plans = Plans(contract, day);
        if (!isSigned)
        {
            contract.Status = chance.Happens(0.5) ? Contract.StatusValue.InReview : Contract.StatusValue.Draft;
            contract.SubmittedAt = contract.Status == Contract.StatusValue.InReview ? demo.Now.AddHours(-chance.Between(3, 60)) : null;
            contract.Record[Contract.Fields.SubmittedBy] = contract.SubmittedAt is null ? null : deal.Record.Owner;
            return;
        }

        contract.SignedAt = day;
        contract.ApprovedAt = At(day).AddDays(-1);
        var received = money.Receive(contract, account, plans);
        contract.Status = received == contract.Amount && contract.EndDate < demo.Today ? Contract.StatusValue.Completed
            : received > 0 ? Contract.StatusValue.Performing
            : Contract.StatusValue.Signed;
        money.Invoice(contract, titles[account.Id], received, day);
        Order(contract, product, day, age);
    }

    private void Line(Contract contract, Product? product)
    {
        if (product?.Price is not > 0)
            return;

        // As many as the price suits; the price is what was agreed.
        var quantity = Math.Max(1, Math.Round(contract.Amount!.Value / product.Price.Value));
        if (Math.Round(contract.Amount.Value / quantity, 2) * quantity != contract.Amount)
            quantity = 1;

        var line = demo.Make<ContractLine>();
        (line.Contract, line.Product, line.Description, line.Unit) = (new Id<Contract>(contract.Id), new Id<Product>(product.Id), product.Name, product.Unit);
        (line.Quantity, line.Price, line.PriceCurrency, line.TaxRate) = (quantity, contract.Amount.Value / quantity, Yuan, product.Series == "服务" ? 6 : 13);
    }

    private List<PaymentPlan> Plans(Contract contract, DateOnly day)
    {
        var steps = chance.Early(Terms);
        var plans = new List<PaymentPlan>();
        foreach (var (index, part) in MakePaymentPlan.Split(contract.Amount!.Value, [.. steps.Select(s => s.Share)]).Index())
        {
            var plan = demo.Make<PaymentPlan>();
            (plan.Contract, plan.Sequence, plan.Name) = (new Id<Contract>(contract.Id), index + 1, steps[index].Name);
            (plan.DueDate, plan.Amount, plan.AmountCurrency) = (day.AddDays(steps[index].Days), part, Yuan);
            plans.Add(plan);
        }

        return plans;
    }

    private InvoiceTitle Title(Account account)
    {
        var title = demo.Make<InvoiceTitle>();
        (title.Account, title.Name, title.Uscc, title.IsDefault) = (new Id<Account>(account.Id), account.Name, account.Uscc, true);
        title.Address = $"{account.Record["address_province"]}{account.Record["address_city"]}{account.Record["address_street"]}";
        (title.Phone, title.Bank, title.BankAccount) = (NationalPhone.Of(account.Phone), $"{chance.Of(Banks)}{account.Record["address_city"]}分行", chance.Digits(19));
        return title;
    }

    private void Order(Contract contract, Product? product, DateOnly day, int age)
    {
        if (product is null || product.Series is "服务" or "软件" || !chance.Happens(0.7))
            return;

        var order = demo.Make<SalesOrder>();
        (order.Number, order.Name, order.Contract) = (Number("DD", day), $"{contract.Name?[..^" · 合同".Length]} · 订单", new Id<Contract>(contract.Id));
        (order.Account, order.Opportunity, order.AmountCurrency) = (contract.Account, contract.Opportunity, Yuan);
        (order.OrderedAt, order.DeliveryDate) = (day, day.AddDays(45));
        order.Status = SalesOrder.StatusValue.Confirmed;
        order.Record["owner"] = contract.Record.Owner;
        var line = demo.Make<SalesOrderLine>();
        var quantity = Math.Max(1, Math.Round(contract.Amount!.Value / product.Price!.Value));
        (line.SalesOrder, line.Product, line.Description, line.Unit) = (new Id<SalesOrder>(order.Id), new Id<Product>(product.Id), product.Name, product.Unit);
        (line.Quantity, line.Price, line.PriceCurrency) = (quantity, Math.Round(contract.Amount.Value / quantity, 2), Yuan);
        if (age > 50)
            Deliver(order, line, quantity, day.AddDays(chance.Between(30, 50)));
        else if (age > 25 && quantity > 1)
            Deliver(order, line, Math.Ceiling(quantity / 2), day.AddDays(chance.Between(15, 25)));
    }

    private void Deliver(SalesOrder order, SalesOrderLine line, decimal quantity, DateOnly day)
    {
        var delivery = demo.Make<Delivery>();
        (delivery.Number, delivery.SalesOrder, delivery.DeliveredAt) = (Number("FH", day), new Id<SalesOrder>(order.Id), day);
        (delivery.Carrier, delivery.TrackingNumber) = (chance.Of(Carriers), chance.Digits(12));
        delivery.AcceptedAt = day.AddDays(chance.Between(1, 4)) is var accepted && accepted < demo.Today ? accepted : null;
        var part = demo.Make<DeliveryLine>();
        (part.Delivery, part.OrderLine, part.Quantity) = (new Id<Delivery>(delivery.Id), new Id<SalesOrderLine>(line.Id), quantity);
    }

    /// <summary>The next number of a month, as it would have been drawn then; those of this month are drawn.</summary>
    private string? Number(string kind, DateOnly day)
    {
        if ((day.Year, day.Month) == (demo.Today.Year, demo.Today.Month))
            return null;

        var month = $"{kind}{day:yyyyMM}";
        numbers[month] = numbers.GetValueOrDefault(month) + 1;
        return $"{month}-{numbers[month]:0000}";
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero);
}
