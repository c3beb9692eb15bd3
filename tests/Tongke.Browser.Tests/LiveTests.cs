using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

public sealed class LiveTests(TongkeInBrowser tongke)
{
    /// <summary>What people are promised: others' changes within two seconds; a machine busy with other tests gets more. In milliseconds.</summary>
    private const float Soon = 15_000;

    [Fact]
    public async Task What_one_person_enters_another_sees_in_their_list_without_reloading()
    {
        const string Account = "同步精密仪器有限公司";
        await using var reader = await tongke.VisitAsAdministratorAsync();
        await using var writer = await tongke.VisitAsAdministratorAsync();
        await reader.Page.GotoAsync("/o/account?view=all");
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "客户", Level = 1 })).ToBeVisibleAsync();

        var form = writer.Page.GetByRole(AriaRole.Dialog);
        await writer.Page.GotoAsync("/o/account?view=all");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "新建客户" }).First.ClickAsync();
        await form.Locator("[data-field=name] input").FillAsync(Account);
        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAtRestAsync();

        var seen = reader.Page.GetByRole(AriaRole.Gridcell).GetByRole(AriaRole.Link, new() { Name = Account });
        await Expect(seen).ToBeVisibleAsync(new() { Timeout = Soon });
        Assert.Empty(reader.Faults);
    }

    [Fact]
    public async Task Who_has_a_record_open_that_is_handed_over_can_no_longer_change_what_they_no_longer_see()
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        await People.MakeAsync(administrator, "live_former", "原负责人", "sales_rep");
        await using var former = await tongke.VisitAsync();
        await former.Page.GotoAsync("/");
        await former.SignInAsync("live_former", People.Password);
        var lead = await People.MakeRecordAsync(former, "lead", new { name = "打开时被转走的线索" });
        await former.Page.GotoAsync($"/o/lead/{lead}");
        await Expect(former.Page.GetByRole(AriaRole.Heading, new() { Name = "打开时被转走的线索" })).ToBeVisibleAsync();

        // Who sees that somebody else looks at the record hears of its changes from now on.
        await administrator.Page.GotoAsync($"/o/lead/{lead}");
        await Expect(former.Page.GetByLabel("也在查看")).ToBeVisibleAsync();

        await People.GiveAsync(administrator, "lead", lead);
        await Expect(former.Page.GetByText("没有找到这条记录")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(former.Page.Locator("[data-edit]")).ToHaveCountAsync(0);
    }
}
