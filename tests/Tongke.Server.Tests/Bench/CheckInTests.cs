using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Bench;

/// <summary>Where and when somebody was at a customer's: from the device and the server's clock, and from nobody's keyboard.</summary>
public sealed class CheckInTests
{
    private static readonly int[] Refused = [400, 403];

    private static readonly Dictionary<string, object> Rep = new()
    {
        ["account"] = new { create = true, read = "all", edit = "own" }, ["contact"] = Grants.Own, ["opportunity"] = Grants.Own, ["lead"] = Grants.Own, ["activity"] = Grants.Own, ["stored_file"] = Grants.Own,
    };

    [Theory, OnEveryDatabase]
    public async Task A_check_in_on_a_customer_makes_a_visit_with_place_time_and_distance(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var account = Id(await boss.CreateAsync("account", new { name = "浦东的客户", position = new { lat = 31.2304, lng = 121.4737 } }));
        var before = DateTimeOffset.UtcNow.AddSeconds(-5);
        var answer = (await ana.PostAsync($"/api/v1/account/{account}/check_in", new { position = new { lat = 31.2404, lng = 121.4737 }, accuracy = 25, note = "门卫登记\n<b>三楼</b>" })).Expect(200);

        var visit = (await ana.GetAsync($"/api/v1/activity/{answer.GetProperty("activity").GetString()}")).Expect(200);
        Assert.Equal(("visit", account), (visit.GetProperty("type").GetString(), visit.GetProperty("account").GetGuid()));
        Assert.Equal((31.2404m, 25), (visit.GetProperty("position").GetProperty("lat").GetDecimal(), visit.GetProperty("position_accuracy").GetInt32()));
        Assert.InRange(visit.GetProperty("distance").GetInt32(), 1105, 1120);
        Assert.InRange(visit.GetProperty("checked_in_at").GetDateTimeOffset(), before, DateTimeOffset.UtcNow.AddSeconds(5));
        Assert.DoesNotContain("<b>", visit.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Contains("浦东的客户", visit.GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.Equal(ana.Id, visit.GetProperty("owner").GetGuid());
    }

    [Theory, OnEveryDatabase]
    public async Task On_a_planned_visit_only_its_owner_checks_in(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var visit = Id(await ana.CreateAsync("activity", new { type = "visit", subject = "计划拜访" }));
        var place = new { position = new { lat = 1, lng = 1 } };

        var refused = await boss.PostAsync($"/api/v1/activity/{visit}/check_in", place);
        Assert.Equal((403, "check_in_by_owner"), (refused.Status, refused.Code));
        Assert.Contains("ana", refused.Text, StringComparison.Ordinal);
        (await ana.PostAsync($"/api/v1/activity/{visit}/check_in", place)).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_check_in_noted_is_not_written_by_hand_by_anybody(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var account = Id(await ana.CreateAsync("account", new { name = "伪造打卡" }));
        var plan = Id(await ana.CreateAsync("activity", new { type = "visit", subject = "计划拜访", account }));
        object[] forged =
        [
            new { checked_in_at = "2026-01-01T01:00:00Z" }, new { position = new { lat = 1, lng = 1 } }, new { position_lat = 1 }, new { position_lng = 1 }, new { position_accuracy = 1 }, new { distance = 0 },
        ];
        foreach (var values in forged)
            foreach (var person in new[] { ana, boss })
            {
                Assert.Contains((await person.PatchAsync($"/api/v1/activity/{plan}", values)).Status, Refused);
                Assert.Contains((await person.PostAsync("/api/v1/activity", Merged(values))).Status, Refused);
            }

        Assert.Equal(400, (await ana.PostAsync($"/api/v1/activity/{plan}/check_in", new { })).Status);
        foreach (var latitude in new object?[] { "boom", "", "31", 31, null })
            Assert.Equal(400, (await ana.PostAsync($"/api/v1/activity/{plan}/check_in", new { position = new { lat = 30, lng = 120 }, position_lat = latitude })).Status);

        (await ana.PostAsync($"/api/v1/activity/{plan}/check_in", new { position = new { lat = 30, lng = 120 } })).Expect(200);
        Assert.Equal(422, (await ana.PostAsync($"/api/v1/activity/{plan}/check_in", new { position = new { lat = 31, lng = 120 } })).Status);
        foreach (var values in forged)
            Assert.Contains((await boss.PatchAsync($"/api/v1/activity/{plan}", values)).Status, Refused);

        Assert.Equal(30m, (await ana.GetAsync($"/api/v1/activity/{plan}")).Expect(200).GetProperty("position").GetProperty("lat").GetDecimal());
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_checks_in_at_what_they_do_not_see_or_without_the_right_to_write_visits(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var reader = await app.SignInAsync("reader", new Dictionary<string, object> { ["account"] = new { read = "all" }, ["activity"] = new { read = "all" } });
        var blind = await app.SignInAsync("blind", new Dictionary<string, object>(Rep) { ["account"] = new { read = "all", fields = new Dictionary<string, string> { ["*"] = "read", ["position"] = "none" } } });
        var account = Id(await boss.CreateAsync("account", new { name = "有位置的客户", position = new { lat = 31, lng = 121 } }));
        var deal = Id(await boss.CreateAsync("opportunity", new { name = "别人的商机" }));
        var here = new { position = new { lat = 31.01, lng = 121 } };

        Assert.Equal(404, (await ana.PostAsync($"/api/v1/opportunity/{deal}/check_in", here)).Status);
        Assert.Equal(403, (await reader.PostAsync($"/api/v1/account/{account}/check_in", here)).Status);
        var visit = (await blind.PostAsync($"/api/v1/account/{account}/check_in", here)).Expect(200).GetProperty("activity").GetString();
        Assert.Equal(JsonValueKind.Null, (await blind.GetAsync($"/api/v1/activity/{visit}")).Expect(200).GetProperty("distance").ValueKind);
    }

    private static Dictionary<string, object> Merged(object values)
    {
        var merged = JsonSerializer.Deserialize<Dictionary<string, object>>(JsonSerializer.Serialize(values))!;
        (merged["type"], merged["subject"]) = ("visit", "新建时伪造");
        return merged;
    }

    private static Guid Id(JsonElement record) => record.GetProperty("id").GetGuid();
}
