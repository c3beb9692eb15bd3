using Tongke.Crm.HandOvers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Schemas;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.HandOvers;

/// <summary>Whose work is handed over keeps nothing of it: every object that has an owner goes along, or is named here as what a person keeps.</summary>
public sealed class HandOverCoverageTests
{
    /// <summary>What somebody said or agreed for themselves, and nobody else can take over.</summary>
    private static readonly string[] Personal = ["sales_target", "absence", "work_capacity", "bid_score"];

    [Fact]
    public void What_a_person_keeps_is_not_declared_to_go_along()
    {
        var declared = CrmPackage.Instance.Objects.Where(o => o.HandOver is not null).Select(o => o.Name);
        Assert.Empty(declared.Intersect(Personal));
    }

    [Theory, OnEveryDatabase]
    public async Task Every_object_with_an_owner_goes_to_the_heir_and_back(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (leaver, heir) = ((await crm.PersonAsync("leaver", "sales_rep")).UserId!.Value, (await crm.PersonAsync("heir", "sales_rep")).UserId!.Value);
        var made = await new Portfolio(crm, leaver).MakeAsync();

        // A new object that has an owner is made here too, or named above with its reason.
        var owned = crm.App.Schema.Objects.Where(o => o is { IsOwned: true, Attachment: null, Definition.System: false } && crm.App.Workspace.Delivered(o.Name) is not null).Select(o => o.Name).Except(Personal);
        Assert.Equal(owned.Order(), made.Keys.Where(name => crm.App.Schema[name].IsOwned).Order());
        foreach (var (name, id) in made)
            Assert.Equal((name, leaver), (name, await HolderAsync(crm, name, id)));

        var boss = await BossAsync(crm);
        var handOver = await crm.App.CreateAsync("hand_over", new { former_owner = leaver, heirs = new[] { heir }, reason = "leaving", include_closed = true }, boss);
        await RunAsync(crm, handOver);
        foreach (var (name, id) in made)
            Assert.Equal((name, heir), (name, await HolderAsync(crm, name, id)));
        var line = await crm.App.LoadAsync("hand_over", handOver);
        Assert.Equal((line["total"], 0L), (line["done"], line["left_count"] ?? 0L));

        await crm.DoAsync("hand_over", handOver, "undo", actor: boss);
        await RunAsync(crm, handOver);
        foreach (var (name, id) in made)
            Assert.Equal((name, leaver), (name, await HolderAsync(crm, name, id)));
    }

    [Theory, OnEveryDatabase]
    public async Task An_account_takes_its_unfinished_business_along_by_choice_and_leaves_what_is_finished_or_a_colleagues(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (leaver, heir) = ((await crm.PersonAsync("leaver", "sales_rep")).UserId!.Value, (await crm.PersonAsync("heir", "sales_rep")).UserId!.Value);
        var made = await new Portfolio(crm, leaver).MakeAsync();
        var colleagues = await crm.App.CreateAsync("quote", new { account = made["account"], name = "同事的报价", owner = heir });
        var finished = await crm.App.CreateAsync("opportunity", new { account = made["account"], name = "已丢的商机", owner = leaver });
        await crm.DoAsync("opportunity", finished, "lose", new { loss_reason = "price" });

        await crm.DoAsync("account", made["account"], "transfer", new { owner = heir, include_open = false });
        Assert.Equal(leaver, await HolderAsync(crm, "contract", made["contract"]));
        await crm.DoAsync("account", made["account"], "transfer", new { owner = leaver, include_open = false });

        await crm.DoAsync("account", made["account"], "transfer", new { owner = heir, include_open = true });
        foreach (var name in new[] { "contact", "opportunity", "opportunity_line", "deal_node", "deal_party", "project_purchase", "project_entry", "quote", "quote_line", "contract", "contract_line", "payment_plan", "invoice", "sales_order", "sales_order_line", "task", "activity", "invoice_title" })
            Assert.Equal((name, heir), (name, await HolderAsync(crm, name, made[name])));
        Assert.Equal((leaver, heir), (await HolderAsync(crm, "opportunity", finished), await HolderAsync(crm, "quote", colleagues)));
    }

    private static async Task<Guid?> HolderAsync(CrmWorkspace crm, string name, Guid id) =>
        (await crm.App.LoadAsync(name, id))[crm.App.Schema[name].Definition.HandOver?.Holder ?? SystemFields.Owner] as Guid?;

    private static async Task RunAsync(CrmWorkspace crm, Guid handOver)
    {
        await RunHandOvers.RunAsync(crm.App.Workspace, default);
        Assert.Contains(await crm.ValueAsync("hand_over", handOver, "status"), new object[] { "done", "undone" });
    }

    /// <summary>Somebody who may give away everything, tenders too.</summary>
    private static async Task<Actor> BossAsync(CrmWorkspace crm)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        await Tenders.DeliveredTenderRoles.Package.Seed!(session, default);
        Assert.Null(await session.CommitAsync());
        Guid[] roles = [await crm.FindAsync("role", "name", "admin"), await crm.FindAsync("role", "name", "tender_supervisor")];
        return Actor.User(await crm.App.CreateAsync("user", new { login = "boss", name = "boss", roles }), "boss", roles);
    }
}
