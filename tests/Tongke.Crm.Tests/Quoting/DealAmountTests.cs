using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Quoting;

/// <summary>What the quote of a deal without lines is for.</summary>
public sealed class DealAmountTests
{
    [Theory, OnEveryDatabase]
    public async Task The_quote_of_a_deal_without_lines_is_at_list_price_or_for_the_deals_amount_as_one_chooses(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" });
        var product = await crm.App.CreateAsync("product", new { name = "视觉检测单元", price = 1000m });
        var deal = await crm.App.CreateAsync("opportunity", new { name = "检测线", account, product, amount = 880_000m });
        Assert.Equal(1000m, await AmountAsync(deal, null));
        Assert.Equal(880_000m, await AmountAsync(deal, true));
        Assert.Equal(1000m, await AmountAsync(deal, false));

        // Without a product the line is the whole, and not what we call the deal; with lines these are what counts.
        var plain = await crm.App.CreateAsync("opportunity", new { name = "改造", account, amount = 50m });
        Assert.Equal(50m, await AmountAsync(plain, true));
        Assert.Contains(await crm.WhereAsync("quote_line", "description", "项目总价"), l => (decimal)l["price"]! == 50m);
        await crm.App.CreateAsync("opportunity_line", new { opportunity = deal, product, quantity = 2m });
        Assert.Equal(2000m, await AmountAsync(deal, false));
        var lined = Assert.IsType<Invalid>((await crm.ActAsync("opportunity", deal, "make_quote", new { match_amount = (bool?)true })).Refusal);
        Assert.Equal(("match_amount", "quote_deal_has_lines"), lined.Problems.Select(p => (p.Target, p.Message.Code)).Single());

        var worthless = await crm.App.CreateAsync("opportunity", new { name = "未定", account, product });
        var refused = Assert.IsType<Invalid>((await crm.ActAsync("opportunity", worthless, "make_quote", new { match_amount = (bool?)true })).Refusal);
        Assert.Equal(("match_amount", "quote_deal_without_amount"), refused.Problems.Select(p => (p.Target, p.Message.Code)).Single());

        async Task<decimal> AmountAsync(Guid of, bool? matches) =>
            (decimal)(await crm.ValueAsync("quote", (Guid)(await crm.DoAsync("opportunity", of, "make_quote", new { match_amount = matches }))["quote"]!, "amount"))!;
    }

    [Theory, OnEveryDatabase]
    public async Task An_accepted_quote_says_what_a_deal_is_worth_that_nobody_had_put_an_amount_to(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" });
        var product = await crm.App.CreateAsync("product", new { name = "视觉检测单元", price = 1000m });
        var open = await crm.App.CreateAsync("opportunity", new { name = "检测线", account, product });
        var worth = await crm.App.CreateAsync("opportunity", new { name = "改造", account, product, amount = 50m });

        foreach (var deal in new[] { open, worth })
        {
            var quote = (Guid)(await crm.DoAsync("opportunity", deal, "make_quote", new { match_amount = (bool?)null }))["quote"]!;
            var session = crm.App.Workspace.Open(crm.App.System);
            (await session.LoadAsync(crm.App.Schema["quote"], quote))!["status"] = "sent";
            await Kernel.Testing.TestWorkspace.DoneAsync(session);
            await crm.DoAsync("quote", quote, "accept", new { accepted_by = "王总" });
        }

        Assert.Equal((1000m, 50m), (await crm.ValueAsync("opportunity", open, "amount"), await crm.ValueAsync("opportunity", worth, "amount")));
    }
}
