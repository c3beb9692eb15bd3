using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Forecast;

/// <summary>The forecast over HTTP: who reads and says what, and what wrong questions are answered.</summary>
public sealed class ForecastRightsTests
{
    /// <summary>A quarter to come: of months that are over, adjustments count no more.</summary>
    private const string Of2030 = "/api/pages/forecast?period=quarter&start=2030-04-01";

    private static readonly Dictionary<string, object> Rep = new()
    {
        ["opportunity"] = Grants.Own, ["stage"] = new { read = "all" }, ["pipeline"] = new { read = "all" }, ["user"] = new { read = "all" }, ["department"] = new { read = "all" },
        ["forecast_move"] = new { read = "all" }, ["forecast_adjustment"] = new { create = true, read = "own" }, ["sales_target"] = new { read = "own" },
    };

    [Theory, OnEveryDatabase]
    public async Task A_rep_reads_their_own_number_and_neither_reads_nor_adjusts_a_colleagues(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (ana, ben) = (await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        await DealAsync(ana, 1000);
        await DealAsync(ben, 300);

        var mine = Assert.Single((await ana.GetAsync(Of2030)).Expect(200).GetProperty("rows").EnumerateArray());
        Assert.Equal((ana.Id, 1000m), (mine.GetProperty("id").GetGuid(), mine.GetProperty("computed").GetProperty("pipeline").GetDecimal()));
        Assert.Equal(3, (await boss.GetAsync(Of2030)).Expect(200).GetProperty("rows").GetArrayLength());
        const string Always = "start=2030-04-01&from=2020-01-01&to=2100-01-01";
        Assert.Equal(300, (await boss.GetAsync($"/api/pages/forecast/waterfall?{Always}&owner={ben.Id}")).Expect(200).GetProperty("end").GetDecimal());
        Assert.Equal(0, (await ana.GetAsync($"/api/pages/forecast/waterfall?{Always}&owner={ben.Id}")).Expect(200).GetProperty("end").GetDecimal());
        Assert.Equal(1000, (await ana.GetAsync($"/api/pages/forecast/waterfall?{Always}")).Expect(200).GetProperty("end").GetDecimal());
        Assert.Single((await boss.GetAsync($"/api/pages/forecast/waterfall/deals?{Always}&step=added&owner={ben.Id}")).Expect(200).GetProperty("deals").EnumerateArray());
        Assert.Empty((await ana.GetAsync($"/api/pages/forecast/waterfall/deals?{Always}&step=added&owner={ben.Id}")).Expect(200).GetProperty("deals").EnumerateArray());
        Assert.Equal([ana.Id], (await ana.GetAsync("/api/pages/leaderboard?start=2030-04-01")).Expect(200).GetProperty("people").EnumerateArray().Select(p => p.GetProperty("id").GetGuid()).DefaultIfEmpty(ana.Id));

        Assert.Equal(403, (await ana.PostAsync("/api/v1/forecast_adjustment", new { owner = ben.Id, month = "2030-04-01", category = "commit", amount = 1 })).Status);
        Assert.Equal(403, (await ana.PostAsync("/api/v1/forecast_adjustment", new { level = "company", month = "2030-04-01", category = "commit", amount = 1 })).Status);
        var said = await ana.CreateAsync("forecast_adjustment", new { owner = ana.Id, month = "2030-04-18", category = "commit", amount = 400, note = "再看看" });
        Assert.Equal(("2030-04-01", ana.Id), (said.GetProperty("month").GetString(), said.GetProperty("author").GetGuid()));
        Assert.Equal(400, (await ana.GetAsync(Of2030)).Json.GetProperty("rows")[0].GetProperty("effective").GetProperty("commit").GetDecimal());
        Assert.Empty(await ben.ListAsync("forecast_adjustment"));
        Assert.Equal(403, (await ana.PatchAsync($"/api/v1/forecast_adjustment/{said.GetProperty("id").GetGuid()}", new { amount = 9 })).Status);
        Assert.Equal(422, (await boss.PatchAsync($"/api/v1/forecast_adjustment/{said.GetProperty("id").GetGuid()}", new { amount = 9 })).Status);
        Assert.Equal(409, (await ana.PostAsync("/api/v1/forecast_adjustment", new { owner = ana.Id, month = "2030-04-01", category = "commit", amount = 1, replaces = (Guid?)null })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_not_read_amounts_gets_counts_of_deals_and_no_amount_of_the_forecast_or_its_ledger(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        await DealAsync(boss, 1000);
        var grants = new Dictionary<string, object>
        {
            ["*"] = Grants.Everything,
            ["opportunity"] = new { read = "all", fields = new Dictionary<string, string> { ["*"] = "read", ["amount"] = "none", ["amount_base"] = "none" } },
        };
        var blind = await app.SignInAsync("blind", grants);
        foreach (var path in new[] { "/api/pages/forecast/waterfall?start=2030-04-01", "/api/pages/forecast/waterfall/deals?start=2030-04-01&step=added", "/api/pages/forecast/accuracy", "/api/pages/leaderboard" })
        {
            var refused = await blind.GetAsync(path);
            Assert.Equal((path, 403, "figures_not_shown"), (path, refused.Status, refused.Code));
            Assert.DoesNotContain("_amount", refused.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("amount_", refused.Text, StringComparison.Ordinal);
        }

        await boss.CreateAsync("forecast_adjustment", new { owner = boss.Id, month = "2030-04-01", category = "commit", amount = 777 });
        await boss.CreateAsync("sales_target", new { level = "person", owner = boss.Id, month = "2030-04-01", measure = "won", amount = 555 });
        foreach (var path in new[] { Of2030, Of2030 + $"&as_of={DateTime.UtcNow.AddHours(8):yyyy-MM-dd}" })
        {
            var counts = (await blind.GetAsync(path)).Expect(200);
            Assert.False(counts.GetProperty("has_amounts").GetBoolean());
            Assert.All(counts.GetProperty("rows").EnumerateArray(), row =>
            {
                foreach (var numbers in new[] { row.GetProperty("computed"), row.GetProperty("effective"), row.GetProperty("months")[0].GetProperty("effective") })
                {
                    Assert.Equal(1, numbers.GetProperty("pipeline_deals").GetInt32());
                    Assert.All(["closed", "commit", "best_case", "pipeline", "weighted", "landing"], name => Assert.Equal(0, numbers.GetProperty(name).GetDecimal()));
                }

                Assert.Equal((JsonValueKind.Null, 0, false), (row.GetProperty("target").ValueKind, row.GetProperty("adjustments").GetArrayLength(), row.GetProperty("may_adjust").GetBoolean()));
            });
            Assert.NotEqual(0, counts.GetProperty("rows").GetArrayLength());
        }

        Assert.True((await boss.GetAsync(Of2030)).Expect(200).GetProperty("has_amounts").GetBoolean());
        // An adjustment keeps what the deals added up to then: that is an amount of deals, too.
        Assert.Equal(0, (await boss.ListAsync("forecast_adjustment")).Single().GetProperty("deals_amount").GetDecimal());
        Assert.False((await blind.ListAsync("forecast_adjustment")).Single().TryGetProperty("deals_amount", out _));
        Assert.Equal(400, (await blind.GetAsync("/api/v1/forecast_adjustment?$filter=deals_amount gt 5")).Status);
        var move = Assert.Single(await blind.ListAsync("forecast_move"));
        Assert.False(move.TryGetProperty("to_amount", out _));
        Assert.True(move.TryGetProperty("to_close", out _));
        Assert.Equal(400, (await blind.GetAsync("/api/v1/forecast_move?$filter=to_amount gt 5")).Status);
        Assert.True((await boss.ListAsync("forecast_move")).Single().TryGetProperty("to_amount", out _));
        Assert.InRange((await boss.PostAsync("/api/v1/forecast_move", new { deal = Guid.NewGuid(), sequence = 9 })).Status, 400, 405);
    }

    [Theory, OnEveryDatabase]
    public async Task Wrong_questions_are_refused_and_say_what_is_wrong(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var query in new[] { "period=week", "start=2026-13-01", "start=0001-01-01", "start=9999-12-31", "as_of=x" })
            Assert.Equal(400, (await boss.GetAsync($"/api/pages/forecast?{query}")).Status);
        foreach (var query in new[] { "owner=x", "department=1", "from=2026", "to=-1" })
            Assert.Equal(400, (await boss.GetAsync($"/api/pages/forecast/waterfall?{query}")).Status);

        foreach (var (amount, status) in new[] { (1_000_000_000_000m, 201), (1_000_000_000_000.01m, 400), (1_000_000_000_000_000m, 400) })
            Assert.Equal((amount, status), (amount, (await boss.PostAsync("/api/v1/forecast_adjustment", new { owner = boss.Id, month = "2030-04-01", category = "commit", amount })).Status));
        Assert.Equal(400, (await boss.GetAsync("/api/pages/leaderboard?measure=profit")).Status);
        Assert.Equal(200, (await boss.GetAsync("/api/pages/forecast/accuracy?count=-5")).Status);
        Assert.Equal(200, (await boss.GetAsync($"/api/pages/forecast/waterfall?owner={Guid.NewGuid()}&department={Guid.NewGuid()}")).Status);
        Assert.Equal(200, (await boss.GetAsync("/api/pages/workload")).Status);
        foreach (var body in new object[]
        {
            new { }, new { year = 2030, measure = "won", rows = Array.Empty<object>() }, new { year = 2030, measure = "won", rows = new[] { new { person = boss.Id, months = new[] { 1 } } } },
            new { year = 2030, measure = "won", rows = new[] { new { person = boss.Id, months = Enumerable.Repeat(-1, 12) } } }, new { year = "x" },
            new { year = 2030, measure = "won", rows = new object?[] { null } },
            new { year = 2030, measure = "won", rows = new[] { new { person = boss.Id, months = Enumerable.Repeat(1, 12) }, new { person = boss.Id, months = Enumerable.Repeat(1, 12) } } },
        })
            Assert.Equal(400, (await boss.PostAsync("/api/pages/targets/keep", body)).Status);

        Assert.Equal(400, (await boss.PostAsync("/api/pages/targets/plan", new { year = 2030, measure = "won", amount = -1, people = new[] { boss.Id }, by = "equal" })).Status);
        Assert.Equal(400, (await boss.PostAsync("/api/v1/forecast_adjustment", new { month = "2030-04-01", category = "commit", amount = -1 })).Status);
        Assert.Equal(400, (await boss.PostAsync("/api/v1/forecast_adjustment", new { month = "2030-04-01", category = "closed", amount = 1 })).Status);
        Assert.Equal(400, (await boss.PostAsync("/api/v1/forecast_adjustment", new { level = "department", department = (Guid?)null, month = "2030-04-01", category = "commit", amount = 1 })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_target_that_was_spread_is_kept_and_shows_at_once(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var ana = await app.SignInAsync("ana", Rep);
        var plan = (await boss.PostAsync("/api/pages/targets/plan", new { year = 2030, measure = "won", amount = 1_000_001, people = new[] { ana.Id, boss.Id }, by = "last_year" })).Expect(200);
        Assert.False(plan.GetProperty("like_last_year").GetBoolean());
        var rows = plan.GetProperty("rows").EnumerateArray().Select(r => new { person = r.GetProperty("person").GetGuid(), months = r.GetProperty("months").EnumerateArray().Select(m => m.GetDecimal()).ToArray() }).ToArray();
        Assert.Equal(1_000_001, rows.Sum(r => r.months.Sum()));
        var kept = (await boss.PostAsync("/api/pages/targets/keep", new { year = 2030, measure = "won", rows, company = true })).Expect(200);
        Assert.Equal(36, kept.GetProperty("made").GetInt32());
        Assert.Equal(rows[0].months.Skip(3).Take(3).Sum(), (await ana.GetAsync(Of2030)).Json.GetProperty("rows")[0].GetProperty("target").GetDecimal());
        Assert.Equal(1_000_001, (await boss.GetAsync("/api/pages/forecast?period=year&start=2030-01-01")).Json.GetProperty("rows")[0].GetProperty("target").GetDecimal());
        Assert.Equal(403, (await ana.PostAsync("/api/pages/targets/keep", new { year = 2030, measure = "won", rows })).Status);
        Assert.Equal(403, (await ana.PostAsync("/api/pages/targets/plan", new { year = 2030, measure = "won", amount = 1, people = new[] { ana.Id }, by = "equal" })).Status);
    }

    private static async Task DealAsync(TestClient owner, decimal amount) => await owner.CreateAsync("opportunity", new { name = $"商机 {amount}", amount, close_date = "2030-04-20" });
}
