using Tongke.Crm.Contracts;
using Tongke.Crm.Customers;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Demo;

/// <summary>Deals of the other ways of selling: quick ones at all stages of their three decisions, and projects with parties, purchases, money and key nodes.</summary>
internal sealed class DemoModels
{
    private const int QuickDeals = 36;
    private const string Yuan = "CNY";

    private static readonly string[] Worths = [Opportunity.WorthValue.Valuable, Opportunity.WorthValue.Unsure, Opportunity.WorthValue.Valuable, Opportunity.WorthValue.Worthless];
    private static readonly string[] Sizes = [Opportunity.SizeValue.Small, Opportunity.SizeValue.Normal, Opportunity.SizeValue.Big];
    private static readonly string[] Parts = ["备件补货", "传感器更换", "夹具加工", "现场检修", "易损件套装", "操作培训"];

    private static readonly (string Name, decimal Amount, string Stage)[] Projects =
    [
        ("智能仓储物流园一期", 6_800_000, "project_build"),
        ("新能源电池车间自动化改造", 12_400_000, "project_bid"),
        ("总装基地输送线工程", 4_300_000, "project_design"),
    ];

    private static readonly (string Role, string Part, string Note)[] Roles =
    [
        (DealParty.RoleValue.Client, "投资建设", "决定付款节奏"), (DealParty.RoleValue.GeneralContractor, "现场总包", "管现场进度"), (DealParty.RoleValue.Designer, "出技术规格书", "图纸由其会签"),
        (DealParty.RoleValue.Supervisor, "监理验收", "每周例会"), (DealParty.RoleValue.Supplier, "钢结构与电缆", "供货周期 6 周"),
    ];

    private readonly DemoCompany demo;
    private readonly IReadOnlyList<DemoAccount> accounts;
    private readonly IReadOnlyDictionary<string, Stage> stages;
    private readonly DemoChance chance = new(63);

    private DemoModels(DemoCompany demo, IReadOnlyList<DemoAccount> accounts, IReadOnlyDictionary<string, Stage> stages) => (this.demo, this.accounts, this.stages) = (demo, accounts, stages);

    /// <summary>Makes them, where the pipelines for them are.</summary>
    public static async ValueTask MakeAsync(DemoCompany demo, IReadOnlyList<DemoAccount> accounts, CancellationToken ct)
    {
        var stages = (await demo.Session.LoadAllAsync<Stage>(ct)).ToDictionary(s => s.Code!);
        if (!stages.ContainsKey("quick_fix") || !stages.ContainsKey("project_start"))
            return;

        var maker = new DemoModels(demo, accounts, stages);
        for (var i = 0; i < QuickDeals; i++)
            maker.Quick(i);
        await demo.CommitAsync(ct);
        foreach (var (index, project) in Projects.Index())
            await maker.ProjectAsync(index, project.Name, project.Amount, project.Stage, ct);
    }

    private void Quick(int index)
    {
        // The accounts of the group are among those that buy small things: what each part of it brings is seen.
        var account = index < DemoAccounts.Group.Count * 2 ? accounts[^(1 + (index / 2))] : chance.Of(accounts);
        var deal = demo.Make<Opportunity>();
        deal.RecordType = Opportunity.RecordTypeValue.Quick;
        deal.Name = $"{account.Name}{chance.Of(Parts)}";
        (deal.Account, deal.Contact) = (account.Id, account.Contacts[0].Id);
        deal.Record["owner"] = account.Owner;
        var step = index < DemoAccounts.Group.Count * 2 && index % 2 == 0 ? 3 : index % 4;
        deal.Stage = new Id<Stage>(stages[step switch { 0 => "quick_fix", 1 => "quick_quote", 2 => "quick_close", _ => "quick_won" }].Id);
        deal.StageEnteredAt = chance.WorkingHour(demo.Now.AddDays(-chance.Between(1, 9)));
        var isFixed = step > 0;
        deal.Worth = isFixed ? Opportunity.WorthValue.Valuable : chance.Happens(0.6) ? chance.Of(Worths) : null;
        deal.Size = isFixed || chance.Happens(0.5) ? chance.Early(Sizes) : null;
        if (isFixed || chance.Happens(0.4))
        {
            deal.Amount = chance.Between(3, 80) * 1_000;
            deal.CloseDate = step == 3 ? demo.Today.AddDays(-chance.Between(1, 40)) : demo.Today.AddDays(chance.Between(1, 15));
        }
    }

    private async ValueTask ProjectAsync(int index, string name, decimal amount, string stage, CancellationToken ct)
    {
        // Those who take part are customers of whoever leads the project, so that they see whose contract it is.
        var own = accounts.Where(a => a.Owner == demo.People.Reps[0][index]).Skip(2).Take(Roles.Length).ToArray();
        var client = own[0];
        var deal = demo.Make<Opportunity>();
        deal.RecordType = Opportunity.RecordTypeValue.Project;
        (deal.Name, deal.Account, deal.Contact) = (name, client.Id, client.Contacts[0].Id);
        (deal.Amount, deal.AmountCurrency) = (amount, Yuan);
        deal.Stage = new Id<Stage>(stages[stage].Id);
        deal.StageEnteredAt = demo.Now.AddDays(-25);
        deal.EngageDate = demo.Today.AddDays(-140);
        deal.CloseDate = demo.Today.AddDays(stage == "project_build" ? 95 : 140); // no quarter that is under way hangs on one of them
        (deal.NextStep, deal.NextStepAt) = ("召开各方协调会", demo.Today.AddDays(3));
        deal.Record["owner"] = demo.People.Reps[0][index];
        for (var i = 0; i < Roles.Length; i++)
            Party(deal, own[i], Roles[i]);

        if (stage == "project_build")
            Build(deal, client, own[^1]);
        Entry(deal, null, ProjectEntry.KindValue.Expense, ProjectEntry.CategoryValue.Tender, "标书与投标保证手续费", amount * 0.002m, 60);
        Entry(deal, null, ProjectEntry.KindValue.Expense, ProjectEntry.CategoryValue.Travel, "现场踏勘差旅", amount * 0.001m, 90);
        await demo.CommitAsync(ct);
        await ReachAsync(deal.Id, ct);
    }

    /// <summary>What comes with a project under way: the contract, what is bought for it, what was paid.</summary>
    private void Build(Opportunity deal, DemoAccount client, DemoAccount supplier)
    {
        var contract = demo.Make<Contract>();
        (contract.Name, contract.Account, contract.Opportunity) = ($"{deal.Name}供货与安装合同", client.Id, new Id<Opportunity>(deal.Id));
        (contract.Amount, contract.AmountCurrency) = (deal.Amount, Yuan);
        (contract.SignedAt, contract.StartDate, contract.EndDate) = (demo.Today.AddDays(-30), demo.Today.AddDays(-30), demo.Today.AddDays(300));
        contract.ApprovedAt = demo.Now.AddDays(-31);
        contract.Status = Contract.StatusValue.Signed;
        contract.Record["owner"] = deal.Record.Owner;
        foreach (var (index, part) in MakePaymentPlan.Split(deal.Amount!.Value, [30m, 60m, 10m]).Index())
        {
            var plan = demo.Make<PaymentPlan>();
            (plan.Contract, plan.Sequence, plan.Name) = (new Id<Contract>(contract.Id), index + 1, new[] { "预付款", "进度款", "质保金" }[index]);
            (plan.DueDate, plan.Amount, plan.AmountCurrency) = (demo.Today.AddDays(index == 0 ? 5 : index * 120), part, Yuan);
        }

        var steel = Purchase(deal, supplier, "钢结构与输送辊筒", deal.Amount.Value * 0.31m, ProjectPurchase.StatusValue.Received);
        Purchase(deal, supplier, "电缆与桥架", deal.Amount.Value * 0.08m, ProjectPurchase.StatusValue.Ordered);
        Purchase(deal, supplier, "备用驱动单元", deal.Amount.Value * 0.03m, ProjectPurchase.StatusValue.Draft);
        Entry(deal, steel, ProjectEntry.KindValue.Expense, ProjectEntry.CategoryValue.Purchase, "钢结构预付款", steel.Amount!.Value * 0.3m, 12);
        Entry(deal, null, ProjectEntry.KindValue.Expense, ProjectEntry.CategoryValue.Labour, "安装队外包", deal.Amount.Value * 0.05m, 8);
        Entry(deal, null, ProjectEntry.KindValue.Income, ProjectEntry.CategoryValue.Subsidy, "智能制造专项补贴", 200_000, 15);
    }

    private void Party(Opportunity deal, DemoAccount account, (string Role, string Part, string Note) role)
    {
        var party = demo.Make<DealParty>();
        (party.Opportunity, party.Account, party.Contact) = (new Id<Opportunity>(deal.Id), account.Id, account.Contacts[0].Id);
        (party.Role, party.Name, party.Note) = role;
    }

    private ProjectPurchase Purchase(Opportunity deal, DemoAccount supplier, string name, decimal amount, string status)
    {
        var purchase = demo.Make<ProjectPurchase>();
        (purchase.Name, purchase.Opportunity, purchase.Supplier, purchase.Status) = (name, new Id<Opportunity>(deal.Id), supplier.Id, status);
        (purchase.Amount, purchase.AmountCurrency) = (Math.Round(amount, 2), Yuan);
        (purchase.OrderedOn, purchase.DeliverOn) = (status == ProjectPurchase.StatusValue.Draft ? null : demo.Today.AddDays(-15), demo.Today.AddDays(20));
        return purchase;
    }

    private void Entry(Opportunity deal, ProjectPurchase? purchase, string kind, string category, string name, decimal amount, int daysAgo)
    {
        var entry = demo.Make<ProjectEntry>();
        (entry.Name, entry.Opportunity, entry.Kind, entry.Category) = (name, new Id<Opportunity>(deal.Id), kind, category);
        (entry.Amount, entry.AmountCurrency, entry.HappenedOn) = (Math.Round(amount, 2), Yuan, demo.Today.AddDays(-daysAgo));
        entry.Purchase = purchase is null ? null : new Id<ProjectPurchase>(purchase.Id);
    }

    /// <summary>The nodes as they would stand by now: early ones done, one late.</summary>
    private async ValueTask ReachAsync(Guid deal, CancellationToken ct)
    {
        var definition = demo.Session.Schema[DealNode.ObjectName];
        var nodes = (await demo.Session.LoadWhereAsync<DealNode>(Condition.Equal(new FieldPath(definition[DealNode.Fields.Opportunity]), deal), ct: ct)).OrderBy(n => n.Position).ToArray();
        foreach (var (index, node) in nodes.Index())
        {
            var day = demo.Today.AddDays(-60 + (index * 28));
            node.DueOn ??= day;
            if (node.DueOn > day)
                node.DueOn = day;
            if (index < 2)
                (node.Done, node.DoneOn) = (true, node.DueOn.Value.AddDays(-2));
        }

        await demo.CommitAsync(ct);
    }
}
