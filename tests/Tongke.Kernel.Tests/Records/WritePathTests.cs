using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Records;

public sealed class WritePathTests
{
    private static readonly Grant Everything = new() { Create = true, Read = "all", Edit = "all", Delete = "all", Transfer = true };
    private static readonly Grant Own = new() { Create = true, Read = "own", Edit = "own", Delete = "own" };

    [Theory, OnEveryDatabase]
    public async Task A_new_record_gets_defaults_owner_formulas_and_a_number(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var ana = await app.UserAsync("ana", Everything);
        var customer = await app.CreateAsync("customer", new { name = "云海科技" }, ana);
        var order = await app.CreateAsync("purchase", new { customer, price = 12.5m, quantity = 3 }, ana);

        var stored = await app.LoadAsync("purchase", order);
        Assert.Equal("open", stored["status"]);
        Assert.Equal(37.5m, stored["total"]);
        Assert.Equal("SO-202603-0001", stored["number"]);
        Assert.Equal(ana.UserId, stored.Owner);
        Assert.Equal(1, stored.Version);
        Assert.Equal("b", await app.ValueAsync("customer", customer, "level"));
    }

    [Theory, OnEveryDatabase]
    public async Task Every_fault_is_told_at_once_and_nothing_is_stored(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var session = app.Workspace.Open(app.System);
        var order = session.Add(app.Schema["purchase"]);
        order.Write(order.Object["price"], -1m);

        var refusal = Assert.IsType<Invalid>(await session.CommitAsync());
        Assert.Equal(["customer", "price"], refusal.Problems.Select(p => p.Target!).Order());
        Assert.Empty(await app.Workspace.Open(app.System).LoadWhereAsync(app.Schema["purchase"], Expressions.Constant.True));
    }

    [Theory, OnEveryDatabase]
    public async Task New_records_that_point_to_each_other_are_stored_in_whatever_order_they_were_made(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var session = app.Workspace.Open(app.System);
        var note = session.Make(session.Schema["purchase_note"]);
        var purchase = session.Make(session.Schema["purchase"]);
        var (branch, head) = (session.Make(session.Schema["customer"]), session.Make(session.Schema["customer"]));
        (note["purchase"], purchase["customer"], branch["parent"], branch["name"], head["name"]) = (purchase.Id, branch.Id, head.Id, "分公司", "总公司");
        Assert.Null(await session.CommitAsync());
        Assert.Equal(head.Id, await app.ValueAsync("customer", branch.Id, "parent"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_condition_makes_a_field_required(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var id = await app.CreateAsync("customer", new { name = "甲方" });

        var refusal = Assert.IsType<Invalid>(await app.UpdateAsync("customer", id, new { level = "a" }));
        Assert.Equal("note", Assert.Single(refusal.Problems).Target);
        Assert.Null(await app.UpdateAsync("customer", id, new { level = "a", note = "重点" }));
    }

    [Theory, OnEveryDatabase]
    public async Task Numbers_never_repeat_under_concurrency_and_start_again_each_month(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var customer = await app.CreateAsync("customer", new { name = "云海" });

        var ids = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => app.CreateAsync("purchase", new { customer, price = 1m })));
        var numbers = await Task.WhenAll(ids.Select(id => app.ValueAsync("purchase", id, "number")));
        Assert.Equal(Enumerable.Range(1, 64).Select(n => $"SO-202603-{n:0000}"), numbers.Cast<string>().Order());

        app.Clock.Advance(TimeSpan.FromDays(20));
        var next = await app.CreateAsync("purchase", new { customer, price = 1m });
        Assert.Equal("SO-202604-0001", await app.ValueAsync("purchase", next, "number"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_unique_value_that_is_taken_is_a_conflict_on_its_field(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        await app.CreateAsync("customer", new { name = "甲", code = "C-1" });
        var other = await app.CreateAsync("customer", new { name = "乙", code = "C-2" });

        var refusal = Assert.IsType<Conflict>(await app.UpdateAsync("customer", other, new { code = "C-1" }));
        Assert.Equal("code", Assert.Single(refusal.Problems).Target);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lookup_leads_to_a_living_record_that_the_person_sees(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var (ana, ben) = (await app.UserAsync("ana", Own), await app.UserAsync("ben", Own));
        var hidden = await app.CreateAsync("customer", new { name = "甲" }, ana);

        foreach (var target in new[] { hidden, Guid.NewGuid() })
        {
            var session = app.Workspace.Open(ben);
            var order = session.Add(app.Schema["purchase"]);
            order.Write(order.Object["customer"], target);
            var refusal = Assert.IsType<Invalid>(await session.CommitAsync());
            Assert.Equal("lookup_not_found", Assert.Single(refusal.Problems).Message.Code);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_parent_never_closes_a_circle(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var top = await app.CreateAsync("customer", new { name = "集团" });
        var middle = await app.CreateAsync("customer", new { name = "分公司", parent = top });
        var leaf = await app.CreateAsync("customer", new { name = "门店", parent = middle });

        var refusal = Assert.IsType<Invalid>(await app.UpdateAsync("customer", top, new { parent = leaf }));
        Assert.Equal("circular_parent", Assert.Single(refusal.Problems).Message.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_people_who_change_different_fields_both_win(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var id = await app.CreateAsync("customer", new { name = "甲", code = "C-1" });

        Assert.Null(await app.UpdateAsync("customer", id, new { name = "甲方" }, version: 1));
        Assert.Null(await app.UpdateAsync("customer", id, new { code = "C-9" }, version: 1));

        var stored = await app.LoadAsync("customer", id);
        Assert.Equal(("甲方", "C-9", 3L), ((string)stored["name"]!, (string)stored["code"]!, stored.Version));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_people_who_change_the_same_field_get_all_three_values(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var id = await app.CreateAsync("customer", new { name = "原名" });
        Assert.Null(await app.UpdateAsync("customer", id, new { name = "他改的" }, version: 1));

        var stale = Assert.IsType<Stale>(await app.UpdateAsync("customer", id, new { name = "我改的" }, version: 1));
        var conflict = Assert.Single(stale.Fields);
        Assert.Equal(("我改的", "他改的", "原名"), ((string)conflict.Mine!, (string)conflict.Theirs!, (string)conflict.Original!));
        Assert.Equal("他改的", await app.ValueAsync("customer", id, "name"));
    }

    [Theory, OnEveryDatabase]
    public async Task Many_at_one_record_lose_nothing(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var customer = await app.CreateAsync("customer", new { name = "甲" });
        var orders = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => app.CreateAsync("purchase", new { customer, price = 1.10m, status = "paid" })));

        var stored = await app.LoadAsync("customer", customer);
        Assert.Equal(24L, stored["orders"]);
        Assert.Equal(26.40m, stored["paid"]);

        Assert.Null(await app.UpdateAsync("purchase", orders[0], new { status = "open" }));
        Assert.Null(await app.DeleteAsync("purchase", orders[1]));
        stored = await app.LoadAsync("customer", customer);
        Assert.Equal((23L, 24.20m), ((long)stored["orders"]!, (decimal)stored["paid"]!));
    }

    [Theory, OnEveryDatabase]
    public async Task Deleting_is_refused_cascades_and_comes_back(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var customer = await app.CreateAsync("customer", new { name = "甲" });
        var order = await app.CreateAsync("purchase", new { customer });
        var note = await app.CreateAsync("purchase_note", new { purchase = order, text = "加急" });

        Assert.Equal("still_referenced", Assert.IsType<Conflict>(await app.DeleteAsync("customer", customer)).Message.Code);
        Assert.Null(await app.DeleteAsync("purchase", order));
        Assert.True((await app.LoadAsync("purchase_note", note)).IsDeleted);

        var session = app.Workspace.Open(app.System);
        var found = await session.FindInBinAsync(app.Schema["purchase"], order, RecordAction.Delete);
        session.Restore(found.Record!);
        Assert.Null(await session.CommitAsync());
        Assert.False((await app.LoadAsync("purchase", order)).IsDeleted);
        Assert.False((await app.LoadAsync("purchase_note", note)).IsDeleted);
    }

    [Theory, OnEveryDatabase]
    public async Task The_log_tells_who_changed_what_and_shows_tampering(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var ana = await app.UserAsync("ana", Everything);
        var id = await app.CreateAsync("customer", new { name = "甲" }, ana);
        Assert.Null(await app.UpdateAsync("customer", id, new { name = "乙" }, ana));

        var history = await app.Workspace.Changes.HistoryAsync(app.Workspace.PolicyOf(ana).On(app.Schema["customer"]), id, 50, long.MaxValue, default);
        Assert.Equal(["updated", "created"], history.Select(h => h.Kind));
        var change = Assert.Single(history[0].Fields);
        Assert.Equal(("name", "甲", "乙"), (change.Field.Name, change.From!.Value.GetString(), change.To!.Value.GetString()));
        Assert.Equal("ana", history[0].ActorName);

        await app.SealAsync();
        var (verified, broken) = await app.Workspace.Sealer.VerifyAsync(default);
        Assert.True(verified > 2);
        Assert.Null(broken);

        var tamper = new Storage.WriteBatch();
        tamper.Add(Storage.Sql.From($"update change set actor_name = 'ben' where record = {id} and version = 2"));
        await app.Workspace.Database.WriteAsync(tamper);
        Assert.NotNull((await app.Workspace.Sealer.VerifyAsync(default)).BrokenAt);
    }

    [Theory, OnEveryDatabase]
    public async Task Rights_are_asked_for_the_action_the_fields_and_the_reach(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var ana = await app.UserAsync("ana", Everything);
        var reader = await app.UserAsync("reader", new Grant { Read = "all" });
        var careful = await app.UserAsync("careful", new Grant { Read = "all", Edit = "all", Fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Edit, ["code"] = FieldRight.Read } });
        var loner = await app.UserAsync("loner", Own);
        var id = await app.CreateAsync("customer", new { name = "甲" }, ana);

        Assert.IsType<Forbidden>(await app.UpdateAsync("customer", id, new { name = "乙" }, reader));
        Assert.Equal("code", Assert.Single(Assert.IsType<Forbidden>(await app.UpdateAsync("customer", id, new { code = "X" }, careful)).Problems).Target);
        Assert.Null(await app.UpdateAsync("customer", id, new { name = "乙" }, careful));
        Assert.IsType<NotFound>(await app.UpdateAsync("customer", id, new { name = "丙" }, loner));
    }

    [Theory, OnEveryDatabase]
    public async Task A_superior_reaches_what_belongs_to_people_below_and_peers_do_not(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database, Shop.Package());
        var below = new Grant { Create = true, Read = "subordinates", Edit = "subordinates" };
        var boss = await app.UserAsync("boss", below);
        var ana = await app.UserAsync("ana", below, manager: boss.UserId);
        var ben = await app.UserAsync("ben", below, manager: boss.UserId);
        var id = await app.CreateAsync("customer", new { name = "甲" }, ana);

        Assert.NotNull((await app.Workspace.Open(boss).FindAsync(app.Schema["customer"], id)).Record);
        Assert.Null((await app.Workspace.Open(ben).FindAsync(app.Schema["customer"], id)).Record);

        // A change of the organisation counts at once.
        Assert.Null(await app.UpdateAsync("user", ana.UserId!.Value, new { manager = ben.UserId }));
        Assert.NotNull((await app.Workspace.Open(ben).FindAsync(app.Schema["customer"], id)).Record);
    }
}
