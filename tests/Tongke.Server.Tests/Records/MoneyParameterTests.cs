using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>An amount that an action takes is in the currency that stands beside it, as it is in a change of the record.</summary>
public sealed class MoneyParameterTests
{
    [Theory, OnEveryDatabase]
    public async Task A_deal_is_won_in_the_currency_that_was_given(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        await boss.CreateAsync("currency_rate", new { currency = "USD", date = "2020-01-01", rate = 7.2m });
        var payment = Assert.Single(await boss.ListAsync("stage", "$filter=code eq 'payment'")).GetProperty("id").GetGuid();
        var account = (await boss.CreateAsync("account", new { name = "海外客户" })).GetProperty("id").GetGuid();
        async Task<Guid> DealAsync(string currency) => (await boss.CreateAsync("opportunity", new { name = "D", account, stage = payment, amount = 100, amount_currency = currency })).GetProperty("id").GetGuid();

        foreach (var (held, sent, currency, inBase) in new (string, object, string, decimal)[]
        {
            ("CNY", new { amount = 5, amount_currency = "USD" }, "USD", 36),
            ("CNY", new { amount = 5, amount_currency = "usd" }, "USD", 36),
            ("USD", new { amount = 5 }, "USD", 36),
            ("USD", new { amount = 5, amount_currency = "CNY" }, "CNY", 5),
        })
        {
            var deal = await DealAsync(held);
            (await boss.PostAsync($"/api/v1/opportunity/{deal}/win", sent)).Expect(200);
            var won = (await boss.GetAsync($"/api/v1/opportunity/{deal}")).Expect(200);
            Assert.Equal((5m, currency, inBase), (won.GetProperty("amount").GetDecimal(), won.GetProperty("amount_currency").GetString(), won.GetProperty("amount_base").GetDecimal()));
        }

        foreach (var wrong in new object[] { "XXX", "dollars", 5 })
        {
            var (acted, patched) = (await DealAsync("CNY"), await DealAsync("CNY"));
            var (action, patch) = (await boss.PostAsync($"/api/v1/opportunity/{acted}/win", new { amount = 5, amount_currency = wrong }), await boss.PatchAsync($"/api/v1/opportunity/{patched}", new { amount = 5, amount_currency = wrong }));
            Assert.Equal((400, 400), (action.Status, patch.Status));
            Assert.Equal(Details(patch), Details(action));
        }

        var other = await DealAsync("CNY");
        Assert.Equal(400, (await boss.PostAsync($"/api/v1/opportunity/{other}/win", new { amount = 5, amount_base = 1 })).Status);
        Assert.Equal(400, (await boss.PostAsync($"/api/v1/opportunity/{other}/win", new { amount = 1e30 })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_becomes_a_deal_in_the_currency_of_its_estimate_or_the_one_given(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var (sent, amount, currency) in new (object, decimal, string)[]
        {
            (new { }, 100, "USD"), (new { amount = 7, amount_currency = "EUR" }, 7, "EUR"), (new { amount = 7 }, 7, "CNY"),
        })
        {
            var lead = (await boss.CreateAsync("lead", new { name = "王国栋", company = $"客户 {currency}", estimated_amount = 100, estimated_amount_currency = "USD" })).GetProperty("id").GetGuid();
            var made = (await boss.PostAsync($"/api/v1/lead/{lead}/convert", sent)).Expect(200).GetProperty("opportunity").GetString();
            var deal = (await boss.GetAsync($"/api/v1/opportunity/{made}")).Expect(200);
            Assert.Equal((amount, currency), (deal.GetProperty("amount").GetDecimal(), deal.GetProperty("amount_currency").GetString()));
        }
    }

    private static string Details(TestAnswer answer) => string.Join(';', answer.Json.GetProperty("error").GetProperty("details").EnumerateArray().Select(d => $"{d.GetProperty("target")} {d.GetProperty("code")}"));
}
