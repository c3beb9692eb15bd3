using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>The same action by several at the same moment: one does it, the others are told that they come too late, and nothing follows twice.</summary>
public sealed class ActionsAtOnceTests
{
    private const int People = 8;

    [Theory, OnEveryDatabase]
    public async Task One_of_many_completes_a_repeating_task(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var round = 0; round < 5; round++)
        {
            var task = (await boss.CreateAsync("task", new { subject = $"每日回访 {round}", due_at = "2026-03-20T01:30:00Z", recurrence = "daily" })).GetProperty("id").GetGuid();

            var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => boss.PostAsync($"/api/v1/task/{task}/complete", new { })));

            Assert.Equal(1, answers.Count(a => a.Status == 200));
            Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal("action_not_available", a.Code));
            Assert.Single(await boss.ListAsync("task"), t => t.GetProperty("subject").GetString() == $"每日回访 {round}" && t.GetProperty("status").GetString() == "todo");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Who_comes_second_is_told_that_it_is_too_late_and_of_no_duplicate(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var round = 0; round < 3; round++)
        {
            var account = IdOf(await boss.CreateAsync("account", new { name = $"上海华信精密机械有限公司 {round}" }));
            var opportunity = IdOf(await boss.CreateAsync("opportunity", new { name = "焊接线", account, amount = 5 }));
            var contract = IdOf(await boss.CreateAsync("contract", new { account, opportunity, amount = 100, end_date = "2026-12-31", plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 100 } } }));
            (await boss.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
            (await boss.PostAsync($"/api/v1/contract/{contract}/approve", new { })).Expect(200);
            await OneDoesAsync($"/api/v1/contract/{contract}/sign", new { signed_at = "2026-01-05" });
            await OneDoesAsync($"/api/v1/contract/{contract}/renew", new { });
            Assert.Single(await boss.ListAsync("contract", $"$filter=renewal_of eq {contract}"));

            var payment = IdOf(await boss.CreateAsync("payment", new { account, contract, amount = 60, matching = "manual" }));
            await OneDoesAsync($"/api/v1/payment/{payment}/match", new { });
            Assert.Single(await boss.ListAsync("payment_match", $"$filter=payment eq {payment}"));

            var lead = IdOf(await boss.CreateAsync("lead", new { name = "王工", company = $"苏州恒力模具有限公司 {round}" }));
            await OneDoesAsync($"/api/v1/lead/{lead}/convert", new { });
            Assert.Single(await boss.ListAsync("opportunity", $"$filter=lead eq {lead}"));
        }

        async Task OneDoesAsync(string action, object parameters)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => boss.PostAsync(action, parameters)));
            Assert.Single(answers, a => a.Status == 200);
            Assert.All(answers.Where(a => a.Status != 200), a => Assert.True(a.Status is 412 or 422, $"{action}: {a.Status} {a.Text}"));
        }

        static Guid IdOf(System.Text.Json.JsonElement record) => record.GetProperty("id").GetGuid();
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_of_one_company_that_are_converted_at_once_share_its_account(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var round = 0; round < 5; round++)
        {
            var company = $"宁波东力传动设备有限公司 {round}";
            var leads = new List<Guid>();
            for (var i = 0; i < People; i++)
                leads.Add((await boss.CreateAsync("lead", new { name = $"王工 {i}", company })).GetProperty("id").GetGuid());

            var answers = await Task.WhenAll(leads.Select(id => boss.PostAsync($"/api/v1/lead/{id}/convert", new { })));

            Assert.All(answers, a => Assert.Equal(200, a.Status));
            var account = Assert.Single(await boss.ListAsync("account", $"$filter=name eq '{company}'")).GetProperty("id").GetGuid();
            Assert.Equal(People, (await boss.ListAsync("opportunity", $"$filter=account eq {account}")).Count);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_that_are_converted_in_batches_at_once_share_the_account_too(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var round = 0; round < 5; round++)
        {
            var company = $"无锡先导智能装备有限公司 {round}";
            var leads = new List<Guid>();
            for (var i = 0; i < People; i++)
                leads.Add((await boss.CreateAsync("lead", new { name = $"王工 {i}", company })).GetProperty("id").GetGuid());

            var answers = await Task.WhenAll(leads.Select(id => boss.PostAsync("/api/v1/$batch", new { requests = new[] { new { id = "1", method = "POST", url = $"lead/{id}/convert", body = new { } } } })));

            Assert.All(answers, a => Assert.True(a.Json.GetProperty("responses")[0].GetProperty("status").GetInt32() == 200, a.Text));
            Assert.Single(await boss.ListAsync("account", $"$filter=name eq '{company}'"));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_that_is_converted_does_not_go_into_a_pool_at_the_same_moment(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        await boss.CreateAsync("sea_pool", new { name = "线索池", @object = "lead", auto_recycle = false });
        for (var round = 0; round < 10; round++)
        {
            var lead = (await boss.CreateAsync("lead", new { name = "王工", company = $"常州天合光能设备有限公司 {round}" })).GetProperty("id").GetGuid();

            var answers = await Task.WhenAll(boss.PostAsync($"/api/v1/lead/{lead}/convert", new { }), boss.PostAsync($"/api/v1/lead/{lead}/return", new { reason = "换人跟进" }));

            Assert.True(answers.Count(a => a.Status == 200) == 1, $"{answers[0].Text} {answers[1].Text}");
            var after = (await boss.GetAsync($"/api/v1/lead/{lead}")).Json;
            Assert.NotEqual(answers[0].Status == 200, after.GetProperty("pool").ValueKind == System.Text.Json.JsonValueKind.String);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_that_was_never_sent_is_no_file(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var empty = (await boss.CreateAsync("stored_file", new { })).GetProperty("id").GetGuid();

        Assert.Equal(404, (await boss.GetAsync($"/api/files/{empty}")).Status);
        Assert.Equal(404, (await boss.GetAsync($"/api/files/{empty}/info")).Status);
    }
}
