using Tongke.Kernel.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Crm.Tests.Quoting;

/// <summary>What a quote begins with, and what its copies and versions are called.</summary>
public sealed class QuoteCopyTests
{
    [Theory, OnEveryDatabase]
    public async Task A_copy_is_told_apart_by_its_name_and_a_new_version_keeps_it(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "上海华信精密机械有限公司" });
        var quote = await crm.App.CreateAsync("quote", new { account, name = "焊接线" });
        await crm.App.CreateAsync("quote_line", new { quote, description = "协作机器人", quantity = 1m, price = 100m });
        var copy = (Guid)(await crm.DoAsync("quote", quote, "copy"))["quote"]!;
        Assert.Equal("焊接线（副本）", await crm.ValueAsync("quote", copy, "name"));

        var lengthy = await crm.App.CreateAsync("quote", new { account, name = new string('长', 200) });
        Assert.Equal(new string('长', 196) + "（副本）", await crm.ValueAsync("quote", (Guid)(await crm.DoAsync("quote", lengthy, "copy"))["quote"]!, "name"));

        var session = crm.App.Workspace.Open(crm.App.System);
        (await session.LoadAsync(crm.App.Schema["quote"], quote))!["status"] = "sent";
        Assert.Null(await session.CommitAsync());
        Assert.Equal("焊接线", await crm.ValueAsync("quote", (Guid)(await crm.DoAsync("quote", quote, "new_version"))["quote"]!, "name"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_quote_is_valid_for_a_month_from_its_own_day(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var account = await crm.App.CreateAsync("account", new { name = "上海华信精密机械有限公司" });
        var quote = await crm.App.CreateAsync("quote", new { account, issued_on = new DateOnly(2027, 1, 15) });
        Assert.Equal(new DateOnly(2027, 2, 14), await crm.ValueAsync("quote", quote, "valid_until"));
        var refused = Assert.IsType<Invalid>(await crm.App.UpdateAsync("quote", quote, new { valid_until = DateOnly.MaxValue }));
        Assert.Equal("valid_until", refused.Problems.Single().Target);
        Assert.Null(await crm.App.UpdateAsync("quote", quote, new { valid_until = new DateOnly(2200, 12, 31) }));
    }

    [Theory, OnEveryDatabase]
    public async Task A_line_of_a_deal_whose_amount_would_not_fit_is_refused(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var deal = await crm.App.CreateAsync("opportunity", new { name = "焊接线", account = await crm.App.CreateAsync("account", new { name = "上海华信精密机械有限公司" }) });
        var product = await crm.App.CreateAsync("product", new { name = "协作机器人", price = 100m });
        var line = await crm.App.CreateAsync("opportunity_line", new { opportunity = deal, product, quantity = 1m });
        var refused = Assert.IsType<Invalid>(await crm.App.UpdateAsync("opportunity_line", line, new { quantity = 100_000_000m, price = 100_000_000m }));
        Assert.Equal("quantity", refused.Problems.Single().Target);
        Assert.NotNull(await crm.App.UpdateAsync("opportunity_line", line, new { quantity = 999_999_999_999m, price = 999_999_999_999m }));
        Assert.Null(await crm.App.UpdateAsync("opportunity_line", line, new { quantity = 1_000m, price = 1_000_000m }));
    }
}
