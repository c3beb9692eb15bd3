using Tongke.Crm.Customers;
using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Customers;

/// <summary>What nobody looks after falls into a pool: after the days that its rules say, announced, and once.</summary>
public sealed class RecycleTests
{
    [Theory, OnEveryDatabase]
    public async Task A_customer_without_contact_falls_after_the_days_of_the_rule_and_the_log_says_why(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var pool = await PoolAsync(crm, ana.UserId!.Value, new { no_activity_days = 30L });
        var silent = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" }, ana);
        var visited = await crm.App.CreateAsync("account", new { name = "苏州明光" }, ana);
        var contact = await crm.App.CreateAsync("contact", new { name = "王海涛", account = silent }, ana);

        crm.App.Clock.Advance(TimeSpan.FromDays(29));
        await crm.App.CreateAsync("activity", new { subject = "拜访", type = "visit", account = visited, occurred_at = crm.App.Clock.GetUtcNow() }, ana);
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Null(await crm.ValueAsync("account", silent, "pool"));

        crm.App.Clock.Advance(TimeSpan.FromDays(1));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);

        var fallen = await crm.App.LoadAsync("account", silent);
        Assert.Equal((pool, null, null, ana.UserId, "no_activity", 30L), ((Guid?)fallen["pool"], fallen.Owner, fallen["department"], (Guid?)fallen["former_owner"], (string?)fallen["pool_rule"], (long?)fallen["pool_days"]));
        Assert.Equal(ana.UserId, await crm.ValueAsync("account", visited, "owner"));
        Assert.Null(await crm.ValueAsync("contact", contact, "owner"));
        var entry = (await crm.App.Workspace.Changes.HistoryAsync(crm.App.Workspace.Open(crm.App.System).Access.On(crm.App.Schema["account"]), silent, 1, long.MaxValue, default))[0];
        Assert.Equal(("recycling to sea pools", true), (entry.ActorName, entry.Fields.Any(f => f.Field.Name == "pool_rule")));
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_customer_sends_is_no_follow_up_of_ours(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var pool = await PoolAsync(crm, ana.UserId!.Value, new { no_activity_days = 30L });
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" }, ana);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "产线改造", account }, ana);
        crm.App.Clock.Advance(TimeSpan.FromDays(29));
        foreach (var type in new[] { "form", "customer" })
            await crm.App.CreateAsync("activity", new { subject = "客户发来的", type, opportunity = deal, occurred_at = crm.App.Clock.GetUtcNow() });

        Assert.Null(await crm.ValueAsync("account", account, "last_activity_at"));
        Assert.Equal((null, 0L), (await crm.ValueAsync("opportunity", deal, "last_activity_at"), await crm.ValueAsync("opportunity", deal, "activity_count")));
        crm.App.Clock.Advance(TimeSpan.FromDays(1));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal(pool, await crm.ValueAsync("account", account, "pool"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_customer_from_before_there_were_pools_falls_too(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" }, ana);
        var session = crm.App.Workspace.Open(crm.App.System);
        var old = (await session.LoadAsync(crm.App.Schema["account"], account))!;
        (old["pool_locked"], old["owner_since"]) = (null, null); // the columns came later
        Assert.Null(await session.CommitAsync());
        var pool = await PoolAsync(crm, ana.UserId!.Value, new { no_activity_days = 30L });

        crm.App.Clock.Advance(TimeSpan.FromDays(30));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal(pool, await crm.ValueAsync("account", account, "pool"));
    }

    [Theory, OnEveryDatabase]
    public async Task Sentences_from_before_reasons_were_rules_become_rules_and_what_somebody_wrote_stays(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var pool = await PoolAsync(crm, (await crm.PersonAsync("ana", "sales_rep")).UserId!.Value, new { no_activity_days = 30L });
        var ids = new List<Guid>();
        var session = crm.App.Workspace.Open(crm.App.System);
        foreach (var text in new[] { "超过 45 天未跟进", "No won deal for 90 days", "符合公海的回收条件", "客户搬走了，超过 3 天未跟进" })
        {
            var account = session.Make(session.Schema["account"]);
            (account["name"], account["pool"], account["pool_reason"]) = ($"客户 {ids.Count}", pool, text);
            ids.Add(account.Id);
        }

        Assert.Null(await session.CommitAsync());
        var upgrade = crm.App.Workspace.Open(crm.App.System);
        await SplitOldReasons.Package.Seed!(upgrade, default);
        Assert.Null(await upgrade.CommitAsync());
        var found = new List<(object?, object?, object?)>();
        foreach (var id in ids)
            found.Add((await crm.ValueAsync("account", id, "pool_rule"), await crm.ValueAsync("account", id, "pool_days"), await crm.ValueAsync("account", id, "pool_reason")));
        Assert.Equal([("no_activity", 45L, null), ("no_deal", 90L, null), ("condition", null, null), (null, null, "客户搬走了，超过 3 天未跟进")], found);
    }

    [Theory, OnEveryDatabase]
    public async Task Levels_have_their_own_days_and_what_is_locked_or_exempt_or_claimed_lately_stays(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var pool = await PoolAsync(crm, ana.UserId!.Value, new { no_activity_days = 10L, exempt_when = "open_count > 0" });
        await crm.App.CreateAsync("sea_pool_level", new { pool, level = "a", days = 60L });
        async Task<Guid> Make(string name, string? level = null) => await crm.App.CreateAsync("account", new { name, level }, ana);
        var (key, plain, without, locked, dealing) = (await Make("重点", "a"), await Make("普通", "c"), await Make("没有级别"), await Make("锁定", "c"), await Make("在谈", "c"));
        await crm.DoAsync("account", locked, "lock");
        await crm.App.CreateAsync("opportunity", new { name = "商机", account = dealing }, ana);

        crm.App.Clock.Advance(TimeSpan.FromDays(9));
        var late = await Make("刚来的", "c");
        crm.App.Clock.Advance(TimeSpan.FromDays(1));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal(Ids(plain, without), await FallenAsync(crm));

        await crm.DoAsync("account", plain, "claim", actor: ana);
        crm.App.Clock.Advance(TimeSpan.FromDays(50));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal(Ids(key, plain, without, late), await FallenAsync(crm));
        Assert.Equal<(object?, object?)>(("no_activity", 60L), (await crm.ValueAsync("account", key, "pool_rule"), await crm.ValueAsync("account", key, "pool_days")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_customer_with_a_running_contract_stays_until_it_is_over_unless_the_pool_says_otherwise(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var pool = await PoolAsync(crm, ana.UserId!.Value, new { no_activity_days = 10L });
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" }, ana);
        var contract = await crm.App.CreateAsync("contract", new { name = "服务合同", account, amount = 100m, end_date = new DateOnly(2026, 5, 1) }, ana);
        await crm.App.CreateAsync("payment_plan", new { contract, amount = 100m, due_date = new DateOnly(2026, 5, 1) }, ana);
        foreach (var step in new[] { "submit", "approve" })
            await crm.DoAsync("contract", contract, step);
        await crm.DoAsync("contract", contract, "sign", new { signed_at = new DateOnly(2026, 3, 1) });
        Assert.Equal<(object?, object?)>((1L, new DateOnly(2026, 5, 1)), (await crm.ValueAsync("account", account, "running_contracts"), await crm.ValueAsync("account", account, "contract_ended_on")));

        crm.App.Clock.Advance(TimeSpan.FromDays(60));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Null(await crm.ValueAsync("account", account, "pool"));

        await crm.App.UpdateAsync("sea_pool", pool, new { keeps_contracted = false });
        crm.App.Clock.Advance(TimeSpan.FromDays(1));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal(pool, await crm.ValueAsync("account", account, "pool"));

        await crm.DoAsync("account", account, "claim", actor: ana);
        await crm.App.UpdateAsync("sea_pool", pool, new { keeps_contracted = true });
        await crm.DoAsync("contract", contract, "terminate", new { terminated_at = new DateOnly(2026, 5, 10), termination_reason = "客户停产" });
        crm.App.Clock.Advance(TimeSpan.FromDays(10));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal(pool, await crm.ValueAsync("account", account, "pool"));
    }

    [Theory, OnEveryDatabase]
    public async Task Working_days_skip_the_holidays_of_the_company(TestDatabase database)
    {
        // Labour Day 2026: 1 to 5 May off, 9 May (a Saturday) worked.
        await using var crm = await CrmWorkspace.StartAsync(database);
        crm.App.Clock.Advance(TimeSpan.FromDays(43));
        await HolidayAsync(crm);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        await PoolAsync(crm, ana.UserId!.Value, new { no_activity_days = 4L, skip_holidays = true });
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" }, ana);

        // Thursday 30 April; worked: 6, 7, 8 May and Saturday the 9th.
        foreach (var _ in Enumerable.Range(1, 8))
        {
            crm.App.Clock.Advance(TimeSpan.FromDays(1));
            await RecycleToPools.RunAsync(crm.App.Workspace, default);
            Assert.Null(await crm.ValueAsync("account", account, "pool"));
        }

        crm.App.Clock.Advance(TimeSpan.FromDays(1));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.NotNull(await crm.ValueAsync("account", account, "pool"));
    }

    [Theory, OnEveryDatabase]
    public async Task Nothing_falls_that_was_not_announced_and_news_take_the_announcement_back(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var (silent, saved) = (await crm.App.CreateAsync("account", new { name = "宁波瑞丰" }, ana), await crm.App.CreateAsync("account", new { name = "苏州明光" }, ana));
        crm.App.Clock.Advance(TimeSpan.FromDays(100));
        await PoolAsync(crm, ana.UserId!.Value, new { no_activity_days = 30L, warn_days = 3L });

        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Empty(await FallenAsync(crm));
        Assert.Equal(new DateOnly(2026, 6, 29), await crm.ValueAsync("account", silent, "recycle_on"));
        var told = Assert.Single(await crm.WhereAsync("notification", "kind", "pool_warning"));
        Assert.Equal($"recycle_on eq 2026-06-29 and owner eq {ana.UserId}", told["filter"]);
        Assert.Matches("^你有 2 个客户将于 2026-06-29 落入公海“.+”$", (string)told["title"]!);
        Assert.Equal(["宁波瑞丰", "苏州明光"], ((string)told["text"]!).Split('、').Order());

        crm.App.Clock.Advance(TimeSpan.FromDays(2));
        await crm.App.CreateAsync("activity", new { subject = "电话", type = "call", account = saved, occurred_at = crm.App.Clock.GetUtcNow() }, ana);
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal((true, false), (await crm.ValueAsync("account", silent, "recycle_on") is not null, await crm.ValueAsync("account", saved, "recycle_on") is not null));

        crm.App.Clock.Advance(TimeSpan.FromDays(1));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal(Ids(silent), await FallenAsync(crm));
        Assert.Single(await crm.WhereAsync("notification", "kind", "pool_warning"));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_loses_one_record_is_told_which_and_why_and_who_loses_many_gets_one_message(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var (ana, bo) = (await crm.PersonAsync("ana", "sales_rep"), await crm.PersonAsync("bo", "sales_rep"));
        var single = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" }, ana);
        for (var i = 0; i < 300; i++)
            await crm.App.CreateAsync("account", new { name = $"客户 {i}" }, bo);
        crm.App.Clock.Advance(TimeSpan.FromDays(100));
        await PoolAsync(crm, ana.UserId!.Value, new { members = new[] { ana.UserId.Value, bo.UserId!.Value }, no_activity_days = 30L, warn_days = 3L });

        await RecycleToPools.RunAsync(crm.App.Workspace, default);

        var told = await crm.WhereAsync("notification", "kind", "pool_warning");
        var one = Assert.Single(told, n => n.Owner == ana.UserId);
        Assert.Equal<(object?, object?)>((single, null), (one["record"], one["filter"]));
        Assert.Equal("超过 30 天未跟进", one["text"]);
        var many = Assert.Single(told, n => n.Owner == bo.UserId);
        Assert.StartsWith("你有 300 个客户将于", (string)many["title"]!);
        Assert.EndsWith(" 等", (string)many["text"]!);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_nodes_that_run_at_once_and_one_that_runs_again_do_nothing_twice(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        for (var i = 0; i < 30; i++)
            await crm.App.CreateAsync("account", new { name = $"客户 {i}" }, ana);
        crm.App.Clock.Advance(TimeSpan.FromDays(40));
        await PoolAsync(crm, ana.UserId!.Value, new { no_activity_days = 30L });
        await using var other = await crm.App.OpenNodeAsync();

        await Task.WhenAll(Task.Run(() => RecycleToPools.RunAsync(crm.App.Workspace, default)), Task.Run(() => RecycleToPools.RunAsync(other, default)));
        await RecycleToPools.RunAsync(other, default);

        var fallen = await FallenAsync(crm);
        Assert.Equal(30, fallen.Count);
        foreach (var id in fallen)
            Assert.Equal(2, (await crm.App.LoadAsync("account", id)).Version);
    }

    [Theory, OnEveryDatabase]
    public async Task Deals_that_stand_still_and_deals_that_were_never_won_count_by_their_own_days(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var (moving, won, neither) = (await crm.App.CreateAsync("account", new { name = "推进中" }, ana), await crm.App.CreateAsync("account", new { name = "成交过" }, ana), await crm.App.CreateAsync("account", new { name = "什么都没有" }, ana));
        crm.App.Clock.Advance(TimeSpan.FromDays(50));
        await crm.App.CreateAsync("opportunity", new { name = "商机", account = moving }, ana);
        await crm.App.CreateAsync("opportunity", new { name = "商机", account = won, stage = await crm.StageAsync("won"), amount = 1m }, ana);
        crm.App.Clock.Advance(TimeSpan.FromDays(10));
        await PoolAsync(crm, ana.UserId!.Value, new { no_move_days = 20L, takes_when = "name <> \"成交过\"" });
        await PoolAsync(crm, ana.UserId!.Value, new { no_deal_days = 55L, takes_when = "name = \"成交过\"" });

        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal(Ids(neither), await FallenAsync(crm));
        Assert.Equal<(object?, object?)>(("no_move", 20L), (await crm.ValueAsync("account", neither, "pool_rule"), await crm.ValueAsync("account", neither, "pool_days")));

        crm.App.Clock.Advance(TimeSpan.FromDays(46));
        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal(Ids(moving, won, neither), await FallenAsync(crm));
        Assert.Equal<(object?, object?)>(("no_deal", 55L), (await crm.ValueAsync("account", won, "pool_rule"), await crm.ValueAsync("account", won, "pool_days")));
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_fall_while_they_are_worked_on_and_come_back_assigned(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var ana = await crm.PersonAsync("ana", "sales_rep");
        var pool = await PoolAsync(crm, ana.UserId!.Value, new { @object = "lead", no_activity_days = 7L });
        var open = await crm.App.CreateAsync("lead", new { name = "王海涛", mobile = "+8613512345678" }, ana);
        var junk = await crm.App.CreateAsync("lead", new { name = "空号", mobile = "+8613512345679", status = "junk", unqualified_reason = "wrong_number" }, ana);
        crm.App.Clock.Advance(TimeSpan.FromDays(8));

        await RecycleToPools.RunAsync(crm.App.Workspace, default);
        Assert.Equal((pool, null), (await crm.ValueAsync("lead", open, "pool"), await crm.ValueAsync("lead", junk, "pool")));
        Assert.IsType<RuleRefused>((await crm.ActAsync("lead", junk, "return", new { reason = "x", pool })).Refusal);

        await crm.DoAsync("lead", open, "claim", actor: ana);
        Assert.Equal(("assigned", ana.UserId), (await crm.ValueAsync("lead", open, "status"), await crm.ValueAsync("lead", open, "owner")));
    }

    private static async Task<Guid> PoolAsync(CrmWorkspace crm, Guid member, object rules)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        var pool = session.Add(session.Schema["sea_pool"]);
        foreach (var (name, value) in new (string, object?)[] { ("name", $"公海 {pool.Id}"), ("object", "account"), ("members", new[] { member }), ("auto_recycle", true) })
            pool.Write(pool.Object[name], value);
        foreach (var property in rules.GetType().GetProperties())
            pool.Write(pool.Object[property.Name], property.GetValue(rules));
        Assert.Null(await session.CommitAsync());
        return pool.Id;
    }

    private static async Task HolidayAsync(CrmWorkspace crm)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        var definition = session.Schema["holiday"];
        if ((await session.LoadWhereAsync(definition, Kernel.Expressions.Condition.Equal(new(definition["date"]), new DateOnly(2026, 5, 1)))).Count > 0)
            return;

        foreach (var (day, kind) in new[] { (1, "holiday"), (4, "holiday"), (5, "holiday"), (9, "workday") })
        {
            var holiday = session.Make(definition);
            (holiday["date"], holiday["kind"], holiday["name"]) = (new DateOnly(2026, 5, day), kind, $"{day}");
        }

        Assert.Null(await session.CommitAsync());
    }

    private static async Task<IReadOnlyList<Guid>> FallenAsync(CrmWorkspace crm)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        var definition = session.Schema["account"];
        return [.. (await session.LoadWhereAsync(definition, Kernel.Expressions.Condition.Not(Kernel.Expressions.Condition.IsEmpty(new(definition["pool"]))))).Select(r => r.Id).Order()];
    }

    private static Guid[] Ids(params Guid[] ids) => [.. ids.Order()];
}
