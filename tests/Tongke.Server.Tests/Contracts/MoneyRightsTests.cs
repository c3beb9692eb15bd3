using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Contracts;

public sealed class MoneyRightsTests
{
    [Theory, OnEveryDatabase]
    public async Task Everybody_sees_of_contracts_and_money_what_their_role_says(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(100);
        await office.Finance.CreateAsync("payment", new { account = office.Account, contract, amount = 40 });

        foreach (var part in new[] { "contract", "payment_plan", "payment", "payment_match" })
        {
            Assert.Single(await office.Rep.ListAsync(part));
            Assert.Single(await office.Manager.ListAsync(part));
            Assert.Single(await office.Finance.ListAsync(part));
            Assert.Empty(await office.Other.ListAsync(part));
            Assert.True((await office.Service.GetAsync($"/api/v1/{part}")).Status is 403 or 404);
        }

        var account = (await office.Service.GetAsync($"/api/v1/account/{office.Account}")).Expect(200);
        Assert.False(account.TryGetProperty("contract_amount", out _) || account.TryGetProperty("received_amount", out _) || account.TryGetProperty("outstanding_amount", out _));
        Assert.Equal(400, (await office.Service.GetAsync("/api/v1/account?$filter=received_amount gt 0")).Status);
        Assert.Equal(60, (await office.Rep.GetAsync($"/api/v1/account/{office.Account}")).Expect(200).GetProperty("outstanding_amount").GetDecimal());
        Assert.False((await office.Finance.GetAsync($"/api/v1/contract/{contract}")).Expect(200).TryGetProperty("contact", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_sells_neither_approves_nor_takes_money_in_nor_issues_invoices(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var draft = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, amount = 10, plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 10 } } }));
        Assert.Equal(422, (await office.Rep.PostAsync($"/api/v1/contract/{draft}/sign", new { signed_at = "2026-01-05" })).Status);
        (await office.Rep.PostAsync($"/api/v1/contract/{draft}/submit", new { })).Expect(200);
        Assert.Equal(403, (await office.Rep.PostAsync($"/api/v1/contract/{draft}/approve", new { })).Status);
        Assert.Equal(403, (await office.Rep.PatchAsync($"/api/v1/contract/{draft}", new { status = "approved" })).Status);
        Assert.Equal(404, (await office.Other.PostAsync($"/api/v1/contract/{draft}/submit", new { })).Status);

        var contract = await office.SignedAsync(100);
        Assert.Equal(403, (await office.Rep.PostAsync("/api/v1/payment", new { account = office.Account, amount = 5 })).Status);
        Assert.Equal(403, (await office.Manager.PostAsync("/api/v1/payment", new { account = office.Account, amount = 5 })).Status);
        var plan = MoneyOffice.IdOf((await office.Rep.ListAsync("payment_plan", $"$filter=contract eq {contract}")).Single());
        Assert.Equal(403, (await office.Rep.PostAsync($"/api/v1/payment_plan/{plan}/write_off", new { reason = "x" })).Status);
        Assert.Equal(403, (await office.Finance.PatchAsync($"/api/v1/payment_plan/{plan}", new { amount = 5 })).Status);

        var title = await office.TitleAsync();
        var invoice = MoneyOffice.IdOf(await office.Rep.CreateAsync("invoice", new { contract, title, amount = 10, kind = "digital_general" }));
        Assert.Equal(403, (await office.Rep.PostAsync($"/api/v1/invoice/{invoice}/issue", new { invoice_number = "25312000000000000001" })).Status);
        (await office.Finance.PostAsync($"/api/v1/invoice/{invoice}/issue", new { invoice_number = "25312000000000000001" })).Expect(200);
        Assert.NotEqual(200, (await office.Rep.PatchAsync($"/api/v1/invoice/{invoice}", new { amount = 9 })).Status);
        Assert.NotEqual(204, (await office.Finance.DeleteAsync($"/api/v1/invoice/{invoice}")).Status);
        (await office.Finance.PostAsync($"/api/v1/payment_plan/{plan}/write_off", new { write_off_amount = 1, reason = "尾差" })).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task What_somebody_may_not_see_is_not_there_for_them_whatever_a_rule_would_say(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(100);
        var draft = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, name = "机密合同", amount = 10 }));
        var deal = MoneyOffice.IdOf(await office.Rep.CreateAsync("opportunity", new { account = office.Account, name = "机密商机" }));
        var title = await office.TitleAsync();
        var own = MoneyOffice.IdOf(await office.Other.CreateAsync("account", new { name = "另一家公司" }));
        var none = Guid.CreateVersion7();
        (string Object, object Body)[] attempts =
        [
            ("invoice", new { contract, amount = 1_000_000_000, kind = "digital_general" }),
            ("invoice", new { contract = none, amount = 1, kind = "digital_general" }),
            ("sales_order", new { account = own, contract }),
            ("contract", new { account = own, opportunity = deal, amount = 1 }),
            ("quote", new { account = own, opportunity = deal }),
            ("payment_plan", new { contract, amount = 1, due_date = "2030-01-01" }),
            ("payment_plan", new { contract = draft, amount = 1, due_date = "2030-01-01" }),
            ("payment_plan", new { contract = none, amount = 1, due_date = "2030-01-01" }),
            ("contract_line", new { contract, description = "x", quantity = 1, price = 1 }),
            ("contract_line", new { contract = none, description = "x", quantity = 1, price = 1 }),
        ];
        foreach (var (name, body) in attempts)
        {
            var answer = await office.Other.PostAsync($"/api/v1/{name}", body);
            Assert.True(answer.Status == 400 && answer.Text.Contains("lookup_not_found", StringComparison.Ordinal), $"{name}: {answer.Status} {answer.Text}");
            Assert.DoesNotContain("机密", answer.Text, StringComparison.Ordinal);
        }

        var mine = MoneyOffice.IdOf(await office.Other.CreateAsync("contract", new { account = own, amount = 5, plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 5 } } }));
        (await office.Other.PostAsync($"/api/v1/contract/{mine}/submit", new { })).Expect(200);
        (await office.Manager.PostAsync($"/api/v1/contract/{mine}/approve", new { })).Expect(200);
        (await office.Other.PostAsync($"/api/v1/contract/{mine}/sign", new { signed_at = "2026-01-05" })).Expect(200);
        var foreign = await office.Other.PostAsync("/api/v1/invoice", new { contract = mine, amount = 1, kind = "digital_general", title });
        Assert.Contains("lookup_not_found", foreign.Text, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Ageing_adds_up_what_the_reader_sees_and_leads_to_it(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        await office.SignedAsync(100);
        await office.SignedAsync(30, due: "2026-01-06");
        foreach (var by in new[] { "account", "owner", "department" })
        {
            var report = (await office.Finance.GetAsync($"/api/pages/ageing?by={by}")).Expect(200);
            Assert.Equal(130, report.GetProperty("total").GetProperty("outstanding").GetDecimal());
            var row = report.GetProperty("rows").EnumerateArray().Single();
            foreach (var bucket in row.GetProperty("buckets").EnumerateArray().Where(b => b.GetProperty("count").GetInt64() > 0))
                Assert.Single(await office.Finance.ListAsync("payment_plan", $"$filter={Uri.EscapeDataString(bucket.GetProperty("filter").GetString()!)}"));
        }

        Assert.Equal(0, (await office.Other.GetAsync("/api/pages/ageing")).Expect(200).GetProperty("total").GetProperty("outstanding").GetDecimal());
        Assert.Equal(403, (await office.Service.GetAsync("/api/pages/ageing")).Status);
        Assert.Equal(400, (await office.Finance.GetAsync("/api/pages/ageing?by=colour")).Status);
    }
}
