using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>A salesperson looks at their forecast, says what they expect instead, and sees a change of a deal arrive; wide in Chinese, and on a phone in English.</summary>
public sealed class ForecastJourneyTests(TongkeInBrowser tongke)
{
    [Fact]
    public async Task A_rep_adjusts_their_number_which_stays_while_deals_change_and_views_are_switched()
    {
        await using var administrator = await tongke.VisitAsAdministratorAsync();
        await People.MakeAsync(administrator, "forecaster", "预测的同事", "sales_rep");
        await using var rep = await tongke.VisitAsync();
        await rep.Page.GotoAsync("/");
        await rep.SignInAsync("forecaster", People.Password);
        await Expect(rep.Page.GetByRole(AriaRole.Heading, new() { Name = "工作台" })).ToBeVisibleAsync();
        var today = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var deal = await People.MakeRecordAsync(rep, "opportunity", new { name = "预测旅程商机", amount = 8000, close_date = today });

        await rep.Page.GotoAsync("/page/forecast?period=month");
        var row = rep.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "预测的同事" });
        await Expect(row).ToContainTextAsync("8,000");
        await row.GetByRole(AriaRole.Button, new() { Name = "调整预测的同事的承诺" }).ClickAsync();
        var dialog = rep.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("调整为").FillAsync("3000");
        await dialog.GetByLabel("说明").FillAsync("客户口头答应了一部分");
        await rep.ScreenshotAsync("forecast-adjust");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存调整" }).ClickAtRestAsync();
        await Expect(row).ToContainTextAsync("3,000");
        await Expect(row).ToContainTextAsync("已调整（商机合计 ¥0）");

        // A change of the deal arrives by itself; what was said stays, in either way of counting.
        var watching = new TaskCompletionSource();
        rep.Page.WebSocket += (_, line) => line.FrameSent += (_, frame) =>
        {
            if ((frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? [])).Contains("forecast_adjustment", StringComparison.Ordinal))
                watching.TrySetResult();
        };
        await rep.Page.GotoAsync("/page/forecast?period=month&counting=single");
        await Expect(row).ToContainTextAsync("3,000");
        await watching.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await People.ChangeAsync(administrator, "opportunity", deal, new { amount = 9500 });
        await Expect(row).ToContainTextAsync("9,500", new() { Timeout = 10_000 });
        await rep.Page.GetByText("累计", new() { Exact = true }).ClickAsync();
        await Expect(row).ToContainTextAsync("3,000");
        await rep.Page.GetByRole(AriaRole.Tab, new() { Name = "变化" }).ClickAsync();
        await rep.Page.GetByRole(AriaRole.Button, new() { Name = "金额增加" }).ClickAsync();
        await Expect(rep.Page.GetByRole(AriaRole.Link, new() { Name = "预测旅程商机" })).ToBeVisibleAsync();
        await rep.ScreenshotAsync("forecast-changes");
        Assert.Empty(rep.Faults);

        await using var phone = await tongke.VisitAsync(width: 390, height: 844, isPhone: true);
        await phone.Page.GotoAsync("/");
        await phone.SignInAsync("forecaster", People.Password);
        await phone.SpeakAsync("en");
        await phone.Page.GotoAsync("/page/forecast?period=month");
        var card = phone.Page.Locator("li[data-kind=person]").Filter(new() { HasText = "预测的同事" }); // the history of adjustments names them too
        await Expect(card).ToContainTextAsync("3,000");
        await card.GetByRole(AriaRole.Button, new() { Name = "Adjust Commit for 预测的同事" }).ClickAsync();
        var form = phone.Page.GetByRole(AriaRole.Dialog);
        await Expect(form).ToContainTextAsync("客户口头答应了一部分");
        await Expect(form).ToContainTextAsync("In the forecast");
        await phone.ScreenshotAsync("forecast-phone");
        await form.GetByRole(AriaRole.Button, new() { Name = "Remove my adjustment" }).ClickAtRestAsync();
        await Expect(card).Not.ToContainTextAsync("3,000");
        await Expect(phone.Page.Locator("body")).ToHaveJSPropertyAsync("scrollWidth", 390);
        Assert.Empty(phone.Faults);
    }
}
