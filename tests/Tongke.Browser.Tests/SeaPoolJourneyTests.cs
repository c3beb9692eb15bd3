using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>A salesperson gives a customer back, a colleague finds it in the pool without its number, and claims it; on a wide screen and on a phone.</summary>
public sealed class SeaPoolJourneyTests(TongkeInBrowser tongke)
{
    private static readonly string[] Hidden = ["phone"];

    private static readonly Regex Number = new("8888 ?7777");

    [Fact]
    public async Task A_customer_goes_into_the_pool_and_out_of_it_to_a_colleague_who_sees_its_number_only_then()
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        await People.MakeAsync(administrator, "pool_giver", "退回的同事", "sales_rep");
        await People.MakeAsync(administrator, "pool_taker", "领取的同事", "sales_rep");
        await using var giver = await tongke.VisitAsync();
        await giver.Page.GotoAsync("/");
        await giver.SignInAsync("pool_giver", People.Password);
        await Expect(giver.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        var account = await People.MakeRecordAsync(giver, "account", new { name = "公海旅程客户", phone = "+8657488887777" });
        await People.MakeRecordAsync(administrator, "sea_pool", new { name = "旅程公海", @object = "account", members = await MembersAsync(administrator), hidden_fields = Hidden, claims_per_day = 2 });

        await giver.Page.GotoAsync($"/o/account/{account}");
        await giver.Page.OpenActionAsync("退回公海");
        var dialog = giver.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("退回原因").FillAsync("今年没有预算");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "退回公海" }).ClickAtRestAsync();
        await Expect(giver.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "原因：今年没有预算" })).ToBeVisibleAsync();

        await using var taker = await tongke.VisitAsync();
        await taker.Page.GotoAsync("/");
        await taker.SignInAsync("pool_taker", People.Password);
        await Expect(taker.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        await taker.Page.GotoAsync("/page/pools");
        await Expect(taker.Page.GetByText("今天还可领取 2 条")).ToBeVisibleAsync();
        await Expect(taker.Page.GetByText("领取后可见：电话")).ToBeVisibleAsync();
        await taker.Page.SetViewportSizeAsync(390, 844);
        await taker.ScreenshotAsync("sea-pool-phone");
        await taker.Page.SetViewportSizeAsync(1280, 800);
        await taker.ScreenshotAsync("sea-pool");
        await taker.Page.GetByRole(AriaRole.Link, new() { Name = "公海旅程客户" }).ClickAsync();
        await Expect(taker.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "在公海“旅程公海”中" })).ToBeVisibleAsync();
        await Expect(taker.Page.GetByText(Number)).ToHaveCountAsync(0);
        await Expect(taker.Page.GetByRole(AriaRole.Button, new() { Name = "领取", Exact = true })).ToBeVisibleAsync();
        await Expect(taker.Page.GetByRole(AriaRole.Button, new() { Name = "分配" })).ToHaveCountAsync(0);
        await taker.Page.GotoAsync("/o/account?view=all&q=公海旅程");
        await taker.Page.GetByRole(AriaRole.Button, new() { Name = "公海旅程客户" }).ClickAsync();
        await Expect(taker.Page.GetByRole(AriaRole.Menuitem, new() { Name = "领取" })).ToBeVisibleAsync();
        await Expect(taker.Page.GetByRole(AriaRole.Menuitem, new() { Name = "分配" })).ToHaveCountAsync(0);

        await taker.Page.GotoAsync("/page/pools");
        await taker.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "公海旅程客户" }).GetByRole(AriaRole.Button, new() { Name = "领取" }).ClickAsync();
        await Expect(taker.Page.GetByText("已领取“公海旅程客户”")).ToBeVisibleAsync();
        await Expect(taker.Page.GetByText("今天还可领取 1 条")).ToBeVisibleAsync();
        await taker.Page.GotoAsync($"/o/account/{account}");
        await Expect(taker.Page.GetByText(Number).First).ToBeVisibleAsync();
        Assert.Empty(taker.Faults);
        Assert.Empty(giver.Faults);
    }

    private static async Task<string[]> MembersAsync(Visitor administrator) =>
        [await People.FindAsync(administrator, "pool_giver"), await People.FindAsync(administrator, "pool_taker")];
}
