using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Kernel.Access;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Pools;

/// <summary>Records are taken out of pools one by one, within limits that hold however many try at once.</summary>
public sealed class ClaimTests
{
    [Theory, OnEveryDatabase]
    public async Task Of_a_hundred_claims_at_once_one_wins_and_the_others_are_told(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var reps = new List<TestClient>();
        for (var i = 0; i < 10; i++)
            reps.Add(await company.RepAsync($"rep{i}"));
        var id = await company.PooledAsync(reps[0], await company.PoolAsync([.. reps]), new { name = "宁波瑞丰" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => reps[i % 10].PostAsync($"/api/v1/account/{id}/claim", new { })));

        var winner = Assert.Single(answers, a => a.Status == 200);
        var owner = winner.Json.GetProperty("record").GetProperty("owner").GetGuid();
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.True(a.Status is 404 or 422, a.Text));
        var now = (await company.Boss.GetAsync($"/api/v1/account/{id}")).Expect(200);
        Assert.Equal((owner, JsonValueKind.Null), (now.GetProperty("owner").GetGuid(), now.GetProperty("pool").ValueKind));
        Assert.Equal(1, (await company.Boss.GetAsync($"/api/v1/account/{id}/$history")).Expect(200).GetProperty("value").EnumerateArray()
            .Count(e => e.GetProperty("changes").EnumerateArray().Any(c => c.GetProperty("field").GetString() == "owner" && c.GetProperty("to").ValueKind == JsonValueKind.String) && e.GetProperty("kind").GetString() == "updated"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_limit_of_a_day_and_the_capacity_hold_when_one_person_claims_many_at_once(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben, cap) = (await company.RepAsync("ana"), await company.RepAsync("ben"), await company.RepAsync("cap"));
        var daily = await company.PoolAsync([ana, ben], new { claims_per_day = 5 });
        var roomy = await company.PoolAsync([ana, cap], new { capacity = 4, capacity_except = "level = \"a\"" });
        for (var i = 0; i < 3; i++)
            await cap.CreateAsync("account", new { name = $"重点 {i}", level = "a" });
        await cap.CreateAsync("account", new { name = "普通", level = "c" });
        var (first, second) = (new List<Guid>(), new List<Guid>());
        for (var i = 0; i < 12; i++)
        {
            first.Add(await company.PooledAsync(ana, daily, new { name = $"甲 {i}" }));
            second.Add(await company.PooledAsync(ana, roomy, new { name = $"乙 {i}" }));
        }

        var answers = await Task.WhenAll(first.Select(id => ben.PostAsync($"/api/v1/account/{id}/claim", new { })));
        Assert.Equal((5, 7), (answers.Count(a => a.Status == 200), answers.Count(a => a.Status == 422 && a.Code == "pool_claims_used")));
        Assert.Equal(5, (await ben.ListAsync("account", $"$filter=owner eq {ben.Id}")).Count);

        answers = await Task.WhenAll(second.Select(id => cap.PostAsync($"/api/v1/account/{id}/claim", new { })));
        Assert.Equal((3, 9), (answers.Count(a => a.Status == 200), answers.Count(a => a.Status == 422 && a.Code == "pool_capacity_full")));

        var told = (await ben.GetAsync("/api/pages/pools")).Expect(200).GetProperty("pools").EnumerateArray().Single();
        Assert.Equal((5, 5, 7), (told.GetProperty("claims_per_day").GetInt64(), told.GetProperty("claimed").GetInt64(), told.GetProperty("lying").GetInt64()));
        told = (await cap.GetAsync("/api/pages/pools")).Expect(200).GetProperty("pools").EnumerateArray().Single();
        Assert.Equal((4, 4), (told.GetProperty("capacity").GetInt64(), told.GetProperty("owned").GetInt64()));
    }

    [Theory, OnEveryDatabase]
    public async Task The_former_owner_waits_and_an_administrator_is_bound_by_nothing(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben, admin) = (await company.RepAsync("ana"), await company.RepAsync("ben"), await company.RepAsync("admin"));
        var pool = await company.PoolAsync([ana, ben], new { cooldown_days = 3, claims_per_day = 1, administrators = new[] { admin.Id } });
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
            ids.Add(await company.PooledAsync(ana, pool, new { name = $"客户 {i}" }));

        // What the list offers as ready to be claimed is what the claim takes.
        var edge = DateTime.UtcNow.AddDays(-3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Empty(await ana.ListAsync("account", $"$filter=pool eq {pool} and (former_owner eq null or former_owner ne {ana.Id} or pooled_at lt {edge})"));
        Assert.Equal(4, (await ben.ListAsync("account", $"$filter=pool eq {pool} and (former_owner eq null or former_owner ne {ben.Id} or pooled_at lt {edge})")).Count);

        Assert.Equal("pool_cooldown", (await ana.PostAsync($"/api/v1/account/{ids[0]}/claim", new { })).Code);
        Assert.Equal(403, (await ben.PostAsync($"/api/v1/account/{ids[0]}/assign", new { owner = ben.Id })).Status);
        (await admin.PostAsync($"/api/v1/account/{ids[0]}/assign", new { owner = ana.Id })).Expect(200);
        (await admin.PostAsync($"/api/v1/account/{ids[1]}/claim", new { })).Expect(200);
        (await admin.PostAsync($"/api/v1/account/{ids[2]}/claim", new { })).Expect(200);
        (await ben.PostAsync($"/api/v1/account/{ids[3]}/claim", new { })).Expect(200);
        Assert.Equal(ana.Id, (await company.Boss.GetAsync($"/api/v1/account/{ids[0]}")).Expect(200).GetProperty("owner").GetGuid());
        Assert.Equal(422, (await ben.PostAsync($"/api/v1/account/{ids[3]}/claim", new { })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Contacts_open_deals_and_tasks_go_into_the_pool_and_out_of_it_with_their_customer(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana, ben]);
        var id = PoolCompany.IdOf(await ana.CreateAsync("account", new { name = "宁波瑞丰" }));
        var contact = PoolCompany.IdOf(await ana.CreateAsync("contact", new { name = "王海涛", account = id }));
        var deal = PoolCompany.IdOf(await ana.CreateAsync("opportunity", new { name = "产线改造", account = id }));
        var task = PoolCompany.IdOf(await ana.CreateAsync("task", new { subject = "回访", account = id }));
        var done = PoolCompany.IdOf(await ana.CreateAsync("task", new { subject = "做完的", account = id, status = "done" }));

        var answer = (await ana.PostAsync($"/api/v1/account/{id}/return", new { reason = "换行业了", pool })).Expect(200);
        Assert.Equal(pool, answer.GetProperty("pool").GetGuid());
        foreach (var (name, part) in new[] { ("contact", contact), ("opportunity", deal), ("task", task) })
        {
            Assert.Equal(404, (await ana.GetAsync($"/api/v1/{name}/{part}")).Status);
            Assert.Equal(404, (await ben.GetAsync($"/api/v1/{name}/{part}")).Status);
        }

        Assert.Equal(200, (await ana.GetAsync($"/api/v1/task/{done}")).Status);
        Assert.Equal(4, (await ben.PostAsync($"/api/v1/account/{id}/claim", new { })).Expect(200).GetProperty("moved").GetInt64());
        foreach (var (name, part) in new[] { ("contact", contact), ("opportunity", deal), ("task", task) })
            Assert.Equal(ben.Id, (await ben.GetAsync($"/api/v1/{name}/{part}")).Expect(200).GetProperty("owner").GetGuid());

        var record = (await ben.GetAsync($"/api/v1/account/{id}")).Expect(200);
        Assert.Equal((ana.Id, JsonValueKind.Null), (record.GetProperty("former_owner").GetGuid(), record.GetProperty("pool_reason").ValueKind));
        var story = (await company.Boss.GetAsync($"/api/v1/account/{id}/$history")).Expect(200).GetRawText();
        Assert.Contains("换行业了", story, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task The_story_of_a_claim_tells_what_people_decided_and_the_log_tells_all(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana, ben]);
        var id = await company.PooledAsync(ana, pool, new { name = "宁波瑞丰" });
        (await ben.PostAsync($"/api/v1/account/{id}/claim", new { })).Expect(200);

        var claim = (await company.Boss.GetAsync($"/api/v1/account/{id}/$history")).Expect(200).GetProperty("value").EnumerateArray().First();
        string[] told = [.. claim.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("field").GetString()!)];
        Assert.Contains("owner", told);
        Assert.Contains("pool", told);
        Assert.Empty(told.Intersect(["pooled_at", "owner_since", "recycle_on", "former_owner", "pool_days"]));
        var logged = (await company.Boss.GetAsync($"/api/changes?object=account&record={id}")).Expect(200).GetRawText();
        Assert.All(["pooled_at", "owner_since"], name => Assert.Contains(name, logged, StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task A_member_opens_as_many_records_a_day_as_the_pool_allows_and_the_same_one_again(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana, ben], new { views_per_day = 3 });
        var ids = new List<Guid>();
        for (var i = 0; i < 8; i++)
            ids.Add(await company.PooledAsync(ana, pool, new { name = $"客户 {i}" }));

        var answers = await Task.WhenAll(ids.Select(async id => (Id: id, Answer: await ben.GetAsync($"/api/v1/account/{id}"))));
        Assert.Equal((3, 5), (answers.Count(a => a.Answer.Status == 200), answers.Count(a => a.Answer.Status == 422)));
        var opened = answers.First(a => a.Answer.Status == 200).Id;
        Assert.Equal(200, (await ben.GetAsync($"/api/v1/account/{opened}")).Status);
        foreach (var id in ids)
            Assert.Equal(200, (await company.Boss.GetAsync($"/api/v1/account/{id}")).Status);
        Assert.Equal(3, (await ben.GetAsync("/api/pages/pools")).Expect(200).GetProperty("pools")[0].GetProperty("opened").GetInt64());
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_told_about_a_record_opens_it_and_an_administrator_who_sees_as_a_member_uses_up_nothing(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana, ben], new { views_per_day = 2 });
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
            ids.Add(await company.PooledAsync(ana, pool, new { name = $"客户 {i}" }));
        async Task<long> OpenedAsync() => (await ben.GetAsync("/api/pages/pools")).Expect(200).GetProperty("pools")[0].GetProperty("opened").GetInt64();

        var session = company.App.Workspace.Open(Actor.Seen(ben.Id, "ben", company.App.Workspace.Organization.Find(ben.Id)!.Roles, company.Boss.Id));
        foreach (var id in ids)
            Assert.Null(await OpenPooledRecord.CountAsync(session, session.Schema["account"], id, TestContext.Current.CancellationToken));
        Assert.Equal(0, await OpenedAsync());

        (await ben.GetAsync($"/api/v1/account/{ids[0]}/$history")).Expect(200);
        (await ben.GetAsync($"/api/v1/account/{ids[1]}/$access")).Expect(200);
        Assert.Equal(2, await OpenedAsync());
        foreach (var about in new[] { "$history", "$access", "$readers", "contact_account" })
        {
            Assert.Equal("pool_views_used", (await ben.GetAsync($"/api/v1/account/{ids[2]}/{about}")).Code);
            (await ben.GetAsync($"/api/v1/account/{ids[0]}/{about}")).Expect(200);
            (await company.Boss.GetAsync($"/api/v1/account/{ids[2]}/{about}")).Expect(200);
        }

        Assert.Equal(2, await OpenedAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task What_makes_no_sense_is_refused_with_a_reason(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        var (ana, ben) = (await company.RepAsync("ana"), await company.RepAsync("ben"));
        var pool = await company.PoolAsync([ana]);
        var id = PoolCompany.IdOf(await ana.CreateAsync("account", new { name = "宁波瑞丰" }));

        Assert.Equal("forbidden_fields", (await ana.PatchAsync($"/api/v1/account/{id}", new { pool })).Code);
        Assert.Equal(422, (await ana.PostAsync($"/api/v1/account/{id}/claim", new { })).Status);
        Assert.Equal(400, (await ana.PostAsync($"/api/v1/account/{id}/return", new { pool })).Status);
        Assert.Equal(400, (await ana.PostAsync($"/api/v1/account/{id}/return", new { reason = "x", pool = Guid.NewGuid() })).Status);
        (await company.Boss.PostAsync($"/api/v1/account/{id}/lock", new { })).Expect(200);
        Assert.Equal(422, (await ana.PostAsync($"/api/v1/account/{id}/return", new { reason = "x", pool })).Status);
        (await company.Boss.PostAsync($"/api/v1/account/{id}/unlock", new { })).Expect(200);
        (await ana.PostAsync($"/api/v1/account/{id}/return", new { reason = "x" })).Expect(200);

        foreach (var wrong in new object[] { new { falls_when = "level = " }, new { exempt_when = "1 + 1" }, new { hidden_fields = new[] { "no_such" } }, new { hidden_fields = new[] { "owner" } }, new { hidden_fields = new[] { "name" } }, new { claims_per_day = 0 }, new { no_activity_days = -1 } })
            Assert.Equal(400, (await company.Boss.PatchAsync($"/api/v1/sea_pool/{pool}", wrong)).Status);
        Assert.Equal(400, (await company.Boss.PostAsync("/api/v1/sea_pool", new { name = "线索公海", @object = "lead", no_deal_days = 3 })).Status);
        Assert.Equal(403, (await ben.PatchAsync($"/api/v1/sea_pool/{pool}", new { claims_per_day = 9 })).Status);

        var stranger = await company.App.SignInAsync("stranger", new Dictionary<string, object> { ["lead"] = Grants.Own });
        var looker = await company.App.SignInAsync("looker", new Dictionary<string, object> { ["account"] = new { read = "all" } });
        foreach (var heir in new[] { stranger, looker })
            Assert.Contains("new_owner_without_rights", (await company.Boss.PostAsync($"/api/v1/account/{id}/assign", new { owner = heir.Id })).Expect(400).GetRawText(), StringComparison.Ordinal);

        // Who may give away whatever they like takes it out by giving it an owner.
        (await company.Boss.PostAsync($"/api/v1/account/{id}/transfer", new { owner = ben.Id })).Expect(200);
        Assert.Equal(JsonValueKind.Null, (await ben.GetAsync($"/api/v1/account/{id}")).Expect(200).GetProperty("pool").ValueKind);
    }

    [Theory, OnEveryDatabase]
    public async Task Whatever_is_done_in_whatever_order_a_record_has_an_owner_or_a_pool_and_never_both(TestDatabase database)
    {
        await using var company = await PoolCompany.StartAsync(database);
        TestClient[] reps = [await company.RepAsync("ana"), await company.RepAsync("ben"), await company.RepAsync("cai")];
        var pool = await company.PoolAsync(reps, new { claims_per_day = 1000 });
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
            ids.Add(await company.PooledAsync(reps[0], pool, new { name = $"客户 {i}" }));

        var chance = new Random(20260318);
        for (var round = 0; round < 15; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            {
                var (id, rep) = (ids[chance.Next(ids.Count)], reps[chance.Next(reps.Length)]);
                return chance.Next(4) switch
                {
                    0 => rep.PostAsync($"/api/v1/account/{id}/return", new { reason = "试", pool }),
                    1 => company.Boss.PostAsync($"/api/v1/account/{id}/transfer", new { owner = rep.Id }),
                    2 => company.Boss.PostAsync($"/api/v1/account/{id}/assign", new { owner = rep.Id }),
                    _ => rep.PostAsync($"/api/v1/account/{id}/claim", new { }),
                };
            }));
            Assert.All(answers, a => Assert.True(a.Status < 500, a.Text));
            foreach (var record in await company.Boss.ListAsync("account"))
                Assert.True(
                    (record.GetProperty("owner").ValueKind == JsonValueKind.Null) == (record.GetProperty("pool").ValueKind == JsonValueKind.String)
                    && (record.GetProperty("pooled_at").ValueKind == JsonValueKind.String) == (record.GetProperty("pool").ValueKind == JsonValueKind.String),
                    record.GetRawText());
        }
    }
}
