using Tongke.Kernel.Records;
using Tongke.Testing;

namespace Tongke.Crm.Tests.Contracts;

/// <summary>A company with one customer, and words for contracts, payments and invoices.</summary>
internal sealed class MoneyDesk : IAsyncDisposable
{
    private MoneyDesk(CrmWorkspace crm, Guid account) => (Crm, Account) = (crm, account);

    public CrmWorkspace Crm { get; }

    /// <summary>The customer.</summary>
    public Guid Account { get; }

    /// <summary>Today in the company: Wednesday, 18 March 2026, until a test moves the clock.</summary>
    public static DateOnly Today => new(2026, 3, 18);

    public static async Task<MoneyDesk> StartAsync(TestDatabase database)
    {
        var crm = await CrmWorkspace.StartAsync(database);
        return new(crm, await crm.App.CreateAsync("account", new { name = "上海华信精密机械有限公司" }));
    }

    /// <summary>A draft with payments due, so many days from today.</summary>
    public async Task<Guid> DraftAsync(decimal amount, params (decimal Amount, int Days)[] plans)
    {
        var contract = await Crm.App.CreateAsync("contract", new { name = "设备采购合同", account = Account, amount });
        foreach (var (part, days) in plans)
            await Crm.App.CreateAsync("payment_plan", new { contract, amount = part, due_date = Today.AddDays(days) });
        return contract;
    }

    /// <summary>A signed contract.</summary>
    public async Task<Guid> SignedAsync(decimal amount, params (decimal Amount, int Days)[] plans)
    {
        var contract = await DraftAsync(amount, plans);
        await SignAsync(contract);
        return contract;
    }

    /// <summary>Submits, approves and signs a draft.</summary>
    public async Task SignAsync(Guid contract)
    {
        await Crm.DoAsync("contract", contract, "submit");
        await Crm.DoAsync("contract", contract, "approve");
        await Crm.DoAsync("contract", contract, "sign", new { signed_at = Today });
    }

    /// <summary>A quote with one line without a product, which the customer accepted.</summary>
    public async Task<Guid> AcceptedAsync(Guid? deal = null)
    {
        var quote = await Crm.App.CreateAsync("quote", new { account = Account, opportunity = deal, amount_currency = "CNY" });
        await Crm.App.CreateAsync("quote_line", new { quote, description = "协作机器人", quantity = 1m, price = 100m });
        var session = Crm.App.Workspace.Open(Crm.App.System);
        (await session.LoadAsync(Crm.App.Schema["quote"], quote))!["status"] = "sent";
        await Kernel.Testing.TestWorkspace.DoneAsync(session);
        await Crm.DoAsync("quote", quote, "accept", new { accepted_by = "王总" });
        return quote;
    }

    /// <summary>A receipt of the contract, or of the account where there is none.</summary>
    public Task<Guid> ReceiveAsync(decimal amount, Guid? contract = null, string matching = "automatic") =>
        Crm.App.CreateAsync("payment", new { account = Account, contract, amount, matching });

    /// <summary>The payments due of a contract, in their order.</summary>
    public async Task<IReadOnlyList<Record>> PlansAsync(Guid contract) => [.. (await Crm.WhereAsync("payment_plan", "contract", contract)).OrderBy(p => p["sequence"])];

    /// <summary>A title that is complete.</summary>
    public Task<Guid> TitleAsync() => Crm.App.CreateAsync("invoice_title", new
    {
        account = Account, name = "上海华信精密机械有限公司", uscc = CreditCode, address = "上海市浦东新区张江路 1 号", phone = "021-50001234", bank = "中国工商银行张江支行", bank_account = "1001234509014400000",
    });

    /// <summary>A request for an invoice.</summary>
    public async Task<Guid> InvoiceAsync(Guid contract, decimal amount, string kind = "digital_general") =>
        await Crm.App.CreateAsync("invoice", new { contract, amount, kind, title = (await Crm.WhereAsync("invoice_title", "account", Account)).Select(t => (Guid?)t.Id).FirstOrDefault() ?? await TitleAsync() });

    /// <summary>An invoice that is issued.</summary>
    public async Task<Guid> IssuedAsync(Guid contract, decimal amount, string kind = "digital_general")
    {
        var invoice = await InvoiceAsync(contract, amount, kind);
        await IssueAsync(invoice);
        return invoice;
    }

    /// <summary>Issues a requested invoice under a number of its own.</summary>
    public Task<IReadOnlyDictionary<string, object?>> IssueAsync(Guid invoice) => Crm.DoAsync("invoice", invoice, "issue", new { invoice_number = Number(invoice) });

    /// <summary>A number of 20 digits.</summary>
    public static string Number(Guid invoice) => (new System.Numerics.BigInteger(invoice.ToByteArray(), isUnsigned: true) % System.Numerics.BigInteger.Pow(10, 20)).ToString("D20", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>One figure of a stored record; 0 where it is empty.</summary>
    public async Task<decimal> FigureAsync(string definition, Guid id, string field) => await Crm.ValueAsync(definition, id, field) as decimal? ?? 0;

    /// <summary>How many records a formula finds.</summary>
    public async Task<int> CountAsync(string definition, string formula)
    {
        var schema = Crm.App.Schema[definition];
        return (await Crm.App.Workspace.Open(Crm.App.System).LoadWhereAsync(schema, Kernel.Expressions.Formula.Parse(formula, schema).Expr!)).Count;
    }

    /// <summary>A code with the check digit that follows from its other signs.</summary>
    public static string CreditCode => "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => "91310115MA1K35J0X" + check).First(Tongke.Crm.Customers.CheckCreditCode.IsValid);

    public ValueTask DisposeAsync() => Crm.DisposeAsync();
}
