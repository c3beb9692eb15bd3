using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Contracts;

/// <summary>Many clients that enter money at the same moment.</summary>
public sealed class MoneyAtOnceTests
{
    private const int Many = 24;

    [Theory, OnEveryDatabase]
    public async Task Receipts_that_together_fit_are_all_taken_and_matched(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new
        {
            account = office.Account, amount = 1200m,
            plans = Enumerable.Range(1, Many).Select(i => new { name = $"第{i}期", due_date = $"2030-01-{i:00}", amount = 50m }),
        }));
        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/submit", new { })).Expect(200);
        (await office.Manager.PostAsync($"/api/v1/contract/{contract}/approve", new { })).Expect(200);
        (await office.Rep.PostAsync($"/api/v1/contract/{contract}/sign", new { signed_at = "2026-01-05" })).Expect(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => office.Boss.PostAsync("/api/v1/payment", new { contract, account = office.Account, amount = 50m, received_at = "2026-01-06" })));

        Assert.All(answers, a => Assert.True(a.Status == 201, a.Text));
        var payments = await office.Boss.ListAsync("payment", $"$filter=contract eq {contract}");
        Assert.Equal(Enumerable.Repeat(50m, Many), payments.Select(p => p.GetProperty("matched_amount").GetDecimal()));
        var plans = await office.Boss.ListAsync("payment_plan", $"$filter=contract eq {contract}");
        Assert.Equal(Enumerable.Repeat(50m, Many), plans.Select(p => p.GetProperty("received").GetDecimal()));
        Assert.All(plans, p => Assert.Equal("paid", p.GetProperty("status").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Refunds_that_together_fit_are_all_taken(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(1000);
        var payment = MoneyOffice.IdOf(await office.Boss.CreateAsync("payment", new { contract, account = office.Account, amount = 1000m, received_at = "2026-01-06" }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => office.Boss.PostAsync("/api/v1/payment", new { contract, account = office.Account, kind = "refund", refund_of = payment, amount = 100m, received_at = "2026-01-07" })));

        Assert.All(answers, a => Assert.True(a.Status == 201, a.Text));
        Assert.Equal(0m, Assert.Single(await office.Boss.ListAsync("payment", $"$filter=id eq {payment}")).GetProperty("matched_amount").GetDecimal());
        Assert.Equal(400, (await office.Boss.PostAsync("/api/v1/payment", new { contract, account = office.Account, kind = "refund", refund_of = payment, amount = 0.01m, received_at = "2026-01-07" })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Instalments_that_are_added_at_once_get_places_of_their_own(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, amount = 1200m }));

        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => office.Boss.PostAsync("/api/v1/payment_plan", new { contract, amount = 50m, due_date = "2030-01-01" })));

        Assert.All(answers, a => Assert.True(a.Status == 201, a.Text));
        var plans = await office.Boss.ListAsync("payment_plan", $"$filter=contract eq {contract}&$orderby=sequence");
        Assert.Equal(Enumerable.Range(1, Many), plans.Select(p => p.GetProperty("sequence").GetInt32()));
        Assert.Equal(Many, plans.Select(p => p.GetProperty("name").GetString()).Distinct().Count());
    }
}
