using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>Records that are the same are found, merged, and taken apart again.</summary>
public sealed class DuplicateJourneyTests(TongkeInBrowser tongke)
{
    [Theory]
    [InlineData("zh", 1440)]
    [InlineData("en", 390)]
    public async Task A_merge_tells_what_moves_and_is_taken_back_from_its_toast(string language, int width)
    {
        await using var visitor = await tongke.VisitAsAdministratorAsync(width);
        var page = visitor.Page;
        await visitor.SpeakAsync(language);
        var en = language == "en";
        var (full, brief) = ($"苏州合并{width}精密机械有限公司", $"合并{width}精密机械");
        await MakeAsync(visitor, full, brief);

        await page.GotoAsync("/page/duplicates?object=account");
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Find duplicates" : "开始查重" }).First.ClickAsync();
        var group = page.GetByRole(AriaRole.Link).Filter(new() { HasText = brief });
        await group.ClickAsync();
        // The one on which most hangs is proposed; another may be chosen.
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = brief, Exact = true })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = full, Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Merge…" : "合并…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync(en ? "Moves to the kept record: Contact 2" : "转到保留的记录下：联系人 2");
        await visitor.ScreenshotAsync($"duplicates-merge-{language}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = en ? "Merge" : "合并", Exact = true }).ClickAtRestAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(group).ToHaveCountAsync(0);

        var undo = page.GetByRole(AriaRole.Button, new() { Name = en ? "Undo" : "撤销", Exact = true });
        await undo.ClickAsync();
        await Expect(group).ToBeVisibleAsync();

        // Merged for good, the kept record tells of it.
        await group.ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = full, Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Merge…" : "合并…" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = en ? "Merge" : "合并", Exact = true }).ClickAtRestAsync();
        await Expect(undo).ToBeVisibleAsync();
        await page.GotoAsync($"/o/account?view=all&q={Uri.EscapeDataString(full)}");
        await page.GetByRole(AriaRole.Link, new() { Name = full }).First.ClickAsync();
        await Expect(page.GetByText(en ? $"merged “{brief}” into this record" : $"合并了“{brief}”").First).ToBeVisibleAsync();
        await visitor.ScreenshotAsync($"duplicates-merged-{language}");

        Assert.Empty(visitor.Faults);
    }

    private static async Task MakeAsync(Visitor visitor, string full, string brief)
    {
        var api = visitor.Page.Context.APIRequest;
        var session = (await (await api.GetAsync("/api/session")).JsonAsync())!.Value;
        var headers = new Dictionary<string, string> { ["X-CSRF"] = session.GetProperty("csrf").GetString()! };
        await CreateAsync("account", new { name = full });
        var account = await CreateAsync("account", new { name = brief });
        foreach (var name in new[] { "李工", "王工" })
            await CreateAsync("contact", new { name = name + brief, account });

        async Task<string> CreateAsync(string definition, object values)
        {
            var answer = await api.PostAsync($"/api/v1/{definition}", new() { DataObject = values, Headers = headers });
            Assert.True(answer.Ok, await answer.TextAsync());
            return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
        }
    }
}
