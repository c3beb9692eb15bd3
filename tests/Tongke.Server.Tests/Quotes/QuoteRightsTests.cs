using System.Text;
using Tongke.Testing;
using Xunit;
using static Tongke.Server.Tests.Quotes.QuoteCompany;

namespace Tongke.Server.Tests.Quotes;

/// <summary>Who sees a quote, its lines, its links and its print.</summary>
public sealed class QuoteRightsTests
{
    [Theory, OnEveryDatabase]
    public async Task Nothing_of_a_quote_is_open_to_a_colleague_who_may_not_see_it(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, line) = await company.QuoteAsync();
        (await company.Rep.PostAsync($"/api/v1/quote/{quote}/share", new { })).Expect(200);
        var ben = await company.OtherAsync();
        foreach (var path in new[] { $"/api/v1/quote/{quote}", $"/api/v1/quote_line/{line}", $"/api/quotes/{quote}/links", $"/api/quotes/{quote}/price?product={Guid.NewGuid()}&quantity=1", $"/api/documents/quote/{quote}" })
            Assert.Equal(404, (await ben.GetAsync(path)).Status);
        foreach (var action in new[] { "submit", "approve", "share", "revoke_links", "accept", "new_version", "copy" })
            Assert.Equal(404, (await ben.PostAsync($"/api/v1/quote/{quote}/{action}", new { })).Status);

        Assert.Empty(await ben.ListAsync("quote_link"));
        var (draft, _) = await company.QuoteAsync();
        Assert.Contains((await ben.PostAsync("/api/v1/quote_line", new { quote = draft, description = "混入", price = 1 })).Status, Closed);
        Assert.Equal(403, (await company.Rep.PostAsync("/api/v1/quote_link", new { quote, expires_at = "2099-01-01T00:00:00Z" })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_is_on_the_team_of_a_deal_makes_its_quote_which_belongs_to_the_deals_owner_and_works_on_it(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (rep, ben) = (company.Rep, await company.OtherAsync());
        var deal = Id(await rep.CreateAsync("opportunity", new { name = "产线改造", account = Id(await rep.CreateAsync("account", new { name = "上海客户" })) }));
        var product = Id(await company.Boss.CreateAsync("product", new { name = "焊接工作站", price = 1000 }));
        Assert.Equal(404, (await ben.PostAsync($"/api/v1/opportunity/{deal}/make_quote", new { })).Status);
        await company.Boss.CreateAsync("record_member", new { @object = "opportunity", record = deal, user = ben.Id, access = "edit" });

        var quote = (await ben.PostAsync($"/api/v1/opportunity/{deal}/make_quote", new { })).Expect(200).GetProperty("quote").GetGuid();
        Assert.Equal(rep.Id, (await ben.GetAsync($"/api/v1/quote/{quote}")).Expect(200).GetProperty("owner").GetGuid());
        var line = await ben.CreateAsync("quote_line", new { quote, product, quantity = 2 });
        Assert.Equal(rep.Id, line.GetProperty("owner").GetGuid());
        Assert.Single(await ben.ListAsync("quote_line"));
        Assert.Single(await rep.ListAsync("quote_line"));
        (await ben.PatchAsync($"/api/v1/quote_line/{Id(line)}", new { quantity = 3 })).Expect(200);

        // Elsewhere nothing opens.
        var (others, _) = await company.QuoteAsync();
        Assert.Contains((await ben.PostAsync("/api/v1/quote_line", new { quote = others, description = "混入", price = 1 })).Status, Closed);
        Assert.Single(await ben.ListAsync("quote_line"));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_reads_a_quote_prints_it_unless_part_of_it_is_hidden_and_only_editors_get_links(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, _) = await company.QuoteAsync();
        var reads = await company.App.SignInAsync("fin", new Dictionary<string, object> { ["quote"] = new { read = "all" }, ["quote_line"] = new { read = "all" } });
        Assert.Equal(200, (await reads.GetAsync($"/api/documents/quote/{quote}")).Status);
        Assert.Equal(403, (await reads.GetAsync($"/api/quotes/{quote}/links")).Status);
        var half = await company.App.SignInAsync("half", new Dictionary<string, object> { ["quote"] = new { read = "all", fields = new Dictionary<string, string> { ["*"] = "read", ["amount"] = "none" } } });
        Assert.Equal(403, (await half.GetAsync($"/api/documents/quote/{quote}")).Status);
        foreach (var path in new[] { $"/api/documents/account/{quote}", $"/api/documents/quote/{Guid.NewGuid()}", "/api/documents/nothing/" + quote })
            Assert.Equal(404, (await company.Boss.GetAsync(path)).Status);
        Assert.Equal(400, (await company.Boss.GetAsync($"/api/documents/quote/{quote}?language=fr")).Status);
        foreach (var bad in new[] { "", "?product=x&quantity=1", $"?product={Guid.NewGuid()}&quantity=-1", $"?product={Guid.NewGuid()}&quantity=1e3" })
            Assert.Equal(400, (await company.Rep.GetAsync($"/api/quotes/{quote}/price{bad}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_printed_quote_has_its_pages_its_fonts_and_text_that_can_be_searched(TestDatabase database)
    {
        await using var company = await QuoteCompany.StartAsync(database);
        var (quote, _) = await company.QuoteAsync(discount: 5, quantity: 2);
        for (var i = 0; i < 60; i++)
            await company.Rep.CreateAsync("quote_line", new { quote, section = $"第 {i / 20} 部分", description = $"部件 {i}，𠮷 龘 naïve ąę", price = 10.5, quantity = i + 1 });

        foreach (var language in new[] { "zh", "en" })
        {
            var answer = await company.Rep.GetAsync($"/api/documents/quote/{quote}?language={language}");
            var file = Encoding.Latin1.GetString(answer.Bytes);
            Assert.Equal((200, "application/pdf"), (answer.Status, answer.ContentHeaders.ContentType!.MediaType));
            Assert.StartsWith("%PDF-1.", file, StringComparison.Ordinal);
            Assert.Contains("/ToUnicode", file, StringComparison.Ordinal);
            Assert.Contains("/FontFile2", file, StringComparison.Ordinal);
            Assert.InRange(answer.Bytes.Length, 5_000, 900_000);
        }
    }

    private static readonly int[] Closed = [400, 403, 404];
}
