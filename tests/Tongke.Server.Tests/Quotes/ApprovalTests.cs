using Tongke.Testing;
using Xunit;
using static Tongke.Server.Tests.Quotes.QuoteCompany;

namespace Tongke.Server.Tests.Quotes;

/// <summary>How a quote comes to be, is approved, sent and replaced.</summary>
public sealed class ApprovalTests
{
    [Theory, OnEveryDatabase]
    public async Task A_discount_within_the_limit_needs_nobody_and_one_beyond_it_the_manager(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (modest, _) = await company.QuoteAsync(discount: 10);
        Assert.True((await company.Rep.PostAsync($"/api/v1/quote/{modest}/submit", new { })).Expect(200).GetProperty("approved").GetBoolean());
        Assert.Equal("approved", await company.StatusAsync(modest));

        var (bold, line) = await company.QuoteAsync(discount: 10.01m);
        Assert.Equal((422, "quote_needs_approval"), Refused(await company.Rep.PostAsync($"/api/v1/quote/{bold}/share", new { })));
        (await company.Rep.PostAsync($"/api/v1/quote/{bold}/submit", new { note = "老客户" })).Expect(200);
        Assert.Equal("pending", await company.StatusAsync(bold));
        Assert.Contains(await company.Manager.ListAsync("notification"), n => n.GetProperty("kind").GetString() == "quote_submitted");

        Assert.Equal((422, "action_not_available"), Refused(await company.Rep.PostAsync($"/api/v1/quote/{bold}/approve", new { })));
        Assert.Equal(400, (await company.Rep.PatchAsync($"/api/v1/quote_line/{line}", new { discount = 5 })).Status);
        Assert.Equal(400, (await company.Manager.PostAsync($"/api/v1/quote/{bold}/reject", new { })).Status);
        (await company.Manager.PostAsync($"/api/v1/quote/{bold}/reject", new { reason = "折扣太大" })).Expect(200);
        Assert.Contains(await company.Rep.ListAsync("notification"), n => n.GetProperty("kind").GetString() == "quote_rejected" && n.GetProperty("text").GetString() == "折扣太大");

        (await company.Rep.PatchAsync($"/api/v1/quote_line/{line}", new { discount = 12 })).Expect(200);
        (await company.Rep.PostAsync($"/api/v1/quote/{bold}/submit", new { })).Expect(200);
        (await company.Manager.PostAsync($"/api/v1/quote/{bold}/approve", new { note = "可以" })).Expect(200);
        Assert.Equal("approved", await company.StatusAsync(bold));
        (await company.Rep.PostAsync($"/api/v1/quote/{bold}/share", new { })).Expect(200);
        Assert.Equal("sent", await company.StatusAsync(bold));
    }

    [Theory, OnEveryDatabase]
    public async Task A_quote_that_needs_nobody_is_confirmed_and_one_that_does_is_submitted_and_only_the_one_is_offered(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (modest, _) = await company.QuoteAsync(discount: 10);
        Assert.Equal((true, false), await OfferedAsync(modest));
        (await company.Rep.PostAsync($"/api/v1/quote/{modest}/confirm", new { })).Expect(200);
        Assert.Equal("approved", await company.StatusAsync(modest));

        var (bold, _) = await company.QuoteAsync(discount: 10.01m);
        Assert.Equal((false, true), await OfferedAsync(bold));
        Assert.Equal((422, "quote_needs_approval"), Refused(await company.Rep.PostAsync($"/api/v1/quote/{bold}/confirm", new { })));
        Assert.Equal("draft", await company.StatusAsync(bold));

        async Task<(bool Confirm, bool Submit)> OfferedAsync(Guid quote)
        {
            var actions = (await company.Rep.GetAsync($"/api/v1/quote/{quote}/$actions")).Expect(200).GetProperty("actions").EnumerateArray().Select(a => a.GetString()).ToArray();
            return (actions.Contains("confirm"), actions.Contains("submit"));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Deleting_is_offered_only_while_the_quote_is_not_closed(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, _) = await company.QuoteAsync();
        Assert.True(await DeletesAsync());
        (await company.Rep.PostAsync($"/api/v1/quote/{quote}/confirm", new { })).Expect(200);
        Assert.False(await DeletesAsync());
        Assert.Equal((422, "locked_now"), Refused(await company.Boss.DeleteAsync($"/api/v1/quote/{quote}")));

        async Task<bool> DeletesAsync() => (await company.Boss.GetAsync($"/api/v1/quote/{quote}/$actions")).Expect(200).GetProperty("delete").GetBoolean();
    }

    [Theory, OnEveryDatabase]
    public async Task The_answer_to_an_approved_quote_is_noted_without_a_link(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (taken, _) = await company.QuoteAsync();
        Assert.Equal((422, "action_not_available"), Refused(await company.Rep.PostAsync($"/api/v1/quote/{taken}/accept", new { accepted_by = "王总" })));
        (await company.Rep.PostAsync($"/api/v1/quote/{taken}/submit", new { })).Expect(200);
        (await company.Rep.PostAsync($"/api/v1/quote/{taken}/accept", new { accepted_by = "王总" })).Expect(200);
        Assert.Equal("accepted", await company.StatusAsync(taken));

        var (lost, _) = await company.QuoteAsync();
        (await company.Rep.PostAsync($"/api/v1/quote/{lost}/submit", new { })).Expect(200);
        (await company.Rep.PostAsync($"/api/v1/quote/{lost}/decline", new { reason = "预算不足" })).Expect(200);
        Assert.Equal("declined", await company.StatusAsync(lost));
    }

    [Theory, OnEveryDatabase]
    public async Task A_lower_price_typed_in_is_a_discount_too_and_a_products_own_limit_binds_everybody(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (cheap, line) = await company.QuoteAsync();
        (await company.Rep.PatchAsync($"/api/v1/quote_line/{line}", new { price = 850 })).Expect(200);
        (await company.Rep.PostAsync($"/api/v1/quote/{cheap}/submit", new { })).Expect(200);
        Assert.Equal("pending", await company.StatusAsync(cheap));

        var product = Id(await company.Boss.CreateAsync("product", new { name = "有底价", price = 100, lowest_price = 99 }));
        var (floor, _) = await company.QuoteAsync();
        await company.Rep.CreateAsync("quote_line", new { quote = floor, product, discount = 2 });
        (await company.Rep.PostAsync($"/api/v1/quote/{floor}/submit", new { })).Expect(200);
        Assert.Equal("pending", await company.StatusAsync(floor));
        Assert.Equal((403, "quote_not_approver"), Refused(await (await company.App.SignInAsync("fin", new Dictionary<string, object> { ["quote"] = new { read = "all" } })).PostAsync($"/api/v1/quote/{floor}/approve", new { })));
    }

    [Theory, OnEveryDatabase]
    public async Task A_quote_is_made_of_a_deal_in_one_action_and_a_new_version_takes_its_place(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var account = Id(await company.Rep.CreateAsync("account", new { name = "版本客户" }));
        var product = Id(await company.Boss.CreateAsync("product", new { name = "机器人", price = 200 }));
        var deal = Id(await company.Rep.CreateAsync("opportunity", new { name = "产线改造", account }));
        await company.Rep.CreateAsync("opportunity_line", new { opportunity = deal, product, quantity = 3, price = 180, discount = 5 });
        await company.Rep.CreateAsync("opportunity_line", new { opportunity = deal, product, quantity = 1, description = "备件" });

        var quote = (await company.Rep.PostAsync($"/api/v1/opportunity/{deal}/make_quote", new { })).Expect(200).GetProperty("quote").GetGuid();
        var made = await company.ReadAsync(quote);
        Assert.Equal(("产线改造", account, 713m, "draft"), (made.GetProperty("name").GetString(), made.GetProperty("account").GetGuid(), made.GetProperty("amount").GetDecimal(), made.GetProperty("status").GetString()));
        Assert.Matches("^BJ\\d{6}-0001$", made.GetProperty("number").GetString());

        (await company.Boss.PostAsync($"/api/v1/quote/{quote}/share", new { })).Expect(200);
        var next = (await company.Rep.PostAsync($"/api/v1/quote/{quote}/new_version", new { })).Expect(200).GetProperty("quote").GetGuid();
        var second = await company.ReadAsync(next);
        Assert.Equal(("superseded", "draft", 2, 713m), (await company.StatusAsync(quote), second.GetProperty("status").GetString(), second.GetProperty("version_number").GetInt32(), second.GetProperty("amount").GetDecimal()));
        Assert.Equal(made.GetProperty("number").GetString() + "-V2", second.GetProperty("number").GetString());
        Assert.Equal(422, (await company.Rep.PostAsync($"/api/v1/quote/{quote}/new_version", new { })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_deal_gets_a_draft_once_when_it_enters_a_stage_that_makes_one(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var boss = company.Boss;
        var account = Id(await company.Rep.CreateAsync("account", new { name = "自动报价" }));
        var made = await company.Rep.CreateAsync("opportunity", new { name = "自动", account });
        var deal = Id(made);
        var stages = await boss.ListAsync("stage", $"$filter=pipeline eq {made.GetProperty("pipeline").GetGuid()}&$orderby=position");
        var (first, second) = (Id(stages[0]), Id(stages[1]));
        (await boss.PatchAsync($"/api/v1/stage/{second}", new { auto_quote = true, required_fields = Array.Empty<string>(), entry_criteria = (object?)null })).Expect(200);
        (await boss.PatchAsync($"/api/v1/stage/{first}", new { exit_criteria = (object?)null })).Expect(200);
        var product = Id(await boss.CreateAsync("product", new { name = "自动产品", price = 50 }));
        await company.Rep.CreateAsync("opportunity_line", new { opportunity = deal, product, quantity = 2 });

        foreach (var stage in new[] { second, first, second })
            (await boss.PostAsync($"/api/v1/opportunity/{deal}/move_stage", new { stage })).Expect(200);

        var quote = Assert.Single(await company.Rep.ListAsync("quote", $"$filter=opportunity eq {deal}"));
        Assert.Equal((100m, "draft", company.Rep.Id), (quote.GetProperty("amount").GetDecimal(), quote.GetProperty("status").GetString(), quote.GetProperty("owner").GetGuid()));
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_right_is_refused_and_nothing_is_half_done(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, line) = await company.QuoteAsync();
        foreach (var bad in new object[]
        {
            new { quantity = -1 }, new { quantity = 0 }, new { quantity = 1e9 }, new { price = -0.01 }, new { price = 1e12 }, new { discount = 101 }, new { discount = -1 },
            new { tax_rate = -1 }, new { quantity = 100_000_000, price = 1_000_000_000 }, new { quantity = "viel" }, new { price_currency = "USD" }, new { amount = 1 }, new { over_limit = true },
        })
            await RefusedAsync(company, $"/api/v1/quote_line/{line}", bad);

        foreach (var bad in new object[] { new { amount_currency = "XXX" }, new { amount_currency = "USD" }, new { valid_until = "2001-01-01" }, new { status = "accepted" }, new { number = "1" }, new { amount = 5 } })
            await RefusedAsync(company, $"/api/v1/quote/{quote}", bad);

        Assert.Equal((1000m, "draft"), ((await company.ReadAsync(quote)).GetProperty("amount").GetDecimal(), await company.StatusAsync(quote)));
        var empty = Id(await company.Rep.CreateAsync("quote", new { account = (await company.ReadAsync(quote)).GetProperty("account").GetGuid() }));
        Assert.Equal((422, "quote_without_lines"), Refused(await company.Rep.PostAsync($"/api/v1/quote/{empty}/submit", new { })));
    }

    private static async Task RefusedAsync(QuoteCompany company, string path, object bad)
    {
        var answer = await company.Rep.PatchAsync(path, bad);
        Assert.True(Refusals.Contains(answer.Status), $"{bad}: {answer.Status} {answer.Text}");
    }

    private static readonly int[] Refusals = [400, 403, 422];

    private static (int, string?) Refused(TestAnswer answer) => (answer.Status, answer.Code);

    [Theory, OnEveryDatabase]
    public async Task Deciding_is_offered_to_the_approver_and_not_to_others_who_see_the_quote(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, _) = await company.QuoteAsync(discount: 20);
        (await company.Rep.PostAsync($"/api/v1/quote/{quote}/submit", new { })).Expect(200);

        Assert.Contains("approve", await OfferedAsync(company.Manager));
        Assert.DoesNotContain("approve", await OfferedAsync(company.Boss));
        Assert.DoesNotContain("reject", await OfferedAsync(company.Boss));

        async Task<string?[]> OfferedAsync(TestClient person) =>
            [.. (await person.GetAsync($"/api/v1/quote/{quote}/$actions")).Expect(200).GetProperty("actions").EnumerateArray().Select(a => a.GetString())];
    }

    [Theory, OnEveryDatabase]
    public async Task A_link_is_for_the_quotes_contact_unless_somebody_else_is_named(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, _) = await company.QuoteAsync();
        var account = (await company.ReadAsync(quote)).GetProperty("account").GetGuid();
        var contact = Id(await company.Rep.CreateAsync("contact", new { name = "王海涛", account }));
        (await company.Rep.PatchAsync($"/api/v1/quote/{quote}", new { contact })).Expect(200);
        (await company.Rep.PostAsync($"/api/v1/quote/{quote}/share", new { })).Expect(200);
        Assert.Equal("王海涛", (await company.Rep.GetAsync($"/api/quotes/{quote}/links")).Expect(200).GetProperty("links")[0].GetProperty("note").GetString());
    }
}
