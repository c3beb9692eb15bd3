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
