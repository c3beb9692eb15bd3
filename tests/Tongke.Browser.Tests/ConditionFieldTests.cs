using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>Conditions and names of fields, wherever a record holds them, are built and chosen, not written.</summary>
public sealed class ConditionFieldTests(TongkeInBrowser tongke)
{
    [Theory]
    [InlineData("zh", 1440)]
    [InlineData("en", 390)]
    public async Task A_pools_condition_is_built_by_rows_read_in_words_and_its_hidden_fields_are_chosen(string language, int width)
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync(width, width == 390 ? 844 : 900);
        var (page, en) = (visitor.Page, language == "en");
        await visitor.SpeakAsync(language);
        await page.GotoAsync("/o/sea_pool?new=1");
        var form = page.GetByRole(AriaRole.Dialog).First;
        await form.Locator("[data-field=name] input").FillAsync($"条件公海 {language}");

        await form.Locator("[data-field=hidden_fields]").GetByRole(AriaRole.Combobox).ChooseAsync(en ? "Phone" : "电话", en ? "Phone" : "电话");
        await page.Keyboard.PressAsync("Tab");
        await form.Locator("[data-field=takes_when]").GetByRole(AriaRole.Button).ClickAsync();
        var builder = page.GetByRole(AriaRole.Dialog, new() { Name = en ? "Accepts" : "收录条件" });
        await builder.GetByRole(AriaRole.Combobox, new() { Name = en ? "Field" : "字段", Exact = true }).ClickAsync();
        await page.ChooseAsync(en ? "Level" : "客户级别");
        await builder.GetByRole(AriaRole.Combobox).Last.ClickAsync();
        await page.ChooseAsync(en ? "A (key)" : "A 级（重点）");
        await visitor.ScreenshotAsync($"condition-rows-{language}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The builder scrolls sideways.");
        var done = builder.GetByRole(AriaRole.Button, new() { Name = en ? "Done" : "确定", Exact = true });
        await Expect(done).ToBeEnabledAsync();
        await done.ClickAsync();
        await Expect(builder).ToHaveCountAsync(0);
        await Expect(form.Locator("[data-field=takes_when]")).ToContainTextAsync(en ? "A (key)" : "A 级（重点）");
        await form.GetByRole(AriaRole.Button, new() { Name = en ? "Create" : "保存", Exact = true }).ClickAtRestAsync();
        await Expect(form).ToHaveCountAsync(0);

        var stored = (await (await page.Context.APIRequest.GetAsync($"/api/v1/sea_pool?$filter=name eq '条件公海 {language}'")).JsonAsync())!.Value.GetProperty("value")[0];
        Assert.Equal(("level IN (\"a\")", "phone"), (stored.GetProperty("takes_when").GetString(), stored.GetProperty("hidden_fields")[0].GetString()));
        await page.GotoAsync($"/o/sea_pool/{stored.GetProperty("id").GetString()}{(width == 390 ? "?tab=details" : "")}");
        await Expect(page.GetByText(en ? "Level" : "客户级别").And(page.Locator("b"))).ToBeVisibleAsync();
        await visitor.ScreenshotAsync($"condition-words-{language}");
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task The_entry_criteria_of_a_stage_are_edited_where_they_are_read()
    {
        await using var server = await ServerProcess.StartAsync(TestContext.Current.CancellationToken); // every deal of the shared one would be asked
        await using var visitor = await tongke.VisitAsync(server: server);
        var page = visitor.Page;
        await page.GotoAsync("/");
        await visitor.SignInAsync("admin", ServerProcess.AdminPassword);
        await Expect(page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        var stages = (await (await page.Context.APIRequest.GetAsync("/api/v1/stage?$filter=code eq 'quote'&$select=id,version")).JsonAsync())!.Value.GetProperty("value")[0];
        var stage = stages.GetProperty("id").GetString();
        await page.GotoAsync($"/o/stage/{stage}");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^显示.*未填写") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "编辑进入条件" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "进入条件" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "再加一条" }).ClickAtRestAsync();
        var card = dialog.GetByRole(AriaRole.Region, new() { Name = "条件 1" });
        await card.GetByRole(AriaRole.Textbox).First.FillAsync("金额够大");
        await card.GetByText("公式", new() { Exact = true }).ClickAsync();
        await card.Locator("textarea").First.FillAsync("amount>100000");
        await Expect(card.GetByText("公式正确")).ToBeVisibleAsync();
        await card.GetByText("条件", new() { Exact = true }).First.ClickAsync();
        await Expect(card.GetByRole(AriaRole.Combobox, new() { Name = "字段", Exact = true })).ToHaveCountAsync(1);
        await visitor.ScreenshotAsync("stage-criteria");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定", Exact = true }).ClickAtRestAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "详细信息" }).GetByText("金额够大")).ToBeVisibleAsync();
        await Expect(page.GetByText("已更新“报价”的进入条件")).ToBeVisibleAsync();

        // Nothing changes for who only looks.
        await page.GetByRole(AriaRole.Button, new() { Name = "编辑进入条件" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消", Exact = true }).ClickAtRestAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "编辑进入条件" })).ToBeVisibleAsync();
        var stored = (await (await page.Context.APIRequest.GetAsync($"/api/v1/stage/{stage}")).JsonAsync())!.Value;
        Assert.Equal(("amount>100000", stages.GetProperty("version").GetInt32() + 1), (stored.GetProperty("entry_criteria")[0].GetProperty("formula").GetString(), stored.GetProperty("version").GetInt32()));
        Assert.Empty(visitor.Faults);
    }
}
