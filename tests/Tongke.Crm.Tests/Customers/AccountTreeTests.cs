using Tongke.Crm.Customers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Crm.Tests.Customers;

/// <summary>Customers of several levels: no circles, departments see their own, who sees more sees the sum of more.</summary>
public sealed class AccountTreeTests
{
    [Theory, OnEveryDatabase]
    public async Task An_account_is_not_put_below_itself_at_any_depth(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var chain = new List<Guid>();
        for (var level = 0; level < 8; level++)
            chain.Add(await crm.App.CreateAsync("account", new { name = $"第{level}级单位", parent = level == 0 ? (Guid?)null : chain[^1] }));

        Assert.Equal("circular_parent", CodeOf(await crm.App.UpdateAsync("account", chain[0], new { parent = chain[0] })));
        for (var level = 1; level < chain.Count; level++)
            Assert.Equal("circular_parent", CodeOf(await crm.App.UpdateAsync("account", chain[0], new { parent = chain[level] })));

        Assert.Null(await crm.App.UpdateAsync("account", chain[4], new { parent = (Guid?)null }));
        Assert.Null(await crm.App.UpdateAsync("account", chain[0], new { parent = chain[7] }));
        Assert.Equal("circular_parent", CodeOf(await crm.App.UpdateAsync("account", chain[4], new { parent = chain[3] })));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_that_come_in_together_do_not_stand_above_each_other(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var session = crm.App.Workspace.Open(crm.App.System);
        var (a, b) = (session.Add(session.Schema["account"]), session.Add(session.Schema["account"]));
        foreach (var (account, name, parent) in new[] { (a, "甲", b.Id), (b, "乙", a.Id) })
        {
            account.Write(account.Object["name"], name);
            account.Write(account.Object["parent"], parent);
        }

        Assert.NotNull(await session.CommitAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_who_put_two_accounts_below_each_other_at_once_one_is_refused(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        for (var round = 0; round < 10; round++)
        {
            var (a, b) = (await crm.App.CreateAsync("account", new { name = $"甲{round}" }), await crm.App.CreateAsync("account", new { name = $"乙{round}" }));
            var answers = await Task.WhenAll(
                Task.Run(() => crm.App.UpdateAsync("account", a, new { parent = b })),
                Task.Run(() => crm.App.UpdateAsync("account", b, new { parent = a })));

            Assert.Equal("circular_parent", CodeOf(Assert.Single(answers, r => r is not null)));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Many_parents_change_in_one_commit(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var root = await crm.App.CreateAsync("account", new { name = "集团" });
        var parts = new List<Guid>();
        for (var i = 0; i < 5; i++)
            parts.Add(await crm.App.CreateAsync("account", new { name = $"子公司{i}" }));

        var session = crm.App.Workspace.Open(crm.App.System);
        foreach (var part in parts)
            (await session.LoadAsync(session.Schema["account"], part))!["parent"] = root;
        Assert.Null(await session.CommitAsync());
        Assert.Equal(5, (await crm.WhereAsync("account", "parent", root)).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_department_sees_its_own_part_of_a_hospital_and_the_parent_sums_for_who_sees_all(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (cardiology, surgery) = (await DepartmentAsync("心内业务部"), await DepartmentAsync("外科业务部"));
        var boss = await crm.PersonAsync("boss", "boss");
        var ana = await crm.PersonAsync("ana", "sales_manager", cardiology);
        var ben = await crm.PersonAsync("ben", "sales_manager", surgery);

        // Five levels: group, hospital, campus, department of the hospital, ward.
        var group = await crm.App.CreateAsync("account", new { name = "仁济医疗集团", owner = boss.UserId });
        var hospital = await crm.App.CreateAsync("account", new { name = "仁济医院", parent = group, owner = boss.UserId });
        var campus = await crm.App.CreateAsync("account", new { name = "仁济医院东院", parent = hospital, owner = boss.UserId });
        var heart = await crm.App.CreateAsync("account", new { name = "仁济医院东院心内科", parent = campus, owner = ana.UserId, department = cardiology });
        var ward = await crm.App.CreateAsync("account", new { name = "仁济医院东院心内科 CCU", parent = heart, owner = ana.UserId, department = cardiology });
        var knife = await crm.App.CreateAsync("account", new { name = "仁济医院东院外科", parent = campus, owner = ben.UserId, department = surgery });
        await WonAsync(heart, 100_000.01m, ana, cardiology);
        await WonAsync(ward, 20_000m, ana, cardiology);
        await WonAsync(knife, 70_000m, ben, surgery);

        var all = await ReadAsync(boss, group);
        Assert.Equal((0m, 190_000.01m), (all.Rows[0].Own.Won, all.Rows[0].Total.Won));
        Assert.Equal([0, 1, 2, 3, 3, 4], all.Rows.Select(r => r.Level).Order());
        Assert.Equal((100_000.01m, 120_000.01m), all.Rows.Where(r => r.Id == heart).Select(r => (r.Own.Won, r.Total.Won)).Single());

        // Neither finds the other's part, nor what is above: not by the tree and not by the record.
        Assert.Equal([heart, ward], (await ReadAsync(ana, heart)).Rows.Select(r => r.Id));
        Assert.Null((await ReadAsync(ana, heart)).Root);
        Assert.IsType<NotFound>((await ReadGroup.RunAsync(crm.App.Workspace.Open(ana), group, default)).Refusal);
        Assert.IsType<NotFound>((await ReadGroup.RunAsync(crm.App.Workspace.Open(ana), knife, default)).Refusal);

        // Who is let into the hospital itself sees its own department's deals there and no more.
        await crm.App.UpdateAsync("account", campus, new { owner = ana.UserId, department = cardiology });
        var seen = await ReadAsync(ana, campus);
        Assert.Equal([campus, heart, ward], seen.Rows.Select(r => r.Id));
        Assert.Equal(120_000.01m, seen.Rows[0].Total.Won);

        // A part that is seen below one that is not stands below the nearest that is.
        await crm.App.UpdateAsync("account", heart, new { owner = ben.UserId, department = surgery });
        seen = await ReadAsync(ana, campus);
        Assert.Equal([(campus, 0), (ward, 1)], seen.Rows.Select(r => (r.Id, r.Level)));
        Assert.Equal(120_000.01m - 100_000.01m, seen.Rows[0].Total.Won);

        async Task<Guid> DepartmentAsync(string name) => await crm.App.CreateAsync("department", new { name });
        async Task<GroupReport> ReadAsync(Actor actor, Guid account) => (await ReadGroup.RunAsync(crm.App.Workspace.Open(actor), account, default)).Report!;
        async Task WonAsync(Guid account, decimal amount, Actor owner, Guid department) =>
            await crm.App.CreateAsync("opportunity", new { name = $"{amount}", account, amount, stage = await crm.StageAsync("won"), owner = owner.UserId, department });
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_not_know_amounts_gets_none(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var service = await crm.PersonAsync("ute", "service");
        var account = await crm.App.CreateAsync("account", new { name = "仁济医院" });
        await crm.App.CreateAsync("opportunity", new { name = "A", account, amount = 5m, stage = await crm.StageAsync("won") });

        var own = (await ReadGroup.RunAsync(crm.App.Workspace.Open(service), account, default)).Report!.Rows.Single().Own;
        Assert.Equal(new GroupFigures(null, null, null), own);
    }

    private static string CodeOf(Refusal? refusal) => Assert.IsType<Invalid>(refusal).Problems.Single().Message.Code;
}
