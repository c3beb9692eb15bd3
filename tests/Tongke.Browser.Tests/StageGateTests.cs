using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>What a stage asks for is filled in where it is asked.</summary>
public sealed class StageGateTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task The_contact_that_a_stage_asks_for_is_one_of_the_deals_account_and_begins_with_the_present_one()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        var (own, foreign) = (await People.MakeRecordAsync(visitor, "account", new { name = "门禁甲公司" }), await People.MakeRecordAsync(visitor, "account", new { name = "门禁乙公司" }));
        var present = await People.MakeRecordAsync(visitor, "contact", new { name = "甲联系人一", account = own });
        await People.MakeRecordAsync(visitor, "contact", new { name = "甲决策者", account = own, decision_role = "decision_maker" });
        await People.MakeRecordAsync(visitor, "contact", new { name = "乙联系人", account = foreign });
        var stages = (await (await page.Context.APIRequest.GetAsync("/api/v1/stage?$filter=code eq 'quote'&$select=id")).JsonAsync())!.Value;
        var deal = await People.MakeRecordAsync(visitor, "opportunity", new { name = "门禁商机", account = own, contact = present, amount = 100, close_date = "2027-03-01", stage = stages.GetProperty("value")[0].GetProperty("id").GetString() });

        await page.GotoAsync($"/o/opportunity/{deal}");
        await page.GetByRole(AriaRole.List, new() { Name = "销售阶段" }).GetByRole(AriaRole.Button).Filter(new() { HasText = "合同" }).ClickAsync();
        var contact = page.GetByRole(AriaRole.Dialog).Locator("[data-field=contact]");
        await Expect(contact).ToContainTextAsync("甲联系人一");
        await contact.GetByRole(AriaRole.Combobox).ClickAsync();
        var options = page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option");
        await Expect(options).ToHaveTextAsync(["甲决策者", "甲联系人一"]);
        await visitor.ScreenshotAsync("gate-contact");
        await page.ChooseAsync("甲决策者");
        await Expect(contact).ToContainTextAsync("甲决策者");
        Assert.Empty(visitor.Faults);
    }
}
