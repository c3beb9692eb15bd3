using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>An administrator looks at the product through somebody else's eyes, and goes back with one click.</summary>
public sealed class SeeAsJourneyTests(TongkeInBrowser tongke)
{
    [Theory, InlineData("zh", 1440), InlineData("en", 1440), InlineData("zh", 390), InlineData("en", 390)]
    public async Task The_product_is_seen_as_another_person_sees_it_without_changing_anything_and_left_with_one_click(string language, int width)
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync(width: width, height: 844);
        var (page, name) = (administrator.Page, $"沈看{language}{width}");
        var person = await MakePersonAsync(administrator, $"seen_{language}_{width}", name);
        await People.MakeRecordAsync(administrator, "lead", new { name = $"看得见{name}", owner = person });
        await People.MakeRecordAsync(administrator, "lead", new { name = $"看不见{name}" });
        await administrator.SpeakAsync(language);
        string In(string zh, string en) => language == "en" ? en : zh;

        await page.GotoAsync("/admin/people");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/admin/people");
        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await page.GetByPlaceholder(In("按姓名、账号或手机查找", "Search by name, username or phone")).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = In($"以{name}的身份查看", $"See as {name}") }).ClickAsync();

        var bar = page.GetByRole(AriaRole.Status).Filter(new() { HasText = name });
        await Expect(bar).ToContainTextAsync(In("只能看，不能改", "Nothing can be changed"));
        await Expect(other.GetByRole(AriaRole.Status).Filter(new() { HasText = name })).ToBeVisibleAsync();
        await other.CloseAsync();
        await page.GotoAsync("/o/lead?view=all");
        await Expect(page.GetByText($"看得见{name}").First).ToBeVisibleAsync();
        await Expect(page.GetByText($"看不见{name}")).ToHaveCountAsync(0);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"));
        await administrator.ScreenshotAsync($"see-as-{language}-{width}");

        await page.Keyboard.PressAsync("n");
        var form = page.GetByRole(AriaRole.Dialog);
        await form.Locator("[data-field=name] input").FillAsync("不会存下的线索");
        await Expect(form.GetByRole(AriaRole.Button, new() { Name = In("保存", "Create"), Exact = true })).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("Control+Enter"); // the server refuses whatever the page offers
        await Expect(page.GetByText(In("结束查看后再操作", "End the view first")).First).ToBeVisibleAsync();
        await administrator.ScreenshotAsync($"see-as-refused-{language}-{width}");
        await page.Keyboard.PressAsync("Escape");

        await page.GotoAsync("/");
        await bar.GetByRole(AriaRole.Button, new() { Name = In("结束查看", "End view") }).ClickAsync();

        await page.WaitForURLAsync($"**/admin/people?person={person}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = name })).ToHaveCountAsync(0);
        Assert.Empty(administrator.Faults);
    }

    private static async Task<string> MakePersonAsync(Visitor administrator, string login, string name)
    {
        await People.MakeAsync(administrator, login, name, "sales_rep");
        var found = await (await administrator.Page.Context.APIRequest.GetAsync($"/api/v1/user?$filter=login eq '{login}'&$select=id")).JsonAsync();
        return found!.Value.GetProperty("value")[0].GetProperty("id").GetString()!;
    }
}
