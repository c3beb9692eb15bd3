using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Contracts;

/// <summary>What can't be is refused with the reason, and nothing is half done.</summary>
public sealed class MoneyInputTests
{
    [Theory, OnEveryDatabase]
    public async Task Numbers_and_days_that_lead_out_of_what_can_be_kept_are_refused(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        Assert.Equal(400, (await office.Rep.PostAsync("/api/v1/opportunity", new { account = office.Account, name = "大单", amount = 9_000_000_000_000_000m })).Status);
        await SetAmountsAsync(office, deals: 1);
        var second = await office.Rep.PostAsync("/api/v1/opportunity", new { account = office.Account, name = "又一单", amount = 1_000_000_000_000m });
        Assert.True(second.Status == 422 && second.Text.Contains("total_too_large", StringComparison.Ordinal), second.Text);

        await office.Boss.CreateAsync("currency_rate", new { currency = "EUR", rate = 9_999_999_999m, date = "2026-01-01" });
        var paid = await office.Finance.PostAsync("/api/v1/payment", new { account = office.Account, amount = 1_000_000_000m, amount_currency = "EUR" });
        Assert.True(paid.Status == 400 && paid.Text.Contains("number_too_large", StringComparison.Ordinal) && paid.Text.Contains("\"amount\"", StringComparison.Ordinal), paid.Text);

        var draft = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, amount = 100, start_date = "2026-01-01", end_date = "9999-12-31", plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 100 } } }));
        var term = (await office.Rep.ListAsync("payment_term"))[0].GetProperty("id").GetGuid();
        foreach (var from in new[] { "0001-01-01", "1989-12-31", "2200-01-01", "9999-12-31" })
        {
            var plan = await office.Rep.PostAsync($"/api/v1/contract/{draft}/make_plan", new { term, from });
            Assert.True(plan.Status == 400 && plan.Text.Contains("plan_in_another_age", StringComparison.Ordinal) && plan.Text.Contains("\"from\"", StringComparison.Ordinal), plan.Text);
        }

        var signed = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, amount = 100, start_date = "2026-01-01", end_date = "9999-12-31", plans = new[] { new { name = "全款", due_date = "2030-01-01", amount = 100 } } }));
        (await office.Rep.PostAsync($"/api/v1/contract/{signed}/submit", new { })).Expect(200);
        (await office.Manager.PostAsync($"/api/v1/contract/{signed}/approve", new { })).Expect(200);
        (await office.Rep.PostAsync($"/api/v1/contract/{signed}/sign", new { signed_at = "2026-01-05" })).Expect(200);
        (await office.Rep.PostAsync($"/api/v1/contract/{signed}/renew", new { })).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task Totals_that_are_larger_than_the_database_reckons_are_said_to_be_so(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        await SetAmountsAsync(office, deals: 12);
        foreach (var path in new[] { "/api/pages/sales", "/api/v1/opportunity?$apply=aggregate(amount with sum as t)", "/api/v1/opportunity?$apply=groupby((stage),aggregate(amount with average as t))" })
        {
            var answer = await office.Rep.GetAsync(path);
            Assert.True(database.Dialect == Storage.Dialect.Postgres ? answer.Status == 200 : answer.Status == 422 && answer.Text.Contains("total_out_of_range", StringComparison.Ordinal), $"{path}: {answer.Status} {answer.Text}");
        }
    }

    /// <summary>Deals of amounts as no person can enter them, which came by an older version or past the product.</summary>
    private static async Task SetAmountsAsync(MoneyOffice office, int deals)
    {
        for (var i = 0; i < deals; i++)
            await office.Rep.CreateAsync("opportunity", new { account = MoneyOffice.IdOf(await office.Rep.CreateAsync("account", new { name = $"大数公司 {i}" })), name = $"大单 {i}", amount = 1 });
        if (deals == 1)
            await office.Rep.CreateAsync("opportunity", new { account = office.Account, name = "大单", amount = 1 });
        var largest = Storage.Sql.Value(9_999_999_999_999_999m, Storage.ColumnType.Decimal(18, 2));
        var batch = new Storage.WriteBatch();
        batch.Add(Storage.Sql.From($"update opportunity set amount = {largest}, amount_base = {largest}"));
        await office.App.Workspace.Database.WriteAsync(batch, TestContext.Current.CancellationToken);
    }

    [Theory, OnEveryDatabase]
    public async Task Amounts_that_are_negative_huge_or_in_an_unknown_currency_are_refused_field_by_field(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(100);
        object[] wrong =
        [
            new { account = office.Account, amount = -1 }, new { account = office.Account, amount = 0 }, new { account = office.Account, amount = 1e30 }, new { account = office.Account, amount = "100" },
            new { account = office.Account, amount = 5, amount_currency = "ABC" }, new { account = office.Account, amount = 5, amount_currency = "USD" }, new { account = office.Account, amount = 5, received_at = "2999-01-01" },
            new { account = office.Account, contract, amount = 5, kind = "refund" }, new { account = Guid.NewGuid(), amount = 5 },
        ];
        foreach (var body in wrong)
        {
            var answer = await office.Finance.PostAsync("/api/v1/payment", body);
            Assert.Equal((400, true), (answer.Status, answer.Json.GetProperty("error").GetProperty("details").GetArrayLength() > 0));
        }

        Assert.Empty(await office.Finance.ListAsync("payment"));
        Assert.Equal(400, (await office.Rep.PostAsync("/api/v1/contract_line", new { contract, description = "x", price = 1, quantity = -1 })).Status);
        Assert.Equal(400, (await office.Rep.PostAsync("/api/v1/contract", new { account = office.Account, amount = -0.01 })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Days_out_of_all_reason_are_refused_of_quotes_orders_and_deliveries(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var order = await office.Rep.CreateAsync("sales_order", new { account = office.Account, ordered_at = "1990-01-01", delivery_date = "2200-12-31" });
        await office.Rep.CreateAsync("contract", new { account = office.Account, amount = 100, end_date = "9999-12-31" }); // without an end
        foreach (var day in new[] { "0001-01-01", "1989-12-31", "2201-01-01", "9999-12-31" })
            foreach (var (path, field, body) in new (string, string, object)[]
            {
                ("sales_order", "ordered_at", new { account = office.Account, ordered_at = day }),
                ("sales_order", "delivery_date", new { account = office.Account, delivery_date = day }),
                ("delivery", "delivered_at", new { sales_order = order.GetProperty("id").GetGuid(), delivered_at = day }),
                ("delivery", "accepted_at", new { sales_order = order.GetProperty("id").GetGuid(), accepted_at = day }),
                ("quote", "issued_on", new { account = office.Account, name = "报价", issued_on = day, valid_until = day }),
            })
            {
                var refused = await office.Boss.PostAsync($"/api/v1/{path}", body);
                Assert.True(refused.Status == 400 && refused.Json.GetProperty("error").GetProperty("details").EnumerateArray()
                    .Any(d => d.GetProperty("target").GetString() == field && d.GetProperty("message").GetString()!.Contains("between 1990-01-01 and 2200-12-31", StringComparison.Ordinal)), $"{path} {field} {day}: {refused.Text}");
            }
    }

    [Theory, OnEveryDatabase]
    public async Task Money_received_before_any_bank_remembers_is_refused_and_parts_of_a_cent_are_rounded(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        foreach (var day in new[] { "0001-01-01", "1989-12-31" })
        {
            var refused = await office.Finance.PostAsync("/api/v1/payment", new { account = office.Account, amount = 5, received_at = day });
            Assert.Equal((400, "received_at"), (refused.Status, refused.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString()));
            Assert.Contains("before 1990-01-01", refused.Text, StringComparison.Ordinal);
        }

        foreach (var (given, kept) in new[] { (0.005m, 0.01m), (1.005m, 1.01m), (1.004m, 1m) })
            Assert.Equal(kept, (await office.Finance.CreateAsync("payment", new { account = office.Account, amount = given, received_at = "1990-01-01" })).GetProperty("amount").GetDecimal());
        Assert.Equal(400, (await office.Finance.PostAsync("/api/v1/payment", new { account = office.Account, amount = 0.004m })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task An_invoice_above_the_contract_by_a_cent_and_a_plan_that_does_not_sum_are_refused(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(100);
        var title = await office.TitleAsync();
        var above = await office.Rep.PostAsync("/api/v1/invoice", new { contract, title, amount = 100.01, kind = "general" });
        Assert.Equal((400, "invoice_above_contract"), (above.Status, above.Json.GetProperty("error").GetProperty("details")[0].GetProperty("code").GetString()));
        (await office.Rep.PostAsync("/api/v1/invoice", new { contract, title, amount = 100, kind = "general" })).Expect(201);

        var tooLittle = MoneyOffice.IdOf(await office.Rep.CreateAsync("contract", new { account = office.Account, amount = 10, plans = new[] { new { due_date = "2030-01-01", amount = 9.99 } } }));
        var refused = await office.Rep.PostAsync($"/api/v1/contract/{tooLittle}/submit", new { });
        Assert.Equal((422, "plans_below_contract"), (refused.Status, refused.Code));
        Assert.Contains("¥0.01", refused.Text, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_wrong_with_a_match_by_hand_is_told_of_its_parameters_and_never_of_the_payments_own_fields(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var plan = (await office.Rep.ListAsync("payment_plan", $"$filter=contract eq {await office.SignedAsync(100)}"))[0].GetProperty("id").GetGuid();
        var stranger = MoneyOffice.IdOf(await office.Rep.CreateAsync("account", new { name = "苏州恒力模具有限公司" }));
        var own = MoneyOffice.IdOf(await office.Finance.CreateAsync("payment", new { account = office.Account, amount = 150, matching = "manual" }));
        var others = MoneyOffice.IdOf(await office.Finance.CreateAsync("payment", new { account = stranger, amount = 50, matching = "manual" }));

        Assert.Equal(("match_amount", "match_above_credit"), await RefusedAsync(own, 151));
        Assert.Equal(("match_amount", "match_above_plan"), await RefusedAsync(own, 101));
        Assert.Equal(("plan", "match_of_other_account"), await RefusedAsync(others, 10));
        (await office.Finance.PostAsync($"/api/v1/payment/{own}/match_by_hand", new { plan, match_amount = 100 })).Expect(200);

        async Task<(string?, string?)> RefusedAsync(Guid payment, decimal amount)
        {
            var answer = await office.Finance.PostAsync($"/api/v1/payment/{payment}/match_by_hand", new { plan, match_amount = amount });
            Assert.Equal(400, answer.Status);
            var detail = Assert.Single(answer.Json.GetProperty("error").GetProperty("details").EnumerateArray());
            return (detail.GetProperty("target").GetString(), detail.GetProperty("code").GetString());
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Of_many_who_match_one_payment_at_once_those_get_something_for_whom_it_is_enough(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var plan = (await office.Rep.ListAsync("payment_plan", $"$filter=contract eq {await office.SignedAsync(100)}"))[0].GetProperty("id").GetGuid();
        var payment = MoneyOffice.IdOf(await office.Finance.CreateAsync("payment", new { account = office.Account, amount = 40, matching = "manual" }));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => office.Finance.PostAsync($"/api/v1/payment/{payment}/match_by_hand", new { plan, match_amount = 9 })));

        Assert.Equal(4, answers.Count(a => a.Status == 200));
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal((400, "match_above_credit"), (a.Status, a.Json.GetProperty("error").GetProperty("details")[0].GetProperty("code").GetString())));
        Assert.Equal(36, (await office.Finance.GetAsync($"/api/v1/payment/{payment}")).Json.GetProperty("matched_amount").GetDecimal());
    }

    [Theory, OnEveryDatabase]
    public async Task What_another_records_rules_refuse_is_not_told_as_a_field_of_the_record_that_was_written(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var contract = await office.SignedAsync(100);
        var renewed = await office.Rep.PostAsync($"/api/v1/contract/{contract}/renew", new { new_start = "2030-05-02", new_end = "2030-05-01" });
        Assert.Equal(400, renewed.Status);
        var detail = Assert.Single(renewed.Json.GetProperty("error").GetProperty("details").EnumerateArray());
        Assert.False(detail.TryGetProperty("target", out _), renewed.Text);
        Assert.Equal("end_date", (await office.Rep.PostAsync("/api/v1/contract", new { account = office.Account, start_date = "2030-05-02", end_date = "2030-05-01" }))
            .Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_bank_entry_is_not_taken_in_twice(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        await office.Finance.CreateAsync("payment", new { account = office.Account, amount = 5, bank_reference = "20260105000001" });
        Assert.Equal(409, (await office.Finance.PostAsync("/api/v1/payment", new { account = office.Account, amount = 5, bank_reference = "20260105000001" })).Status);
        Assert.Single(await office.Finance.ListAsync("payment"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_credit_code_with_a_wrong_check_digit_is_refused(TestDatabase database)
    {
        await using var office = await MoneyOffice.StartAsync(database);
        var answer = await office.Rep.PostAsync("/api/v1/invoice_title", new { account = office.Account, uscc = "91310115MA1K35J0X0" });
        Assert.Equal((400, "uscc"), (answer.Status, answer.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString()));
    }
}
