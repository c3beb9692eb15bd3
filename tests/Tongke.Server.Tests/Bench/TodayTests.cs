using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Bench;

/// <summary>The day's list: what asks for something today, by urgency times amount, and only what the reader may see.</summary>
public sealed class TodayTests
{
    private static readonly Dictionary<string, object> Rep = new()
    {
        ["account"] = Grants.Own, ["contact"] = Grants.Own, ["lead"] = Grants.Own, ["opportunity"] = Grants.Own, ["task"] = Grants.Own, ["activity"] = Grants.Own,
        ["stage"] = new { read = "all" }, ["pipeline"] = new { read = "all" },
    };

    [Theory, OnEveryDatabase]
    public async Task What_is_urgent_and_worth_much_comes_first_with_its_reasons(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ana = await app.SignInAsync("ana", Rep);
        var small = await DealAsync(ana, "小单", 1_000, close: -3);
        var large = await DealAsync(ana, "大单", 900_000, close: -3);
        await DealAsync(ana, "以后再说", 5_000_000, close: 60);
        var task = await ana.CreateAsync("task", new { subject = "回电", due_at = Moment(-2), opportunity = small });
        await ana.CreateAsync("task", new { subject = "明年的事", due_at = Moment(200), opportunity = large });
        var lead = await ana.CreateAsync("lead", new { name = "新来的线索", company = "某公司", mobile = "13900001111" });

        var items = await TodayAsync(ana);
        Assert.Equal("大单", Name(items[0]));
        Assert.DoesNotContain("以后再说", items.Select(Name));
        Assert.Equal(["task_overdue", "close_overdue"], Reasons(items.Single(i => Name(i) == "小单")));
        var reason = items.Single(i => Name(i) == "小单").GetProperty("reasons")[0];
        Assert.Equal((2, Id(task)), (reason.GetProperty("days").GetInt32(), reason.GetProperty("record").GetProperty("id").GetGuid()));
        var newcomer = items.Single(i => i.GetProperty("id").GetGuid() == Id(lead));
        Assert.Equal(("lead", "not_contacted"), (newcomer.GetProperty("object").GetString(), Reasons(newcomer).Single()));
        Assert.EndsWith("13900001111", newcomer.GetProperty("phone").GetString()!.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        (await ana.PostAsync($"/api/v1/task/{Id(task)}/complete", new { })).Expect(200);
        Assert.Equal(["close_overdue"], Reasons((await TodayAsync(ana)).Single(i => Name(i) == "小单")));
        Assert.Single((await ana.GetAsync("/api/pages/today?top=1")).Expect(200).GetProperty("items").EnumerateArray());
    }

    [Theory, OnEveryDatabase]
    public async Task Payments_that_are_due_visits_and_the_tasks_of_reminders_stand_on_the_list(TestDatabase database)
    {
        await using var office = await Contracts.MoneyOffice.StartAsync(database);
        var (rep, today) = (office.Rep, Kernel.Expressions.Moments.DayOf(DateTimeOffset.UtcNow, office.App.Workspace.Schema.Conventions.TimeZone));
        await office.SignedAsync(100, due: today.AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var late = await office.SignedAsync(50, due: today.AddDays(-20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await office.App.SetAsync("contract", late, ("end_date", today.AddDays(10)));
        await rep.CreateAsync("activity", new { type = "visit", subject = "季度拜访", account = office.Account, occurred_at = DateTimeOffset.UtcNow.AddSeconds(20) });
        await Crm.Contracts.RemindOfOverduePlans.RunAsync(office.App.Workspace, default);
        await Crm.Contracts.RemindOfRenewals.RunAsync(office.App.Workspace, default);

        var account = (await TodayAsync(rep)).Single(i => i.GetProperty("id").GetGuid() == office.Account);
        var reasons = account.GetProperty("reasons").EnumerateArray().ToArray();
        var due = reasons.Single(r => r.GetProperty("kind").GetString() == "payment_due");
        Assert.Equal((2, "payment_plan"), (due.GetProperty("days").GetInt32(), due.GetProperty("record").GetProperty("object").GetString()));

        // To collect and to renew: due today, or on the next worked day.
        var isWorked = Kernel.Expressions.Moments.WorkedDayAfter(today.AddDays(-1), 1, office.App.Workspace.Schema.Conventions.Calendar) == today;
        Assert.Equal(isWorked ? 2 : 0, reasons.Count(r => r.GetProperty("kind").GetString() is "task_today" or "task_overdue"));
        Assert.Equal(2, (await rep.ListAsync("task", $"$filter=account eq {office.Account} and status eq 'todo'")).Count);
        Assert.Contains(reasons, r => r.GetProperty("kind").GetString() == "visit_planned");
        Assert.DoesNotContain(await TodayAsync(office.Other), i => i.GetProperty("id").GetGuid() == office.Account);
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_of_today_is_not_called_silent_for_what_happened_before_it_was_made(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ana = await app.SignInAsync("ana", Rep);
        var deal = await DealAsync(ana, "新商机", 1_000, close: 60);
        await ana.CreateAsync("activity", new { type = "call", subject = "很久以前", opportunity = deal, occurred_at = Moment(-50) });
        Assert.DoesNotContain("新商机", (await TodayAsync(ana)).Select(Name));
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_rank_by_their_score_times_their_amount_and_who_may_not_read_scores_is_told_none(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var blind = await app.SignInAsync("blind", new Dictionary<string, object>(Rep) { ["lead"] = new { create = true, read = "all", edit = "own", fields = new Dictionary<string, string> { ["*"] = "edit", ["score"] = "none" } } });
        await boss.CreateAsync("score_rule", new { name = "总监", kind = "fit", points = 80, criteria = new[] { new { name = "a", label = new { zh = "总监", en = "Director" }, formula = "title = \"总监\"" } } });
        foreach (var owner in new[] { ana, blind })
        {
            await owner.CreateAsync("lead", new { name = "大而冷", estimated_amount = 300_000 });
            await owner.CreateAsync("lead", new { name = "小而热", estimated_amount = 100_000, title = "总监" });
        }

        for (var tries = 0; (await boss.ListAsync("lead", "$filter=score eq null")).Count > 0; tries++)
        {
            Assert.True(tries < 300, "The leads were not scored.");
            await Task.Delay(100);
        }

        var items = await TodayAsync(ana);
        Assert.Equal([("小而热", 80), ("大而冷", 0)], items.Select(i => (Name(i), i.GetProperty("lead_score").GetInt32())));
        var theirs = await TodayAsync(blind);
        Assert.Equal(["大而冷", "小而热"], theirs.Select(Name));
        Assert.All(theirs, i => Assert.Equal(JsonValueKind.Null, i.GetProperty("lead_score").ValueKind));
    }

    [Theory, OnEveryDatabase]
    public async Task A_promised_contact_stands_until_it_is_made_and_a_planned_visit_until_its_check_in(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ana = await app.SignInAsync("ana", Rep);
        var promised = await ana.CreateAsync("account", new { name = "答应了要联系" });
        await ana.CreateAsync("activity", new { type = "call", subject = "第一次通话", occurred_at = Moment(-5), next_contact_at = Moment(-1), account = Id(promised) });
        Assert.Equal(["contact_promised"], Reasons(Assert.Single(await TodayAsync(ana))));
        await ana.CreateAsync("activity", new { type = "call", subject = "又打了一次", occurred_at = Moment(0), account = Id(promised) });
        Assert.Empty(await TodayAsync(ana));

        var now = DateTimeOffset.UtcNow;
        var midnight = now.ToOffset(TimeSpan.FromHours(8)).Date.AddDays(1).AddHours(-8);
        var planned = now.UtcDateTime.AddMinutes(2) < midnight ? now.UtcDateTime.AddMinutes(2) : midnight.AddSeconds(-1);
        var visit = await ana.CreateAsync("activity", new { type = "visit", subject = "下午去拜访", occurred_at = planned.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), account = Id(promised) });
        Assert.Equal(["visit_planned"], Reasons(Assert.Single(await TodayAsync(ana))));
        (await ana.PostAsync($"/api/v1/activity/{Id(visit)}/check_in", new { position = new { lat = 31.2, lng = 121.5 } })).Expect(200);
        Assert.Empty(await TodayAsync(ana));
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_learns_of_a_hidden_record_through_the_days_list(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var ben = await app.SignInAsync("ben", new Dictionary<string, object>(Rep)
        {
            ["opportunity"] = new { create = true, read = "own", edit = "own", fields = new Dictionary<string, string> { ["*"] = "edit", ["amount"] = "none", ["close_date"] = "none" } },
            ["lead"] = new { create = true, read = "own", edit = "own", fields = new Dictionary<string, string> { ["*"] = "edit", ["mobile"] = "mask" } },
        });
        var account = await ana.CreateAsync("account", new { name = "安娜的秘密客户", phone = "021-55556666" });
        await DealAsync(ana, "安娜的秘密商机", 700_000, close: -1, Id(account));

        // A task in ben's name about what only ana sees: its own words are his, the customer is not.
        await boss.CreateAsync("task", new { subject = "给客户回话", due_at = Moment(-1), owner = ben.Id, account = Id(account) });
        var only = Assert.Single(await TodayAsync(ben));
        Assert.Equal(("task", "给客户回话"), (only.GetProperty("object").GetString(), Name(only)));
        Assert.DoesNotContain("秘密", only.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("5555", only.GetRawText(), StringComparison.Ordinal);

        // Neither amount nor close date is his to know: they neither rank nor explain; a masked number is not called.
        await boss.CreateAsync("opportunity", new { name = "本的商机", amount = 5_000, close_date = Day(-9), next_step = "报价", next_step_at = Day(-1), owner = ben.Id });
        await boss.CreateAsync("lead", new { name = "本的线索", company = "打码公司", mobile = "13900002222", owner = ben.Id });
        var items = await TodayAsync(ben);
        var deal = items.Single(i => Name(i) == "本的商机");
        Assert.Equal((JsonValueKind.Null, "step_overdue"), (deal.GetProperty("amount").ValueKind, Reasons(deal).Single()));
        Assert.Equal(JsonValueKind.Null, items.Single(i => Name(i) == "本的线索").GetProperty("phone").ValueKind);

        var nobody = await app.SignInAsync("nobody", new Dictionary<string, object>());
        Assert.Empty(await TodayAsync(nobody));
        Assert.Equal(401, (await new TestClient(app.Address, "no such person", Guid.Empty).GetAsync("/api/pages/today")).Status);
    }

    private static async Task<Guid> DealAsync(TestClient person, string name, int amount, int close, Guid? account = null) =>
        Id(await person.CreateAsync("opportunity", new { name, amount, engage_date = Day(close - 20), close_date = Day(close), account }));

    private static async Task<JsonElement[]> TodayAsync(TestClient person) => [.. (await person.GetAsync("/api/pages/today")).Expect(200).GetProperty("items").EnumerateArray()];

    private static string? Name(JsonElement item) => item.GetProperty("name").GetString();

    private static string?[] Reasons(JsonElement item) => [.. item.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("kind").GetString())];

    private static Guid Id(JsonElement record) => record.GetProperty("id").GetGuid();

    private static string Day(int days) => DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Moment(int days) => DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
