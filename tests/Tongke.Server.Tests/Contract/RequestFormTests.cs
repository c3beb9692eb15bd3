using System.Net.Http.Headers;
using System.Text.Json;
using Tongke.Testing;

namespace Tongke.Server.Tests.Contract;

/// <summary>The forms of requests that the design of the interface names, one by one.</summary>
public sealed class RequestFormTests
{
    [Theory, OnEveryDatabase]
    public async Task Filters_and_groups_take_every_form_that_is_written_down(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var acme = (await boss.CreateAsync("account", new { name = "Acme", industry = "software", address = new { province = "上海市", city = "上海市", district = "浦东新区", street = "世纪大道1号" } })).GetProperty("id").GetGuid();
        var none = (await boss.CreateAsync("account", new { name = "None" })).GetProperty("id").GetGuid();
        foreach (var (name, amount, day) in new[] { ("A", 10, "2025-01-31"), ("B", 20, "2025-02-28"), ("C", 30, "2026-02-28") })
            await boss.CreateAsync("opportunity", new { name, account = acme, amount, close_date = day });

        foreach (var (filter, names) in new[]
        {
            ("amount ge 20 and not (name eq 'C')", "B"), ("name in ('A','C') or amount eq 20", "A,B,C"), ("contains(name,'A')", "A"), ("startswith(name,'B')", "B"), ("endswith(name,'C')", "C"),
            ("year(close_date) eq 2025", "A,B"), ("month(close_date) eq 2", "B,C"), ("day(close_date) eq 31", "A"), ("created_at le now()", "A,B,C"), ("created_at gt now()", ""),
            ("account/industry eq 'software'", "A,B,C"), ("to_account/industry eq 'software'", "A,B,C"), ("account/address_city eq '上海市'", "A,B,C"), ("to_account/address/city eq '北京市'", ""),
        })
            Assert.Equal(names, string.Join(',', (await boss.ListAsync("opportunity", $"$select=name&$orderby=name&$filter={filter}")).Select(r => r.GetProperty("name").GetString())));

        foreach (var (filter, names) in new[]
        {
            ("opportunity_account/any(o: o/amount gt 25)", "Acme"), ("opportunity_account/any()", "Acme"), ("opportunity_account/all(o: o/amount gt 5)", "Acme,None"),
            ("opportunity/$count eq 0", "None"), ("address/district eq '浦东新区'", "Acme"),
        })
            Assert.Equal(names, string.Join(',', (await boss.ListAsync("account", $"$select=name&$orderby=name&$filter={filter}")).Select(r => r.GetProperty("name").GetString())));

        var rows = await boss.ListAsync("opportunity", "$apply=filter(amount gt 5)/groupby((year(close_date),month(close_date)),aggregate(amount with sum as s,amount with avg as a,amount with min as low,amount with max as high,account with countdistinct as accounts,$count as m))");
        Assert.Equal([(2025, 1), (2025, 2), (2026, 2)], rows.Select(r => (r.GetProperty("year(close_date)").GetInt32(), r.GetProperty("month(close_date)").GetInt32())));
        Assert.All(rows, r => Assert.Equal((1, 1), (r.GetProperty("accounts").GetInt32(), r.GetProperty("m").GetInt32())));
        var all = Assert.Single(await boss.ListAsync("opportunity", "$apply=aggregate(account with countdistinct as accounts,amount with max as high)"));
        Assert.Equal((1, 30m), (all.GetProperty("accounts").GetInt32(), all.GetProperty("high").GetDecimal()));
        Assert.Equal(JsonValueKind.Array, (await boss.GetAsync($"/api/v1/account({none})")).Expect(200).GetProperty("tags").ValueKind);
    }

    [Theory, OnEveryDatabase]
    public async Task Head_answers_as_a_read_does_without_its_body_and_options_say_what_is_allowed(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var lead = (await boss.CreateAsync("lead", new { name = "Ann" })).GetProperty("id").GetGuid();
        foreach (var path in new[] { "", "$metadata", "lead", $"lead/{lead}", $"lead({lead})", "lead/$count", "lead?$top=1&$count=true", $"lead/{Guid.NewGuid()}", "nothing", "lead?$filter=(" })
        {
            var read = await boss.GetAsync($"/api/v1/{path}");
            var head = await boss.SendAsync(HttpMethod.Head, $"/api/v1/{path}");
            Assert.Equal((path, read.Status, read.ContentHeaders.ContentType?.ToString(), read.ETag), (path, head.Status, head.ContentHeaders.ContentType?.ToString(), head.ETag));
            Assert.Empty(head.Bytes);
        }

        foreach (var (path, allowed) in new[]
        {
            ("", "GET, HEAD, OPTIONS"), ("$metadata", "GET, HEAD, OPTIONS"), ("$batch", "POST, OPTIONS"), ("lead", "GET, HEAD, POST, OPTIONS"),
            ($"lead/{lead}", "GET, HEAD, PATCH, PUT, DELETE, OPTIONS"), ("lead(code='A')", "GET, HEAD, PATCH, PUT, DELETE, OPTIONS"),
            ("lead/$count", "GET, HEAD, OPTIONS"), ($"lead/{lead}/convert", "GET, HEAD, POST, OPTIONS"),
        })
        {
            var options = await boss.SendAsync(HttpMethod.Options, $"/api/v1/{path}");
            Assert.Equal((path, 204, allowed), (path, options.Status, string.Join(", ", options.ContentHeaders.Allow)));
        }

        var refused = await boss.DeleteAsync("/api/v1/lead");
        Assert.Equal((405, "GET, HEAD, POST, OPTIONS"), (refused.Status, string.Join(", ", refused.ContentHeaders.Allow)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_s_relations_have_addresses(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["contact"] = new { read = "all" }, ["account"] = new { read = "own" } });
        var account = (await boss.CreateAsync("account", new { name = "Acme" })).GetProperty("id").GetGuid();
        var contacts = new List<Guid>();
        foreach (var name in "Ann Bob Cid".Split())
            contacts.Add((await boss.CreateAsync("contact", new { name, account })).GetProperty("id").GetGuid());
        await boss.CreateAsync("contact", new { name = "Elsewhere" });

        Assert.Equal("Acme", (await boss.GetAsync($"/api/v1/contact({contacts[0]})/to_account?$select=name")).Expect(200).GetProperty("name").GetString());
        var page = (await boss.GetAsync($"/api/v1/account/{account}/contact_account?$select=name&$orderby=name&page_size=2&$count=true")).Expect(200);
        Assert.Equal(3, page.GetProperty("@odata.count").GetInt32());
        var rest = (await boss.GetAsync(page.GetProperty("@odata.nextLink").GetString()!)).Expect(200).GetProperty("value");
        Assert.Equal("Cid", Assert.Single(rest.EnumerateArray()).GetProperty("name").GetString());
        Assert.Single((await boss.GetAsync($"/api/v1/user/{boss.Id}/to_roles")).Expect(200).GetProperty("value").EnumerateArray());
        Assert.Equal(204, (await boss.GetAsync($"/api/v1/account/{account}/to_parent")).Status);

        // Neither the account nor its contacts by its address, and no relation that does not exist.
        Assert.Equal(404, (await rep.GetAsync($"/api/v1/contact/{contacts[0]}/to_account")).Status);
        Assert.Equal(404, (await rep.GetAsync($"/api/v1/account/{account}/contact_account")).Status);
        Assert.Equal(404, (await boss.GetAsync($"/api/v1/account/{account}/nothing")).Status);
        Assert.Equal(404, (await rep.GetAsync($"/api/v1/contact/{contacts[0]}/to_owner")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Only_those_who_may_purge_do(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = Grants.Own });
        var id = (await rep.CreateAsync("lead", new { name = "Mine" })).GetProperty("id").GetGuid();
        (await rep.DeleteAsync($"/api/v1/lead/{id}?purge=true")).Expect(403);
        (await rep.DeleteAsync($"/api/v1/lead({id})")).Expect(204);
        (await rep.GetAsync($"/api/v1/lead({id})")).Expect(404);
        (await rep.GetAsync($"/api/v1/lead({id})?deleted=true")).Expect(200);
        (await boss.DeleteAsync($"/api/v1/lead({id})?purge=true")).Expect(204);
        (await boss.GetAsync($"/api/v1/lead({id})?deleted=true")).Expect(404);
    }

    [Theory, OnEveryDatabase]
    public async Task Ranges_that_contradict_themselves_or_meet_are_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var id = Guid.CreateVersion7();
        static ByteArrayContent Part(int bytes, string range) => new(new byte[bytes]) { Headers = { ContentRange = ContentRangeHeaderValue.Parse(range) } };
        Assert.Equal("range_length", (await boss.SendAsync(HttpMethod.Put, $"/api/files/{id}", Part(7, "bytes 0-5/11"))).Code);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => boss.SendAsync(HttpMethod.Put, $"/api/files/{id}", Part(4 * 1024 * 1024, "bytes 0-4194303/8388608"))));
        Assert.All(answers, a => Assert.Contains(a.Status, new HashSet<int> { 202, 409 }));
        Assert.Contains(answers, a => a.Status == 202);
    }

    [Theory, OnEveryDatabase]
    public async Task A_session_says_what_the_person_may_do_and_their_menus(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = Grants.Own });
        var session = (await rep.GetAsync("/api/session")).Expect(200);
        var rights = Assert.Single(session.GetProperty("rights").EnumerateObject());
        Assert.Equal(("lead", true, false), (rights.Name, rights.Value.GetProperty("create").GetBoolean(), rights.Value.GetProperty("export").GetBoolean()));
        Assert.Equal("lead", Assert.Single(session.GetProperty("menus").EnumerateArray().SelectMany(g => g.GetProperty("items").EnumerateArray()), item => item.TryGetProperty("object", out _)).GetProperty("object").GetString());
    }
}
