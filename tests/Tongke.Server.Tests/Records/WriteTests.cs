using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

public sealed class WriteTests
{
    [Theory, OnEveryDatabase]
    public async Task An_idempotency_key_makes_one_record_however_often_it_comes(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var body = new { name = "Once", company = "Once Ltd" };

        var first = (await boss.PostAsync("/api/v1/lead", body, ("Idempotency-Key", "k1"))).Expect(201);
        var second = (await boss.PostAsync("/api/v1/lead", body, ("Idempotency-Key", "k1"))).Expect(201);
        Assert.Equal(first.GetProperty("id").GetGuid(), second.GetProperty("id").GetGuid());
        Assert.Single(await boss.ListAsync("lead"));
        Assert.Equal("idempotency_key_reused", (await boss.PostAsync("/api/v1/lead", new { name = "Other" }, ("Idempotency-Key", "k1"))).Code);

        // A refused request may be corrected under its key.
        (await boss.PostAsync("/api/v1/lead", new { company = "No name" }, ("Idempotency-Key", "k2"))).Expect(400);
        (await boss.PostAsync("/api/v1/lead", new { name = "Named" }, ("Idempotency-Key", "k2"))).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task A_stale_change_of_the_same_field_is_refused_with_all_values(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var id = (await boss.CreateAsync("lead", new { name = "A", title = "one" })).GetProperty("id").GetGuid();
        (await boss.PatchAsync($"/api/v1/lead/{id}", new { title = "two" }, ("If-Match", "\"1\""))).Expect(200);

        // Another field: no conflict.
        (await boss.PatchAsync($"/api/v1/lead/{id}", new { company = "C" }, ("If-Match", "\"1\""))).Expect(200);

        var refused = await boss.PatchAsync($"/api/v1/lead/{id}", new { title = "three" }, ("If-Match", "\"1\""));
        refused.Expect(412);
        var detail = refused.Json.GetProperty("error").GetProperty("details")[0];
        Assert.Equal(("title", "three", "two"), (detail.GetProperty("target").GetString(), detail.GetProperty("mine").GetString(), detail.GetProperty("theirs").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task An_alternate_key_upserts_and_reads(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();

        var made = (await boss.PatchAsync("/api/v1/opportunity(code='A-17')", new { name = "Deal", account, amount = 10 })).Expect(201);
        var changed = (await boss.PatchAsync("/api/v1/opportunity(code='A-17')", new { amount = 20 })).Expect(200);
        Assert.Equal(made.GetProperty("id").GetGuid(), changed.GetProperty("id").GetGuid());
        Assert.Equal(20, (await boss.GetAsync("/api/v1/opportunity(code='A-17')")).Expect(200).GetProperty("amount").GetDecimal());
        (await boss.GetAsync("/api/v1/opportunity(amount=20)")).Expect(400);
        (await boss.GetAsync("/api/v1/opportunity(code='nope')")).Expect(404);
    }

    [Theory, OnEveryDatabase]
    public async Task Children_are_written_and_read_with_their_parent(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        var product = (await boss.CreateAsync("product", new { name = "GTX", price = 5 })).GetProperty("id").GetGuid();
        var deal = await boss.CreateAsync("opportunity", new { name = "Deal", account, lines = new[] { new { product, quantity = 2, price = 5 }, new { product, quantity = 1, price = 7 } } });
        var id = deal.GetProperty("id").GetGuid();

        var read = (await boss.GetAsync($"/api/v1/opportunity/{id}?$expand=account($select=name),lines($select=quantity;$orderby=quantity desc;$expand=product($select=name))")).Expect(200);
        Assert.Equal("Acme", read.GetProperty("account").GetProperty("name").GetString());
        var lines = read.GetProperty("lines").EnumerateArray().ToArray();
        Assert.Equal([2m, 1m], lines.Select(l => l.GetProperty("quantity").GetDecimal()));
        Assert.Equal("GTX", lines[0].GetProperty("product").GetProperty("name").GetString());
        Assert.Equal(2, read.GetProperty("line_count").GetInt32());

        var listed = await boss.ListAsync("opportunity", "$select=name&$expand=lines($select=id),account($select=name)");
        Assert.Equal(2, Assert.Single(listed).GetProperty("lines").GetArrayLength());
    }

    [Theory, OnEveryDatabase]
    public async Task A_group_of_a_batch_is_one_transaction(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var answer = (await boss.PostAsync("/api/v1/$batch", new
        {
            requests = new object[]
            {
                new { id = "1", atomicityGroup = "g", method = "POST", url = "account", body = new { name = "Acme" } },
                new { id = "2", atomicityGroup = "g", method = "POST", url = "contact", body = new { name = "Ann", account = "$1" } },
                new { id = "3", atomicityGroup = "h", method = "POST", url = "account", body = new { name = "Lost" } },
                new { id = "4", atomicityGroup = "h", method = "POST", url = "account", body = new { nonsense = 1 } },
                new { id = "5", method = "GET", url = "account?$select=name" },
            },
        })).Expect(200);

        var responses = answer.GetProperty("responses").EnumerateArray().ToDictionary(r => r.GetProperty("id").GetString()!);
        Assert.Equal([201, 201, 424, 400, 200], Enumerable.Range(1, 5).Select(i => responses[$"{i}"].GetProperty("status").GetInt32()));
        Assert.Equal("Acme", Assert.Single(responses["5"].GetProperty("body").GetProperty("value").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(responses["1"].GetProperty("body").GetProperty("id").GetGuid(), responses["2"].GetProperty("body").GetProperty("account").GetGuid());
    }

    [Theory, OnEveryDatabase]
    public async Task A_delta_brings_what_changed_and_what_went(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = Grants.Own, ["user"] = new { read = "all" } });
        var kept = (await rep.CreateAsync("lead", new { name = "Kept" })).GetProperty("id").GetGuid();
        var given = (await rep.CreateAsync("lead", new { name = "Given" })).GetProperty("id").GetGuid();
        var deleted = (await rep.CreateAsync("lead", new { name = "Deleted" })).GetProperty("id").GetGuid();
        await boss.CreateAsync("lead", new { name = "Never seen" });

        var all = await DeltaAsync(rep, "", 3);
        Assert.Equal(["Deleted", "Given", "Kept"], all.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("name").GetString()!).Order());
        var token = all.GetProperty("@tongke.token").GetString();

        (await rep.PatchAsync($"/api/v1/lead/{kept}", new { title = "CEO" })).Expect(200);
        (await boss.PatchAsync($"/api/v1/lead/{given}", new { owner = boss.Id })).Expect(200);
        (await rep.DeleteAsync($"/api/v1/lead/{deleted}")).Expect(204);
        var page = (await DeltaAsync(rep, $"?token={token}", 3)).GetProperty("value").EnumerateArray().ToArray();
        Assert.Equal(kept, page.Single(r => !r.TryGetProperty("@removed", out _)).GetProperty("id").GetGuid());
        Assert.Equal(new[] { given, deleted }.Order(), page.Where(r => r.TryGetProperty("@removed", out _)).Select(r => r.GetProperty("id").GetGuid()).Order());
    }

    /// <summary>Asks until so many changes are there: PostgreSQL seals a change once every older transaction of the server has ended, other tests' too.</summary>
    private static async Task<JsonElement> DeltaAsync(TestClient client, string token, int changes)
    {
        for (var tries = 0; ; tries++)
        {
            var page = (await client.GetAsync($"/api/v1/lead/$delta{token}")).Expect(200);
            if (page.GetProperty("value").GetArrayLength() >= changes || tries == 100)
                return page;

            await Task.Delay(100);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_go_on_after_the_last_record_in_any_order(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var i = 0; i < 23; i++)
            await boss.CreateAsync("lead", new { name = $"L{i:00}", rating = i % 4 == 0 ? (int?)null : i % 3 + 1, title = i % 5 == 0 ? null : $"t{i % 2}" });

        foreach (var order in new[] { "", "name", "name desc", "rating", "rating desc", "rating desc,name", "rating,title desc", "title desc,rating,name desc", "created_at desc" })
        {
            var whole = await boss.ListAsync("lead", $"$select=name&$top=1000{(order.Length > 0 ? $"&$orderby={order}" : "")}");
            var paged = new List<string>();
            var link = $"/api/v1/lead?$select=name&page_size=4{(order.Length > 0 ? $"&$orderby={order}" : "")}";
            for (var pages = 0; pages < 10 && link.Length > 0; pages++)
            {
                var page = (await boss.GetAsync(link)).Expect(200);
                paged.AddRange(page.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("name").GetString()!));
                link = page.TryGetProperty("@odata.nextLink", out var next) ? next.GetString()! : "";
            }

            Assert.Equal(whole.Select(r => r.GetProperty("name").GetString()!), paged);
            Assert.Equal(23, paged.Count);
        }

        var lowFirst = await boss.ListAsync("lead", "$select=rating&$orderby=rating&$top=1");
        Assert.Equal(JsonValueKind.Null, lowFirst[0].GetProperty("rating").ValueKind);
    }

    [Theory, OnEveryDatabase]
    public async Task Groups_are_summed_over_what_the_caller_sees(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = (await boss.CreateAsync("account", new { name = "Acme", industry = "software" })).GetProperty("id").GetGuid();
        foreach (var (amount, day) in new[] { (10m, "2025-01-05"), (20.5m, "2025-02-01"), (30m, "2026-02-01") })
            await boss.CreateAsync("opportunity", new { name = $"D{amount}", account, amount, close_date = day });

        var rows = await boss.ListAsync("opportunity", "$apply=groupby((account/industry,year(close_date)),aggregate(amount with sum as total,amount with average as mean,$count as n))&$orderby=total desc");
        Assert.Equal([30.5m, 30m], rows.Select(r => r.GetProperty("total").GetDecimal()));
        Assert.Equal("software", rows[0].GetProperty("account").GetProperty("industry").GetString());
        Assert.Equal(15.25m, rows[0].GetProperty("mean").GetDecimal());
        Assert.Equal(2, rows[0].GetProperty("n").GetInt32());
    }

    [Theory, OnEveryDatabase]
    public async Task A_masked_value_is_shown_once_its_reason_is_logged(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = new { read = "all", fields = new Dictionary<string, string> { ["*"] = "read", ["mobile"] = "mask", ["email"] = "none" } } });
        var id = (await boss.CreateAsync("lead", new { name = "A", mobile = "13812341234", email = "a@b.cn" })).GetProperty("id").GetGuid();

        var seen = (await rep.GetAsync($"/api/v1/lead/{id}")).Expect(200);
        Assert.Equal("138****1234", seen.GetProperty("mobile").GetString());
        Assert.False(seen.TryGetProperty("email", out _));
        (await rep.PostAsync($"/api/v1/lead/{id}/$reveal", new { field = "mobile" })).Expect(400);
        (await rep.PostAsync($"/api/v1/lead/{id}/$reveal", new { field = "email", reason = "x" })).Expect(400);
        Assert.Equal("+8613812341234", (await rep.PostAsync($"/api/v1/lead/{id}/$reveal", new { field = "mobile", reason = "call back" })).Expect(200).GetProperty("value").GetString());
        (await rep.GetAsync("/api/v1/lead?$filter=startswith(mobile,'138')")).Expect(403);
        (await rep.GetAsync("/api/v1/lead?$orderby=email")).Expect(400);
        var masked = (await rep.GetAsync($"/api/v1/lead/{id}/$history")).Text;
        Assert.DoesNotContain("13812341234", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("a@b.cn", masked, StringComparison.Ordinal);
        var why = (await boss.GetAsync($"/api/v1/lead/{id}/$access?user=rep")).Expect(200);
        Assert.Equal(boss.Id, why.GetProperty("owner").GetProperty("id").GetGuid());
        Assert.True(why.GetProperty("see").GetBoolean());
        Assert.False(why.GetProperty("edit").GetBoolean());
    }

    [Theory, OnEveryDatabase]
    public async Task A_version_that_never_was_is_told_even_where_nothing_changes(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var id = (await boss.CreateAsync("lead", new { name = "A", title = "one" })).GetProperty("id").GetGuid();
        (await boss.PatchAsync($"/api/v1/lead/{id}", new { title = "two" })).Expect(200);

        foreach (var never in new[] { "\"3\"", "\"999\"", "\"0\"", "\"99999999999999999999999\"" })
            foreach (var body in new object[] { new { title = "two" }, new { }, new { title = "three" } })
                Assert.Equal(412, (await boss.PatchAsync($"/api/v1/lead/{id}", body, ("If-Match", never))).Status);

        Assert.Equal(412, (await boss.DeleteAsync($"/api/v1/lead/{id}", ("If-Match", "\"0\""))).Status);
        foreach (var was in new[] { "\"1\"", "\"2\"" })
            Assert.Equal(200, (await boss.PatchAsync($"/api/v1/lead/{id}", new { title = "two" }, ("If-Match", was))).Status);
        Assert.Equal(400, (await boss.PatchAsync($"/api/v1/lead/{id}", new { title = "two" }, ("If-Match", "\"x\""))).Status);
    }
}
