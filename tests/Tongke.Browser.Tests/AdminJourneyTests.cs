using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

public sealed class AdminJourneyTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task Fields_of_several_types_and_an_object_of_its_own_are_made_and_used_by_others_at_once()
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        await using var colleague = await tongke.VisitAsAdministratorAsync();
        var page = administrator.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        await Expect(colleague.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        await colleague.Page.GotoAsync("/o/account?view=all");
        await Expect(colleague.Page.GetByRole(AriaRole.Button, new() { Name = "新建客户" }).First).ToBeVisibleAsync();

        await MakeObjectAsync(administrator);
        await AddFieldAsync(page, "maintenance_contract", "money", "年费", "annual_fee");
        await AddFieldAsync(page, "maintenance_contract", "date", "到期日", "expires_on");
        await AddSelectAsync(page, "maintenance_contract", "服务级别", "service_level", "金牌", "银牌");
        await AddFormulaAsync(page);
        await administrator.ScreenshotAsync("object-fields");

        // Somebody else's open window has the new place in its menu without being loaded again.
        await colleague.Page.GetByRole(AriaRole.Navigation, new() { Name = "导航菜单" }).GetByRole(AriaRole.Link, new() { Name = "维保合同" }).ClickAsync();
        await UseAsync(colleague);
        await RemoveFieldAsync(administrator);

        Assert.Empty(administrator.Faults);
        Assert.Empty(colleague.Faults);
    }

    [Fact]
    public async Task A_field_that_a_role_hides_is_nowhere_for_its_people()
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        var page = administrator.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        await AddFieldAsync(page, "account", "text", "内部评价", "internal_view");
        await HideFromSalesAsync(administrator);
        await MakeSalesPersonAsync(page);

        await using var rep = await tongke.VisitAsync();
        await rep.Page.GotoAsync("/");
        await rep.SignInAsync("hidden_rep", "Kestrel-9-harbour");
        await Expect(rep.Page.GetByRole(AriaRole.Navigation, new() { Name = "导航菜单" }).GetByRole(AriaRole.Link, new() { Name = "客户", Exact = true })).ToBeVisibleAsync();
        await rep.Page.GotoAsync("/o/account");
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "新建客户" }).First.ClickAsync();
        await Expect(rep.Page.GetByRole(AriaRole.Dialog).Locator("[data-field=name]")).ToBeVisibleAsync();
        await Expect(rep.Page.GetByRole(AriaRole.Dialog).Locator("[data-field=internal_view]")).ToHaveCountAsync(0);
        await rep.ScreenshotAsync("hidden-field");
        await rep.Page.GotoAsync("/admin/objects");
        await Expect(rep.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("此页面仅供管理员使用");

        await page.GotoAsync("/o/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建客户" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("[data-field=internal_view]")).ToBeVisibleAsync();
        Assert.Empty(rep.Faults);
        Assert.Empty(administrator.Faults);
    }

    [Theory]
    [InlineData("zh", 1440)]
    [InlineData("en", 390)]
    public async Task A_rule_is_written_or_chosen_row_by_row_and_the_one_becomes_the_other(string language, int width)
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync(width);
        var page = administrator.Page;
        await administrator.SpeakAsync(language);
        var en = language == "en";
        await page.GotoAsync("/admin/objects/product?tab=rules");
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Add rule" : "添加规则" }).ClickAsync();
        var fields = page.GetByRole(AriaRole.Combobox, new() { Name = en ? "Field" : "字段", Exact = true });
        await Expect(fields).ToHaveCountAsync(1);

        await page.GetByText(en ? "Formula" : "公式", new() { Exact = true }).ClickAsync();
        var formula = page.Locator("textarea").First;
        await formula.FillAsync("price>5000000 && code=\"none\"");
        await Expect(page.GetByText(en ? "The formula is valid" : "公式正确")).ToBeVisibleAsync();
        await page.GetByText(en ? "Conditions" : "条件", new() { Exact = true }).First.ClickAsync();
        await Expect(fields).ToHaveCountAsync(2);
        await administrator.ScreenshotAsync($"rule-rows-{language}");

        await page.GetByText(en ? "any" : "任一", new() { Exact = true }).ClickAsync();
        await page.GetByText(en ? "Formula" : "公式", new() { Exact = true }).ClickAsync();
        await Expect(formula).ToHaveValueAsync("price > 5000000 OR code = \"none\"");
        await formula.FillAsync("LEN(code) > 60");
        await page.GetByText(en ? "Conditions" : "条件", new() { Exact = true }).First.ClickAsync();
        await Expect(page.GetByText(en ? "This formula says more than" : "这条公式超出了")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The rule scrolls sideways.");
        Assert.Empty(administrator.Faults);
    }

    private static async Task MakeObjectAsync(Visitor visitor)
    {
        var page = visitor.Page;
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "导航菜单" });
        await menu.GetByRole(AriaRole.Button, new() { Name = "设置" }).ClickAsync();
        await menu.GetByRole(AriaRole.Link, new() { Name = "对象与字段" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "新建对象" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "创建对象" }).ClickAsync();
        await Expect(page.Locator("[data-field=label]").GetByRole(AriaRole.Alert)).ToHaveTextAsync("请填写名称。");

        await page.Locator("[data-field=label] input").First.FillAsync("维保合同");
        await Expect(page.Locator("[data-field=name] input")).Not.ToHaveValueAsync("");
        await page.Locator("[data-field=name] input").FillAsync("maintenance_contract");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "关联到" }).ChooseAsync("客户", "客户");
        await page.Keyboard.PressAsync("Escape");
        await visitor.ScreenshotAsync("new-object");
        await page.GetByRole(AriaRole.Button, new() { Name = "创建对象" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "维保合同" })).ToBeVisibleAsync();
    }

    private static async Task BeginFieldAsync(IPage page, string definition, string type, string label, string name)
    {
        await page.GotoAsync($"/admin/objects/{definition}");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加字段" }).ClickAsync();
        await page.Locator($"[data-type={type}]").ClickAsync();
        await page.Locator("[data-field=label] input").First.FillAsync(label);
        await page.Locator("[data-field=name] input").FillAsync(name);
    }

    private static async Task SaveFieldAsync(IPage page, string label)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.GetByText($"已添加字段“{label}”")).ToBeVisibleAsync();
    }

    private static async Task AddFieldAsync(IPage page, string definition, string type, string label, string name)
    {
        await BeginFieldAsync(page, definition, type, label, name);
        await SaveFieldAsync(page, label);
    }

    private static async Task AddSelectAsync(IPage page, string definition, string label, string name, params string[] options)
    {
        await BeginFieldAsync(page, definition, "select", label, name);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.GetByText("请至少添加一个选项。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "添加选项" }).ClickAsync();
        foreach (var option in options)
        {
            await page.Locator("[data-field=options] input").Last.FillAsync(option);
            await page.Locator("[data-field=options] input").Last.PressAsync("Enter");
        }

        await SaveFieldAsync(page, label);
    }

    private static async Task AddFormulaAsync(IPage page)
    {
        await BeginFieldAsync(page, "maintenance_contract", "formula", "月费", "monthly_fee");
        var formula = page.Locator("[data-field=formula] textarea").First;
        await formula.FillAsync("annual_fe / 12");
        await Expect(page.Locator("[data-field=formula]").GetByRole(AriaRole.Alert)).ToContainTextAsync("annual_fe");
        await formula.FillAsync("annual_fee / 12");
        await Expect(page.Locator("[data-field=formula]")).ToContainTextAsync("公式正确");
        await SaveFieldAsync(page, "月费");
    }

    private static async Task UseAsync(Visitor visitor)
    {
        var (page, form) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        await page.GetByRole(AriaRole.Button, new() { Name = "新建维保合同" }).First.ClickAsync();
        await form.Locator("[data-field=name] input").FillAsync("青禾年度维保");
        await form.Locator("[data-field=annual_fee] input").First.FillAsync("24000");
        await form.Locator("[data-field=service_level]").GetByRole(AriaRole.Combobox).ClickAsync();
        var gold = page.Locator(".ant-select-item-option").Filter(new() { HasText = "金牌" });
        await gold.WaitForAsync();
        await gold.DispatchEventAsync("click");
        await visitor.ScreenshotAsync("custom-object-form");
        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAtRestAsync();
        await Expect(page.GetByRole(AriaRole.Gridcell).Filter(new() { HasText = "24,000" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Gridcell).Filter(new() { HasText = "2,000" }).Last).ToBeVisibleAsync();

        await page.GotoAsync($"/o/maintenance_contract?filter={Uri.EscapeDataString("service_level eq 'yin_pai'")}");
        await Expect(page.GetByText("没有符合条件的维保合同")).ToBeVisibleAsync();
        await page.GotoAsync($"/o/maintenance_contract?filter={Uri.EscapeDataString("service_level eq 'jin_pai'")}");
        await Expect(page.GetByRole(AriaRole.Gridcell).Filter(new() { HasText = "青禾年度维保" })).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("custom-object-list");

        // The form promised that a customer's page lists its contracts.
        var account = await People.MakeRecordAsync(visitor, "account", new { name = "维保测试有限公司" });
        await page.GotoAsync($"/o/account/{account}");
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "维保合同" })).ToBeVisibleAsync();
    }

    private static async Task RemoveFieldAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GotoAsync("/admin/objects/maintenance_contract?field=annual_fee");
        await page.GetByRole(AriaRole.Button, new() { Name = "删除字段" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("共 1 条数据，其中 1 条填写了“年费”");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认删除" }).ClickAsync();

        // The formula reads it: the server says so, and nothing is lost.
        await Expect(page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("annual_fee");
        await visitor.ScreenshotAsync("field-refused");

        await page.GotoAsync("/admin/objects/maintenance_contract?field=expires_on");
        await page.GetByRole(AriaRole.Button, new() { Name = "删除字段" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("还没有数据填写过“到期日”");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认删除" }).ClickAsync();
        await Expect(page.GetByText("已删除字段“到期日”")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "到期日" })).ToHaveCountAsync(0);
    }

    private static async Task HideFromSalesAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GotoAsync("/admin/roles");
        await page.GetByRole(AriaRole.Link, new() { Name = "销售", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "“客户”的字段权限" }).ClickAsync();
        await page.Locator("[data-field=internal_view]").GetByText("隐藏").ClickAsync();
        await visitor.ScreenshotAsync("role-matrix");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.GetByText("已保存角色“销售”")).ToBeVisibleAsync();
    }

    /// <summary>Through the API, with the window's own session: making people is another journey.</summary>
    private static async Task MakeSalesPersonAsync(IPage page)
    {
        var made = await page.EvaluateAsync<int>(
            """
            async () => {
              const { csrf } = await (await fetch('/api/session')).json();
              const roles = (await (await fetch('/api/v1/role?$select=id,name')).json()).value;
              const answer = await fetch('/api/v1/user', {
                method: 'POST',
                headers: { 'Content-Type': 'application/json', 'X-CSRF': csrf },
                body: JSON.stringify({ login: 'hidden_rep', name: '何瑞', password: 'Kestrel-9-harbour', roles: [roles.find((r) => r.name === 'sales_rep').id] }),
              });
              return answer.status;
            }
            """);
        Assert.Equal(201, made);
    }
}
