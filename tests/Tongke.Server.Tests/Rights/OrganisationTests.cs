using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

public sealed class OrganisationTests
{
    [Theory, OnEveryDatabase]
    public async Task Moving_a_reader_a_department_or_a_report_at_once_changes_who_sees_what(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        async Task<Guid> DepartmentAsync(string name, Guid? parent = null) => (await boss.CreateAsync("department", new { name, parent })).GetProperty("id").GetGuid();
        var (north, south) = (await DepartmentAsync("North"), await DepartmentAsync("South"));
        var team = await DepartmentAsync("Team", north);
        var role = new Dictionary<string, object> { ["lead"] = new { create = true, read = "department_tree", edit = "own" } };
        var (headNorth, headSouth) = (await app.SignInAsync("head_north", role, north), await app.SignInAsync("head_south", role, south));
        var seller = await app.SignInAsync("seller", new Dictionary<string, object> { ["lead"] = Grants.Own }, team);
        var peer = await app.SignInAsync("peer", new Dictionary<string, object> { ["lead"] = new { create = true, read = "subordinates" } }, team);
        var lead = (await seller.CreateAsync("lead", new { name = "L" })).GetProperty("id").GetGuid();
        async Task SeesAsync(bool headOfNorth, bool headOfSouth, bool asManager)
        {
            foreach (var (reader, sees) in new[] { (headNorth, headOfNorth), (headSouth, headOfSouth), (peer, asManager) })
            {
                Assert.Equal((reader.Login, sees ? 200 : 404), (reader.Login, (await reader.GetAsync($"/api/v1/lead/{lead}")).Status));
                Assert.Equal((reader.Login, sees ? "1" : "0"), (reader.Login, (await reader.GetAsync("/api/v1/lead/$count")).Text));
            }
        }

        await SeesAsync(headOfNorth: true, headOfSouth: false, asManager: false);
        (await boss.PatchAsync($"/api/v1/department/{team}", new { parent = south })).Expect(200);
        await SeesAsync(headOfNorth: false, headOfSouth: true, asManager: false);
        (await boss.PatchAsync($"/api/v1/user/{seller.Id}", new { manager = peer.Id })).Expect(200);
        await SeesAsync(headOfNorth: false, headOfSouth: true, asManager: true);
        (await boss.PatchAsync($"/api/v1/user/{seller.Id}", new { manager = (Guid?)null })).Expect(200);
        await SeesAsync(headOfNorth: false, headOfSouth: true, asManager: false);
        (await boss.PatchAsync($"/api/v1/user/{headSouth.Id}", new { department = north })).Expect(200);
        (await boss.PatchAsync($"/api/v1/user/{headNorth.Id}", new { department = south })).Expect(200);
        await SeesAsync(headOfNorth: true, headOfSouth: false, asManager: false);
    }

    [Theory, OnEveryDatabase]
    public async Task Records_follow_an_owner_who_moves_but_not_out_of_a_department_they_were_put_into(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        async Task<Guid> DepartmentAsync(string name) => (await boss.CreateAsync("department", new { name })).GetProperty("id").GetGuid();
        var (north, south, west) = (await DepartmentAsync("North"), await DepartmentAsync("South"), await DepartmentAsync("West"));
        var seller = await app.SignInAsync("seller", new Dictionary<string, object> { ["lead"] = Grants.Own }, north);
        var headSouth = await app.SignInAsync("head_south", new Dictionary<string, object> { ["lead"] = new { read = "department_tree" } }, south);
        var followed = (await seller.CreateAsync("lead", new { name = "follows" })).GetProperty("id").GetGuid();
        var placed = (await boss.CreateAsync("lead", new { name = "stays", owner = seller.Id, department = west })).GetProperty("id").GetGuid();

        (await boss.PatchAsync($"/api/v1/user/{seller.Id}", new { department = south })).Expect(200);
        for (var deadline = DateTime.UtcNow.AddSeconds(30); (await headSouth.GetAsync($"/api/v1/lead/{followed}")).Status != 200 && DateTime.UtcNow < deadline;)
            await Task.Delay(50, TestContext.Current.CancellationToken);

        Assert.Equal(["follows"], (await headSouth.ListAsync("lead")).Select(l => l.GetProperty("name").GetString()));
        Assert.Equal(west, (await boss.GetAsync($"/api/v1/lead/{placed}")).Json.GetProperty("department").GetGuid());
        var newest = (await boss.GetAsync($"/api/v1/lead/{followed}/$history")).Json.GetProperty("value")[0];
        Assert.Equal("Records follow their owner", newest.GetProperty("actor").GetProperty("name").GetString());
        Assert.Contains("tongke_consumer_lag{consumer=\"records follow their owner\"}", (await boss.GetAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Sellers_see_customers_without_money_and_finance_sees_money_without_contacts(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme", phone = "13812345678", revenue = 5000 })).GetProperty("id").GetGuid();
        Dictionary<string, string> Fields(string hidden) => new() { ["*"] = "read", [hidden] = "none" };
        var seller = await app.SignInAsync("seller", new Dictionary<string, object> { ["account"] = new { read = "all", fields = Fields("revenue") } });
        var finance = await app.SignInAsync("finance", new Dictionary<string, object> { ["account"] = new { read = "all", fields = Fields("phone") } });

        var sold = (await seller.GetAsync($"/api/v1/account/{account}")).Expect(200);
        var billed = (await finance.GetAsync($"/api/v1/account/{account}")).Expect(200);
        Assert.True(sold.TryGetProperty("phone", out _) && !sold.TryGetProperty("revenue", out _));
        Assert.True(billed.TryGetProperty("revenue", out _) && !billed.TryGetProperty("phone", out _));
        Assert.Equal(400, (await seller.GetAsync("/api/v1/account?$apply=aggregate(revenue with sum as s)")).Status);
        Assert.Equal(400, (await finance.GetAsync("/api/v1/account?$filter=contains(phone,'138')")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task The_id_of_a_merged_record_leads_to_the_one_that_is_left(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = Grants.Own });
        var ids = new List<Guid>();
        foreach (var name in new[] { "First", "Second", "Third" })
            ids.Add((await boss.CreateAsync("account", new { name })).GetProperty("id").GetGuid());

        (await boss.PostAsync($"/api/v1/account/{ids[1]}/merge", new { records = new[] { ids[0] } })).Expect(200);
        (await boss.PostAsync($"/api/v1/account/{ids[2]}/merge", new { records = new[] { ids[1] } })).Expect(200);
        foreach (var old in ids.Take(2))
        {
            // The client follows the 301.
            var found = (await boss.GetAsync($"/api/v1/account/{old}?$select=name")).Expect(200);
            Assert.Equal((ids[2], "Third"), (found.GetProperty("id").GetGuid(), found.GetProperty("name").GetString()));
            Assert.Equal(404, (await rep.GetAsync($"/api/v1/account/{old}")).Status);
        }
    }
}
