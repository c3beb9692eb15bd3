using System.Text.Json;
using Tongke.Server.Tests.Contracts;
using Tongke.Server.Tests.Quotes;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Bench;

/// <summary>What waits for whose decision, and how who asked for it takes it back.</summary>
public sealed class ApprovalsTests
{
    [Theory, OnEveryDatabase]
    public async Task A_quote_waits_for_its_approver_with_what_from_whom_how_much_and_since_when(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, _) = await company.QuoteAsync(discount: 20);
        Assert.Empty(await WaitingAsync(company.Manager));
        (await company.Rep.PostAsync($"/api/v1/quote/{quote}/submit", new { })).Expect(200);

        var waiting = Assert.Single(await WaitingAsync(company.Manager));
        Assert.Equal(("quote", quote, "ana"), (waiting.GetProperty("object").GetString(), waiting.GetProperty("id").GetGuid(), waiting.GetProperty("by").GetString()));
        Assert.Equal((800m, "CNY"), (waiting.GetProperty("amount").GetDecimal(), waiting.GetProperty("currency").GetString()));
        Assert.StartsWith("上海客户", waiting.GetProperty("about").GetString(), StringComparison.Ordinal);
        Assert.InRange(waiting.GetProperty("since").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Empty(await WaitingAsync(company.Boss)); // who may do everything stands above nobody
        Assert.Empty(await WaitingAsync(company.Rep));

        const string unread = "$filter=kind eq 'quote_submitted' and read_at eq null";
        Assert.Single(await company.Manager.ListAsync("notification", unread));
        (await company.Rep.PostAsync($"/api/v1/quote/{quote}/withdraw", new { })).Expect(200);
        Assert.Empty(await company.Manager.ListAsync("notification", unread));
        (await company.Rep.PostAsync($"/api/v1/quote/{quote}/submit", new { })).Expect(200);
        Assert.Single(await company.Manager.ListAsync("notification", unread));
        (await company.Manager.PostAsync($"/api/v1/quote/{quote}/approve", new { })).Expect(200);
        Assert.Empty(await company.Manager.ListAsync("notification", unread));
        Assert.Empty(await WaitingAsync(company.Manager));
    }

    [Theory, OnEveryDatabase]
    public async Task A_contract_waits_for_who_may_approve_it_and_nobody_elses_until_it_is_withdrawn(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, amount = 100, plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 100 } } }));
        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
        Assert.Equal(contract, Assert.Single(await WaitingAsync(office.Manager)).GetProperty("id").GetGuid());
        Assert.Empty(await WaitingAsync(office.Rep));
        Assert.Empty(await WaitingAsync(office.Other));
        Assert.DoesNotContain("withdraw", await OfferedAsync(office.Manager, contract));

        const string unread = "$filter=kind eq 'review_requested' and read_at eq null";
        Assert.Single(await office.Manager.ListAsync("notification", unread));
        var told = (await office.Rep.ListAsync("notification")).Count;
        Assert.Contains("withdraw", await OfferedAsync(office.Rep, contract));
        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/withdraw", new { })).Expect(200);
        Assert.Equal("draft", (await office.Rep.GetAsync($"/api/v1/contract/{contract}")).Expect(200).GetProperty("status").GetString());
        Assert.Empty(await WaitingAsync(office.Manager));
        Assert.Equal(told, (await office.Rep.ListAsync("notification")).Count);
        Assert.Empty(await office.Manager.ListAsync("notification", unread));

        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
        (await office.Manager.PostAsync($"/api/v1/contract/{contract}/approve", new { })).Expect(200);
        Assert.Empty(await office.Manager.ListAsync("notification", unread));
        Assert.Equal(422, (await office.Rep.PostAsync($"/api/v1/contract/{contract}/withdraw", new { })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task The_answer_names_the_objects_that_may_come_to_wait_for_the_reader(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        Assert.Equal(["contract", "contract_change"], (await ObjectsAsync(office.Manager)).Intersect(["contract", "contract_change"]));
        Assert.DoesNotContain("contract", await ObjectsAsync(office.Rep));

        static async Task<string?[]> ObjectsAsync(TestClient person) =>
            [.. (await person.GetAsync("/api/pages/approvals")).Expect(200).GetProperty("objects").EnumerateArray().Select(o => o.GetString())];
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_not_read_the_amount_is_not_told_it(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var blind = await office.App.SignInAsync("blind", new Dictionary<string, object>
        {
            ["contract"] = new { read = "all", edit = "all", approve = true, fields = new Dictionary<string, string> { ["*"] = "edit", ["amount"] = "none" } },
        });
        var contract = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, amount = 100, plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 100 } } }));
        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);

        var waiting = Assert.Single(await WaitingAsync(blind));
        Assert.Equal((contract, JsonValueKind.Null, JsonValueKind.Null), (waiting.GetProperty("id").GetGuid(), waiting.GetProperty("amount").ValueKind, waiting.GetProperty("about").ValueKind));
    }

    private static async Task<IReadOnlyList<JsonElement>> WaitingAsync(TestClient person)
    {
        var page = (await person.GetAsync("/api/pages/approvals")).Expect(200);
        Assert.Equal(page.GetProperty("count").GetInt32(), page.GetProperty("items").GetArrayLength());
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private static async Task<string?[]> OfferedAsync(TestClient person, Guid contract) =>
        [.. (await person.GetAsync($"/api/v1/contract/{contract}/$actions")).Expect(200).GetProperty("actions").EnumerateArray().Select(a => a.GetString())];
}
