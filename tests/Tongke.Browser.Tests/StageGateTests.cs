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

    [Fact]
    public async Task What_was_filled_in_at_the_gate_is_there_again_and_a_contact_asked_for_begins_as_a_call()
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync();
        var page = visitor.Page;
        var account = await People.MakeRecordAsync(visitor, "account", new { name = "门禁丙公司" });
        var deal = await People.MakeRecordAsync(visitor, "opportunity", new { name = "门禁草稿商机", account });
        var step = page.GetByRole(AriaRole.List, new() { Name = "销售阶段" }).GetByRole(AriaRole.Button).Filter(new() { HasText = "报价" });
        var gate = page.GetByRole(AriaRole.Dialog).First;
        await page.GotoAsync($"/o/opportunity/{deal}");
        await step.ClickAsync();
        var amount = gate.Locator("[data-field=amount] input").First;
        await amount.FillAsync("5000");
        await gate.GetByRole(AriaRole.Button, new() { Name = "新建跟进记录" }).First.ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog).Last;
        await Expect(form.Locator("[data-field=type]")).ToContainTextAsync("电话");
        await form.Locator("[data-field=subject] input").FillAsync("谈了预算");
        await visitor.ScreenshotAsync("gate-follow-up");
        await form.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAtRestAsync();
        await gate.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await step.ClickAsync();
        await Expect(gate.GetByText("已恢复上次未提交的内容")).ToBeVisibleAsync();
        await Expect(amount).ToHaveValueAsync("5,000");
        await gate.GetByRole(AriaRole.Button, new() { Name = "新建跟进记录" }).First.ClickAsync();
        await Expect(form.Locator("[data-field=subject] input")).ToHaveValueAsync("谈了预算");
        Assert.Empty(visitor.Faults);
    }
}
