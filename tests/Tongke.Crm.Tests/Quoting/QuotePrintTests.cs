using Tongke.Crm.Quoting;
using Tongke.Kernel.Texts;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Quoting;

/// <summary>What a customer reads on a quote.</summary>
public sealed class QuotePrintTests
{
    [Theory, OnEveryDatabase]
    public async Task A_quote_prints_the_title_that_is_meant_for_the_customer_and_never_what_we_call_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "宁波瑞丰" });
        var opportunity = await crm.App.CreateAsync("opportunity", new { name = "瑞丰（竞品已报低价）", account, amount = 10m });
        var quote = await crm.App.CreateAsync("quote", new { opportunity });
        await crm.App.CreateAsync("quote_line", new { quote, description = "检测单元", price = 10m });
        Assert.Equal("瑞丰（竞品已报低价）", await crm.ValueAsync("quote", quote, "name"));
        Assert.DoesNotContain("竞品", await PrintedAsync(crm, quote), StringComparison.Ordinal);

        Assert.Null(await crm.App.UpdateAsync("quote", quote, new { subject = "视觉检测线" }));
        Assert.Contains("标题: 视觉检测线", await PrintedAsync(crm, quote), StringComparison.Ordinal);
        var copy = (Guid)(await crm.DoAsync("quote", quote, "copy"))["quote"]!;
        Assert.Equal("视觉检测线", await crm.ValueAsync("quote", copy, "subject"));
    }

    private static async Task<string> PrintedAsync(CrmWorkspace crm, Guid quote)
    {
        var session = crm.App.Workspace.Open(crm.App.System);
        var document = await new QuotePrint().ReadAsync((await session.LoadAsync(session.Schema["quote"], quote))!, Language.Chinese, session, default);
        return string.Join("\n", [document.Title, .. document.Facts.Select(f => $"{f.Label}: {f.Value}"), .. document.Sections.SelectMany(s => s.Lines).SelectMany(l => l.Cells), .. document.Texts.Select(t => t.Text)]);
    }
}
