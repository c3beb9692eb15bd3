using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Server.Tests.Contracts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>What a colleague leaves is given to others: by rule, within rights, once, and for seven days with a way back.</summary>
public sealed class HandOverTests
{
    private static readonly Dictionary<string, object> Rep = new()
    {
        ["account"] = Grants.Own, ["contact"] = Grants.Own, ["opportunity"] = Grants.Own, ["task"] = Grants.Own, ["lead"] = Grants.Own, ["activity"] = Grants.Own,
        ["user"] = new { read = "all" }, ["pipeline"] = new { read = "all" }, ["stage"] = new { read = "all" },
    };

    [Theory, OnEveryDatabase]
    public async Task Two_heirs_share_evenly_and_deals_contacts_and_tasks_go_where_their_account_goes(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, leaver, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("leaver", Rep), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var accounts = new List<Guid>();
        foreach (var i in Enumerable.Range(1, 4))
        {
            accounts.Add(await MakeAsync(leaver, "account", new { name = $"客户 {i}" }));
            await MakeAsync(leaver, "contact", new { name = $"联系人 {i}", account = accounts[^1] });
            await MakeAsync(leaver, "opportunity", new { name = $"商机 {i}", account = accounts[^1] });
            await MakeAsync(leaver, "task", new { subject = $"任务 {i}", account = accounts[^1] });
        }

        var closed = await MakeAsync(leaver, "task", new { subject = "做完的任务", status = "done" });
        await MakeAsync(leaver, "activity", new { subject = "下周拜访", type = "visit", occurred_at = DateTimeOffset.UtcNow.AddDays(7), account = accounts[0] });
        await MakeAsync(leaver, "activity", new { subject = "昨天的电话", type = "call", occurred_at = DateTimeOffset.UtcNow.AddDays(-1), account = accounts[0] });

        var preview = (await boss.PostAsync("/api/hand-over/preview", new { former_owner = leaver.Id })).Expect(200);
        Assert.Equal((4, 4, 4, 4, 1), (Count(preview, "account"), Count(preview, "contact"), Count(preview, "opportunity"), Count(preview, "task"), Count(preview, "activity")));

        var done = await EndAsync(boss, await MakeAsync(boss, "hand_over", new { former_owner = leaver.Id, heirs = new[] { ana.Id, ben.Id }, reason = "moving" }));
        Assert.Equal(("done", 17, 17, 0), (Text(done, "status"), Number(done, "total"), Number(done, "done"), Number(done, "left_count")));
        var owners = await OwnersAsync(boss, "account");
        Assert.Equal((2, 2), (owners.Values.Count(o => o == ana.Id), owners.Values.Count(o => o == ben.Id)));
        foreach (var part in new[] { "contact", "opportunity" })
            Assert.All(await boss.ListAsync(part), p => Assert.Equal(owners[p.GetProperty("account").GetGuid()], p.GetProperty("owner").GetGuid()));
        Assert.All(await boss.ListAsync("task", "$filter=status eq 'todo'"), p => Assert.Equal(owners[p.GetProperty("account").GetGuid()], p.GetProperty("owner").GetGuid()));
        Assert.Equal(leaver.Id, (await OwnersAsync(boss, "task"))[closed]);
        Assert.Single(await boss.ListAsync("activity", $"$filter=owner eq {leaver.Id}"));

        var history = (await boss.GetAsync($"/api/v1/account/{accounts[0]}/$history")).Expect(200).GetProperty("value").EnumerateArray().First();
        Assert.Equal(("boss", "hand_over"), (Text(history.GetProperty("actor"), "name"), Text(history.GetProperty("actor"), "via")));
        var told = await boss.ListAsync("notification", $"$filter=owner eq {ana.Id}");
        var message = Assert.Single(told);
        Assert.Equal(("handed_over", "account"), (Text(message, "kind"), Text(message, "object")));
        var share = await ana.ListAsync("account", $"$filter={message.GetProperty("filter").GetString()}");
        Assert.Equal(owners.Where(o => o.Value == ana.Id).Select(o => o.Key).Order(), share.Select(a => a.GetProperty("id").GetGuid()).Order());
        Assert.Contains("客户 2、", Text(message, "text"), StringComparison.Ordinal);
        var lines = await boss.ListAsync("hand_over_line", $"$filter=hand_over eq {done.GetProperty("id")}");
        Assert.DoesNotContain(lines, l => (Number(l, "planned"), Number(l, "out_of_reach")) == (0, 0));
        Assert.Contains(lines, l => (Text(l, "object"), Number(l, "planned"), Number(l, "moved")) == ("account", 4, 4));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_taken_back_was_its_owners_all_the_time_and_the_heir_is_told(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, leaver, ana) = (await app.SignInAsync(), await app.SignInAsync("leaver", Rep), await app.SignInAsync("ana", Rep));
        var account = await MakeAsync(leaver, "account", new { name = "客户" });
        var since = Text((await boss.GetAsync($"/api/v1/account/{account}")).Expect(200), "owner_since");

        var id = await MakeAsync(boss, "hand_over", new { former_owner = leaver.Id, heirs = new[] { ana.Id }, reason = "moving" });
        await EndAsync(boss, id);
        Assert.NotEqual(since, Text((await boss.GetAsync($"/api/v1/account/{account}")).Expect(200), "owner_since"));
        (await boss.PostAsync($"/api/v1/hand_over/{id}/undo", new { })).Expect(200);
        await EndAsync(boss, id);

        var back = (await boss.GetAsync($"/api/v1/account/{account}")).Expect(200);
        Assert.Equal((leaver.Id, since), (back.GetProperty("owner").GetGuid(), Text(back, "owner_since")));
        var told = (await boss.ListAsync("notification", $"$filter=owner eq {ana.Id}&$orderby=created_at")).ToArray();
        Assert.Equal(2, told.Length);
        Assert.Contains("交接已撤销，1 条记录", Text(told[1], "title"), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task The_message_says_nothing_of_what_the_heir_may_not_read_and_nothing_of_what_did_not_come_back(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(100);
        await office.Rep.CreateAsync("invoice", new { contract, title = await office.TitleAsync(), amount = 10, kind = "digital_general" });
        var clerk = await office.App.SignInAsync("clerk", new Dictionary<string, object> { ["account"] = Grants.Own, ["notification"] = Grants.Own });

        var id = await MakeAsync(office.Boss, "hand_over", new { former_owner = office.Rep.Id, heirs = new[] { clerk.Id } });
        await EndAsync(office.Boss, id);
        var told = Assert.Single(await office.Boss.ListAsync("notification", $"$filter=owner eq {clerk.Id}"));
        Assert.Equal(("account", "客户 1"), (Text(told, "object"), Text(told, "text")));

        foreach (var name in new[] { "account", "contract" })
            foreach (var record in await office.Boss.ListAsync(name, $"$filter=owner eq {clerk.Id}"))
                (await office.Boss.PatchAsync($"/api/v1/{name}/{record.GetProperty("id")}", new { owner = office.Other.Id })).Expect(200);
        (await office.Boss.PostAsync($"/api/v1/hand_over/{id}/undo", new { })).Expect(200);
        var undone = await EndAsync(office.Boss, id);
        Assert.Equal("undone", Text(undone, "status"));
        Assert.Single(await office.Boss.ListAsync("notification", $"$filter=owner eq {clerk.Id}"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_goes_along_with_its_contract_is_counted_as_the_preview_promised_and_comes_back_with_it(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(100);
        var title = await office.TitleAsync();
        foreach (var amount in new[] { 10, 20, 30 })
            await office.Rep.CreateAsync("invoice", new { contract, title, amount, kind = "digital_general" });

        var preview = (await office.Boss.PostAsync("/api/hand-over/preview", new { former_owner = office.Rep.Id })).Expect(200);
        Assert.Equal((1, 1, 3), (Count(preview, "account"), Count(preview, "contract"), Count(preview, "invoice")));
        var promised = preview.GetProperty("lines").EnumerateArray().Sum(l => Number(l, "count"));
        var id = await MakeAsync(office.Boss, "hand_over", new { former_owner = office.Rep.Id, heirs = new[] { office.Other.Id } });
        var done = await EndAsync(office.Boss, id);
        Assert.Equal(("done", promised, promised, 0), (Text(done, "status"), Number(done, "total"), Number(done, "done"), Number(done, "left_count")));
        Assert.All(await office.Boss.ListAsync("invoice"), i => Assert.Equal(office.Other.Id, i.GetProperty("owner").GetGuid()));

        (await office.Boss.PostAsync($"/api/v1/hand_over/{id}/undo", new { })).Expect(200);
        var undone = await EndAsync(office.Boss, id);
        Assert.Equal(("undone", promised, 0), (Text(undone, "status"), Number(undone, "undone"), Number(undone, "kept_count")));
        Assert.All(await office.Boss.ListAsync("invoice"), i => Assert.Equal(office.Rep.Id, i.GetProperty("owner").GetGuid()));
    }

    [Theory, OnEveryDatabase]
    public async Task Deliveries_that_the_hand_over_of_their_orders_took_along_come_back_with_them(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        for (var i = 0; i < 4; i++)
        {
            var order = await MakeAsync(office.Rep, "sales_order", new { account = office.Account });
            await MakeAsync(office.Rep, "delivery", new { sales_order = order });
        }

        var id = await MakeAsync(office.Boss, "hand_over", new { former_owner = office.Rep.Id, heirs = new[] { office.Other.Id, office.Manager.Id }, follow_account = false });
        Assert.Equal(0, Number(await EndAsync(office.Boss, id), "left_count"));
        (await office.Boss.PostAsync($"/api/v1/hand_over/{id}/undo", new { })).Expect(200);

        var undone = await EndAsync(office.Boss, id);
        Assert.Equal((Number(undone, "done"), 0), (Number(undone, "undone"), Number(undone, "kept_count")));
        foreach (var name in (string[])["sales_order", "delivery"])
            Assert.All(await office.Boss.ListAsync(name), r => Assert.Equal(office.Rep.Id, r.GetProperty("owner").GetGuid()));
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_given_away_finished_or_deleted_since_the_preview_is_told_of_as_skipped(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, leaver, other, heir) = (await app.SignInAsync(), await app.SignInAsync("leaver", Rep), await app.SignInAsync("other", Rep), await app.SignInAsync("heir", Rep));
        var (_, given) = (await MakeAsync(leaver, "account", new { name = "留着" }), await MakeAsync(leaver, "account", new { name = "转走" }));
        var (finished, gone) = (await MakeAsync(leaver, "task", new { subject = "做完" }), await MakeAsync(leaver, "task", new { subject = "删掉" }));
        var preview = (await boss.PostAsync("/api/hand-over/preview", new { former_owner = leaver.Id })).Expect(200);
        var promised = preview.GetProperty("lines").EnumerateArray().ToDictionary(l => Text(l, "object")!, l => Number(l, "count"));

        (await boss.PatchAsync($"/api/v1/account/{given}", new { owner = other.Id })).Expect(200);
        (await leaver.PatchAsync($"/api/v1/task/{finished}", new { status = "done" })).Expect(200);
        (await boss.DeleteAsync($"/api/v1/task/{gone}")).Expect(204);
        var done = await EndAsync(boss, await MakeAsync(boss, "hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id }, promised }));

        Assert.Equal(("done", 4, 1, 3, 0), (Text(done, "status"), Number(done, "total"), Number(done, "done"), Number(done, "skipped"), Number(done, "left_count")));
        var lines = await boss.ListAsync("hand_over_line", $"$filter=hand_over eq {done.GetProperty("id")} and planned gt 0&$orderby=object");
        Assert.Equal([("account", 2, 1, 1), ("task", 2, 0, 2)], lines.Select(l => (Text(l, "object")!, Number(l, "planned"), Number(l, "moved"), Number(l, "skipped"))));
        Assert.Equal(other.Id, (await OwnersAsync(boss, "account"))[given]);
    }

    [Theory, OnEveryDatabase]
    public async Task Only_what_the_manager_may_transfer_is_counted_and_given_away(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, heir) = (await app.SignInAsync(), await app.SignInAsync("heir", Rep));
        var leaver = await app.SignInAsync("leaver", Rep);
        var transfer = new { read = "=level = \"a\"", edit = "=level = \"a\"", transfer = true };
        var manager = await app.SignInAsync("manager", new Dictionary<string, object>
        {
            ["hand_over"] = Grants.Own, ["hand_over_line"] = new { read = "all" }, ["user"] = new { read = "all" },
            ["account"] = transfer, ["contact"] = new { read = "all", edit = "all" },
        });
        var mine = await MakeAsync(leaver, "account", new { name = "甲", level = "a" });
        var beyond = await MakeAsync(leaver, "account", new { name = "乙", level = "b" });
        var contact = await MakeAsync(leaver, "contact", new { name = "丙" });
        await MakeAsync(leaver, "lead", new { name = "看不见的线索" });

        var preview = (await manager.PostAsync("/api/hand-over/preview", new { former_owner = leaver.Id })).Expect(200);
        Assert.Equal([("account", 1, 1), ("contact", 0, 1)], preview.GetProperty("lines").EnumerateArray().Select(l => (Text(l, "object"), Number(l, "count"), Number(l, "out_of_reach"))));
        Assert.False(preview.GetProperty("may_revoke").GetBoolean());

        var done = await EndAsync(manager, await MakeAsync(manager, "hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id } }));
        Assert.Equal(("done", 1), (Text(done, "status"), Number(done, "done")));
        Assert.Equal((heir.Id, leaver.Id, leaver.Id), ((await OwnersAsync(boss, "account"))[mine], (await OwnersAsync(boss, "account"))[beyond], (await OwnersAsync(boss, "contact"))[contact]));

        Assert.Equal(403, (await heir.PostAsync("/api/hand-over/preview", new { former_owner = leaver.Id })).Status);
        Assert.Equal(403, (await heir.PostAsync("/api/v1/hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id } })).Status);
        Assert.Equal(403, (await manager.PostAsync("/api/v1/hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id }, revoke_access = true })).Status);
        Assert.Equal(403, (await manager.PostAsync("/api/v1/hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id }, deactivate = true })).Status);
        Assert.Equal(403, (await heir.GetAsync($"/api/v1/hand_over/{done.GetProperty("id")}")).Status);
        Assert.Equal(400, (await manager.PatchAsync($"/api/v1/hand_over/{done.GetProperty("id")}", new { reason = "leaving" })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Chosen_customers_take_what_hangs_on_them_and_belonged_to_the_same_person(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, leaver, other, heir) = (await app.SignInAsync(), await app.SignInAsync("leaver", Rep), await app.SignInAsync("other", Rep), await app.SignInAsync("heir", Rep));
        var chosen = await MakeAsync(leaver, "account", new { name = "选中的" });
        var stays = await MakeAsync(leaver, "account", new { name = "没选的" });
        var deal = await MakeAsync(leaver, "opportunity", new { name = "一起走", account = chosen });
        var foreign = await MakeAsync(boss, "opportunity", new { name = "别人的", account = chosen, owner = other.Id });
        var kept = await MakeAsync(leaver, "opportunity", new { name = "留下", account = stays });

        await EndAsync(boss, await MakeAsync(boss, "hand_over", new { @object = "account", records = new[] { chosen }, heirs = new[] { heir.Id } }));
        var deals = await OwnersAsync(boss, "opportunity");
        Assert.Equal((heir.Id, other.Id, leaver.Id), (deals[deal], deals[foreign], deals[kept]));
        Assert.Equal((heir.Id, leaver.Id), ((await OwnersAsync(boss, "account"))[chosen], (await OwnersAsync(boss, "account"))[stays]));

        var alone = await MakeAsync(leaver, "opportunity", new { name = "不跟随", account = stays });
        await EndAsync(boss, await MakeAsync(boss, "hand_over", new { @object = "account", records = new[] { stays }, heirs = new[] { heir.Id }, include_open = false }));
        Assert.Equal((heir.Id, leaver.Id), ((await OwnersAsync(boss, "account"))[stays], (await OwnersAsync(boss, "opportunity"))[alone]));
    }

    [Theory, OnEveryDatabase]
    public async Task Two_hand_overs_of_the_same_work_at_once_give_every_record_away_once(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, leaver, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("leaver", Rep), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        foreach (var i in Enumerable.Range(1, 30))
            await MakeAsync(leaver, "lead", new { name = $"线索 {i}" });

        var asked = await Task.WhenAll(new[] { ana, ben }.Select(heir => boss.PostAsync("/api/v1/hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id } })));
        Assert.All(asked, a => Assert.Contains(a.Status, (int[])[201, 422]));
        var done = 0;
        foreach (var made in asked.Where(a => a.Status == 201))
            done += Number(await EndAsync(boss, made.Json.GetProperty("id").GetGuid()), "done");

        Assert.Equal(30, done);
        foreach (var lead in await boss.ListAsync("lead"))
        {
            Assert.NotEqual(leaver.Id, lead.GetProperty("owner").GetGuid());
            Assert.Equal(2, lead.GetProperty("version").GetInt32());
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Undoing_puts_back_what_nobody_changed_since_and_says_what_it_left(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, leaver, heir) = (await app.SignInAsync(), await app.SignInAsync("leaver", Rep), await app.SignInAsync("heir", Rep));
        var (quiet, worked, given, gone) = (await MakeAsync(leaver, "account", new { name = "没动过" }), await MakeAsync(leaver, "account", new { name = "改过" }), await MakeAsync(leaver, "account", new { name = "转走" }), await MakeAsync(leaver, "account", new { name = "删掉" }));
        var shared = await MakeAsync(boss, "account", new { name = "团队客户" });
        await MakeAsync(boss, "record_member", new { @object = "account", record = shared, user = leaver.Id, access = "edit" });
        var id = await MakeAsync(boss, "hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id } });
        await EndAsync(boss, id);
        Assert.Equal(heir.Id, Assert.Single(await boss.ListAsync("record_member")).GetProperty("user").GetGuid());

        (await heir.PatchAsync($"/api/v1/account/{worked}", new { level = "a" })).Expect(200);
        (await boss.PatchAsync($"/api/v1/account/{given}", new { owner = boss.Id })).Expect(200);
        (await boss.DeleteAsync($"/api/v1/account/{gone}")).Expect(204);
        Assert.Equal(404, (await heir.PostAsync($"/api/v1/hand_over/{id}/undo", new { })).Status);
        (await boss.PostAsync($"/api/v1/hand_over/{id}/undo", new { })).Expect(200);
        var undone = await EndAsync(boss, id);

        Assert.Equal(("undone", 2, 3, 0), (Text(undone, "status"), Number(undone, "undone"), Number(undone, "kept_count"), Number(undone, "left_count")));
        Assert.Equal(new[] { worked, given, gone }.Order(), undone.GetProperty("left_records").EnumerateArray().Select(l => l.GetProperty("record").GetGuid()).Order());
        var owners = await OwnersAsync(boss, "account");
        Assert.Equal((leaver.Id, heir.Id, boss.Id), (owners[quiet], owners[worked], owners[given]));
        Assert.Equal(leaver.Id, Assert.Single(await boss.ListAsync("record_member")).GetProperty("user").GetGuid());
        Assert.Equal(422, (await boss.PostAsync($"/api/v1/hand_over/{id}/undo", new { })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_leaver_loses_sessions_keys_exports_and_account_with_the_hand_over(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, heir) = (await app.SignInAsync(), await app.SignInAsync("heir", Rep));
        var leaver = await app.SignInAsync("leaver", new Dictionary<string, object>(Rep) { ["api_key"] = Grants.Own, ["export_job"] = Grants.Own, ["lead"] = Grants.Everything });
        var lead = await MakeAsync(leaver, "lead", new { name = "线索" });
        var key = await app.GiveKeyAsync(leaver);
        (await key.GetAsync($"/api/v1/lead/{lead}")).Expect(200);

        Assert.Equal(400, (await boss.PostAsync("/api/v1/hand_over", new { former_owner = boss.Id, heirs = new[] { heir.Id }, revoke_access = true })).Status);
        var id = await MakeAsync(boss, "hand_over", new { former_owner = leaver.Id, heirs = new[] { heir.Id }, reason = "leaving", revoke_access = true, deactivate = true });
        await EndAsync(boss, id);

        Assert.False((await boss.GetAsync($"/api/v1/user/{leaver.Id}")).Expect(200).GetProperty("active").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, Assert.Single(await boss.ListAsync("api_key")).GetProperty("revoked_at").ValueKind);
        for (var waited = 0; (await key.GetAsync($"/api/v1/lead/{lead}")).Status != 401; waited++)
        {
            Assert.True(waited < 40, "The key still opens.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0L, await app.Workspace.Database.ScalarAsync<long>(Storage.Sql.From($"select count(*) from api_key_secret")));
        Assert.Equal(heir.Id, (await OwnersAsync(boss, "lead"))[lead]);
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_is_refused_before_anything_happens(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, leaver) = (await app.SignInAsync(), await app.SignInAsync("leaver", Rep));
        object[] wrong =
        [
            new { heirs = new[] { boss.Id } },
            new { former_owner = leaver.Id },
            new { former_owner = leaver.Id, heirs = new[] { leaver.Id } },
            new { former_owner = leaver.Id, heirs = new[] { Guid.NewGuid() } },
            new { @object = "account", records = Array.Empty<string>(), heirs = new[] { boss.Id } },
            new { @object = "account", records = new[] { "x" }, heirs = new[] { boss.Id } },
            new { @object = "nothing", records = new[] { Guid.NewGuid() }, heirs = new[] { boss.Id } },
            new { former_owner = leaver.Id, heirs = new[] { boss.Id }, objects = "account" },
            new { former_owner = leaver.Id, heirs = new[] { boss.Id }, promised = new { account = -1 } },
            new { former_owner = leaver.Id, heirs = new[] { boss.Id }, promised = new[] { 1 } },
        ];
        foreach (var body in wrong)
            Assert.Equal((400, JsonSerializer.Serialize(body)), ((await boss.PostAsync("/api/v1/hand_over", body)).Status, JsonSerializer.Serialize(body)));
        Assert.Equal(400, (await boss.PostAsync("/api/hand-over/preview", new { former_owner = "x" })).Status);
        Assert.Empty(await boss.ListAsync("hand_over"));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_those_who_hand_over_the_same_persons_work_at_once_one_does(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, leaver, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("leaver", Rep), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        foreach (var i in Enumerable.Range(1, 20))
            await MakeAsync(leaver, "account", new { name = $"客户 {i}" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => boss.PostAsync("/api/v1/hand_over", new { former_owner = leaver.Id, heirs = new[] { i % 2 == 0 ? ana.Id : ben.Id }, reason = "moving" })));
        var made = Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a != made), a => Assert.Equal((422, true), (a.Status, a.Text.Contains("hand_over_running", StringComparison.Ordinal))));
        await EndAsync(boss, made.Expect(201).GetProperty("id").GetGuid());
        Assert.Single((await OwnersAsync(boss, "account")).Values.Distinct());
    }

    private static async Task<Guid> MakeAsync(TestClient client, string definition, object body) => (await client.CreateAsync(definition, body)).GetProperty("id").GetGuid();

    private static async Task<Dictionary<Guid, Guid>> OwnersAsync(TestClient client, string definition) =>
        (await client.ListAsync(definition, "$top=1000")).ToDictionary(r => r.GetProperty("id").GetGuid(), r => r.GetProperty("owner").GetGuid());

    internal static async Task<JsonElement> EndAsync(TestClient client, Guid id)
    {
        for (var until = DateTime.UtcNow.AddMinutes(4); ; await Task.Delay(100))
        {
            var now = (await client.GetAsync($"/api/v1/hand_over/{id}")).Expect(200);
            if (Text(now, "status") is not ("queued" or "running" or "undoing"))
                return now;

            Assert.True(DateTime.UtcNow < until, $"Still {now}");
        }
    }

    private static int Count(JsonElement preview, string definition) => Number(preview.GetProperty("lines").EnumerateArray().First(l => Text(l, "object") == definition), "count");

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
