using Tongke.Kernel.Queries;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Customers;

public sealed class SearchTests
{
    [Theory, OnEveryDatabase]
    public async Task The_name_itself_comes_before_names_that_begin_with_it_and_those_before_names_that_contain_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await crm.App.CreateAsync("account", new { name = "云海科技" });
        await crm.App.CreateAsync("account", new { name = "云海科技苏州分公司" });
        await crm.App.CreateAsync("opportunity", new { name = "云海科技产线改造" });
        for (var i = 0; i < 6; i++)
        {
            crm.App.Clock.Advance(TimeSpan.FromMinutes(1));
            await crm.App.CreateAsync("opportunity", new { name = $"上海云海科技二期{i}" });
            await crm.App.CreateAsync("account", new { name = $"上海云海科技{i}" });
        }

        await crm.App.IndexAsync();

        Assert.Equal(["云海科技", "云海科技苏州分公司", "云海科技产线改造", "上海云海科技5"], await FindAsync(crm, "云海科技", 4));
    }

    [Theory, OnEveryDatabase]
    public async Task By_pinyin_and_initials_too_the_customer_comes_before_its_deals_and_tasks(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await crm.App.CreateAsync("account", new { name = "凯科科技有限公司" });
        await crm.App.CreateAsync("account", new { name = "上海凯科贸易有限公司" });
        for (var i = 0; i < 6; i++)
        {
            crm.App.Clock.Advance(TimeSpan.FromMinutes(1));
            await crm.App.CreateAsync("opportunity", new { name = $"凯科科技产线改造{i}" });
            await crm.App.CreateAsync("task", new { subject = $"回访凯科科技{i}" });
            await crm.App.CreateAsync("account", new { name = $"苏州凯科{i}有限公司" });
        }

        await crm.App.IndexAsync();

        Assert.Equal(["凯科科技有限公司", "凯科科技产线改造5"], await FindAsync(crm, "kaike", 2));
        Assert.Equal(["凯科科技有限公司", "凯科科技产线改造5"], await FindAsync(crm, "kkkj", 2));
        Assert.Equal(["凯科科技有限公司", "凯科科技产线改造5"], await FindAsync(crm, "KaiKe Keji", 2));
        Assert.Equal("凯科科技有限公司", (await FindAsync(crm, "凯科", 1)).Single());
        Assert.Equal("苏州凯科5有限公司", (await FindAsync(crm, "kaike", 20))[7]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_short_word_that_most_names_contain_finds_the_one_that_begins_with_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await crm.App.CreateAsync("account", new { name = "科技大厦" });
        for (var i = 0; i < 120; i++)
        {
            crm.App.Clock.Advance(TimeSpan.FromMinutes(1));
            await crm.App.CreateAsync("account", new { name = $"云海科技{i}" });
        }

        await crm.App.IndexAsync();

        Assert.Equal("科技大厦", (await FindAsync(crm, "科技", 5))[0]);
        Assert.Equal("科技大厦", (await FindAsync(crm, "kj", 5))[0]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_phone_number_is_shown_as_people_read_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        await crm.App.CreateAsync("contact", new { name = "王海", mobile = "+8613800138000" });
        await crm.App.IndexAsync();

        var hit = Assert.Single(await TextSearch.EverywhereAsync(crm.App.Workspace.Open(crm.App.System), "王海", 5, default));
        Assert.Contains("138 0013 8000", hit.Subtitle, StringComparison.Ordinal);
    }

    private static async Task<string?[]> FindAsync(CrmWorkspace crm, string text, int top) =>
        [.. (await TextSearch.EverywhereAsync(crm.App.Workspace.Open(crm.App.System), text, top, default)).Select(h => h.Title)];
}
