using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Contracts;

/// <summary>Who is told that a contract waits, and what was decided; what becomes of its deal.</summary>
public sealed class ReviewTests
{
    [Theory, OnEveryDatabase]
    public async Task Who_may_approve_is_told_of_a_contract_that_waits_and_its_owner_of_the_decision(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, amount = 100, plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 100 } } }));
        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
        Assert.Equal(("review_requested", contract), Assert.Single(await ToldAsync(office.Manager)));
        Assert.Empty(await ToldAsync(office.Boss));
        Assert.Empty(await ToldAsync(office.Other));

        (await office.Manager.PostAsync($"/api/v1/contract/{contract}/send_back", new { review_note = "缺附件" })).Expect(200);
        var back = Assert.Single(await office.Rep.ListAsync("notification"));
        Assert.Equal(("review_decided", "缺附件"), (back.GetProperty("kind").GetString(), back.GetProperty("text").GetString()));

        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
        (await office.Manager.PostAsync($"/api/v1/contract/{contract}/approve", new { })).Expect(200);
        Assert.Equal(2, (await ToldAsync(office.Rep)).Length);
        Assert.Equal(2, (await ToldAsync(office.Manager)).Length);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_approve_but_hand_nothing_over_is_told_and_who_may_only_hand_over_is_not(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var counsel = await office.App.SignInAsync("counsel", Of(new { read = "all", approve = true }));
        var clerk = await office.App.SignInAsync("clerk", Of(new { read = "all", edit = "all", transfer = true }));
        var contract = MoneyOffice.IdOf(await office.Manager.CreateAsync("contract", new { account = office.Account, amount = 100, plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 100 } } }));
        (await office.Manager.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
        Assert.Equal(("review_requested", contract), Assert.Single(await ToldAsync(counsel)));
        Assert.Empty(await ToldAsync(clerk));

        static Dictionary<string, object> Of(object contracts) => new() { ["contract"] = contracts, ["notification"] = new { read = "own" } };
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_approves_what_they_submitted_or_own_but_who_administers_everything(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var own = await SubmittedAsync(office.Manager);
        Assert.DoesNotContain("approve", await OfferedAsync(office.Manager, "contract", own));
        var refused = await office.Manager.PostAsync($"/api/v1/contract/{own}/approve", new { });
        Assert.Equal((403, "own_review"), (refused.Status, refused.Code));
        (await office.Boss.PostAsync($"/api/v1/contract/{own}/approve", new { })).Expect(200);
        (await office.Manager.PostAsync($"/api/v1/contract/{own}/sign", new { signed_at = "2026-01-05" })).Expect(200);

        var change = MoneyOffice.IdOf(await office.Manager.CreateAsync("contract_change", new { contract = own, reason = "延期", end_date = "2031-01-01" }));
        (await office.Manager.PostAsync($"/api/v1/contract_change/{change}/submit", new { })).Expect(200);
        Assert.DoesNotContain("approve", await OfferedAsync(office.Manager, "contract_change", change));
        Assert.Equal("own_review", (await office.Manager.PostAsync($"/api/v1/contract_change/{change}/approve", new { })).Code);

        var boss = await SubmittedAsync(office.Boss);
        Assert.Contains("approve", await OfferedAsync(office.Boss, "contract", boss));
        (await office.Boss.PostAsync($"/api/v1/contract/{boss}/approve", new { review_note = "同意" })).Expect(200);
        var approved = (await office.Boss.GetAsync($"/api/v1/contract/{boss}")).Expect(200);
        Assert.Equal(("approved", "同意"), (approved.GetProperty("status").GetString(), approved.GetProperty("review_note").GetString()));

        async Task<Guid> SubmittedAsync(TestClient person)
        {
            var account = MoneyOffice.IdOf(await person.CreateAsync("account", new { name = $"客户 {person.Id:N}" }));
            var contract = MoneyOffice.IdOf(await person.CreateAsync("contract", new { account, amount = 100, plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 100 } } }));
            (await person.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
            return contract;
        }

        static async Task<string?[]> OfferedAsync(TestClient person, string definition, Guid id) =>
            [.. (await person.GetAsync($"/api/v1/{definition}/{id}/$actions")).Expect(200).GetProperty("actions").EnumerateArray().Select(a => a.GetString())];
    }

    [Theory, OnEveryDatabase]
    public async Task A_change_order_is_told_of_in_the_same_way(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(100);
        var (before, told) = ((await ToldAsync(office.Manager)).Length, (await ToldAsync(office.Rep)).Length);
        var change = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract_change", new { contract, reason = "延期", end_date = "2031-01-01" }));
        (await office.Rep.PostAsync($"/api/v1/contract_change/{change}/submit", new { })).Expect(200);
        Assert.Equal(before + 1, (await ToldAsync(office.Manager)).Length);
        (await office.Manager.PostAsync($"/api/v1/contract_change/{change}/approve", new { })).Expect(200);
        Assert.Equal(told + 1, (await ToldAsync(office.Rep)).Length);
    }

    [Theory, OnEveryDatabase]
    public async Task Signing_the_contract_of_an_open_deal_sets_its_amount_and_gives_its_owner_a_task_without_winning_it(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var deal = MoneyOffice.IdOf(await office.Rep.CreateAsync("opportunity", new { name = "焊接线", account = office.Account, amount = 5 }));
        var contract = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, opportunity = deal, amount = 100, plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 100 } } }));
        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
        (await office.Manager.PostAsync($"/api/v1/contract/{contract}/approve", new { })).Expect(200);
        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/sign", new { signed_at = "2026-01-05" })).Expect(200);

        var after = (await office.Rep.GetAsync($"/api/v1/opportunity/{deal}")).Expect(200);
        Assert.Equal((100m, "open"), (after.GetProperty("amount").GetDecimal(), after.GetProperty("status").GetString()));
        var task = Assert.Single(await office.Rep.ListAsync("task"));
        Assert.Equal((deal, office.Rep.Id), (task.GetProperty("opportunity").GetGuid(), task.GetProperty("owner").GetGuid()));
    }

    private static async Task<(string?, Guid)[]> ToldAsync(TestClient person) =>
        [.. (await person.ListAsync("notification", $"$filter=owner eq {person.Id}")).Select(n => (n.GetProperty("kind").GetString(), n.GetProperty("record").GetGuid()))];

    [Theory, OnEveryDatabase]
    public async Task The_story_of_a_record_tells_neither_of_what_rules_keep_for_themselves_nor_of_changes_of_nothing_else(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var account = MoneyOffice.IdOf(await office.Rep.CreateAsync("account", new { name = "宁波瑞丰汽车零部件有限公司" }));
        await office.Rep.CreateAsync("opportunity", new { name = "一单", account, amount = 7 });
        (await office.Rep.PatchAsync($"/api/v1/account/{account}", new { name = "宁波瑞丰有限公司" })).Expect(200);

        var story = (await office.Rep.GetAsync($"/api/v1/account/{account}/$history")).Expect(200).GetProperty("value").EnumerateArray().ToArray();
        var changed = Assert.Single(story, e => e.GetProperty("kind").GetString() == "updated");
        Assert.Equal(["name"], changed.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("field").GetString()));
    }
}
