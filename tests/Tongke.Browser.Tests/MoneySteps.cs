using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>What people do on the pages of contracts, payments and invoices.</summary>
internal static class MoneySteps
{
    private const string Code = "91310115MA1K35J0X";
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>A unified social credit code with its check digit.</summary>
    public static string CreditCode => Code + CheckOf(Code);

    public static async Task PlanAndSignAsync(Visitor visitor)
    {
        var (page, dialog) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        await page.OpenActionAsync("生成回款计划");
        await dialog.Locator("[data-field=term]").GetByRole(AriaRole.Combobox).ChooseAsync("预付", "预付 30%，到货 60%，质保 10%");
        await visitor.ScreenshotAsync("contract-plan-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "生成回款计划" }).ClickAtRestAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Tab, new() { Name = "回款计划" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync("质保金");
        await Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync("待生效");
        await visitor.ScreenshotAsync("contract-plan");

        await ActAsync(page, "提交审批");
        await ActAsync(page, "批准");
        await page.OpenActionAsync("登记签署");
        await dialog.Locator("[data-field=signed_at] input").FillAsync(DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await dialog.Locator("[data-field=signed_at] input").PressAsync("Enter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "登记签署" }).ClickAtRestAsync();
        await Expect(Figure(page, "合同状态")).ToContainTextAsync("已签署");
        await visitor.ScreenshotAsync("contract-signed");
    }

    public static async Task PayAsync(Visitor visitor, string contract, string amount)
    {
        var (page, form) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        await page.GotoAsync($"{contract.Split('?')[0]}?tab=payment.contract");
        await page.GetByRole(AriaRole.Tabpanel).GetByRole(AriaRole.Button, new() { Name = "登记收款" }).ClickAsync();
        await form.Locator("[data-field=amount] input").First.FillAsync(amount);
        await visitor.ScreenshotAsync("payment-form");
        await form.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAtRestAsync();
        await Expect(form).ToHaveCountAsync(0);
        await page.ReloadAsync();
    }

    public static async Task InvoiceAsync(Visitor visitor, string contract, decimal amount)
    {
        var (page, form) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        await page.GotoAsync($"{contract.Split('?')[0]}?tab=invoice.contract");
        await page.GetByRole(AriaRole.Tabpanel).GetByRole(AriaRole.Button, new() { Name = "申请开票" }).ClickAsync();
        await form.Locator("[data-field=amount] input").First.FillAsync(Typed(amount + 0.01m));
        await form.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAtRestAsync();
        await Expect(form.Locator("[data-field=amount]").GetByRole(AriaRole.Alert)).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"最多还可开票 ¥{amount:#,##0.00}"));
        await visitor.ScreenshotAsync("invoice-refused");
        await form.Locator("[data-field=amount] input").First.FillAsync(Typed(amount));
        await form.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAtRestAsync();
        await Expect(form).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Tabpanel).GetByRole(AriaRole.Link).Filter(new() { HasTextRegex = new Regex("^FP") }).ClickAsync();
        await IssueAsync(page, "25312000000000000001");
        await visitor.ScreenshotAsync("invoice-issued");
    }

    public static async Task TakeBackAsync(Visitor visitor, string contract)
    {
        var (page, dialog) = (visitor.Page, visitor.Page.GetByRole(AriaRole.Dialog));
        await page.GotoAsync($"{contract.Split('?')[0]}?tab=invoice.contract");
        await page.GetByRole(AriaRole.Tabpanel).GetByRole(AriaRole.Link).Filter(new() { HasTextRegex = new Regex("^FP") }).First.ClickAsync();
        await page.OpenActionAsync("红冲");
        await dialog.Locator("[data-field=reason] textarea").FillAsync("开票有误");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "红冲" }).ClickAtRestAsync();
        await GoneAsync(dialog);
        await Expect(Figure(page, "价税合计")).ToContainTextAsync("-");
        await IssueAsync(page, "25312000000000000002");
        await visitor.ScreenshotAsync("invoice-red");
        await page.GotoAsync(contract);
        await Expect(Figure(page, "已开票（含申请）")).ToHaveTextAsync(new Regex("0(\\.00)?$"));
    }

    public static async Task IssueAsync(IPage page, string number)
    {
        await page.OpenActionAsync("开票");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("[data-field=invoice_number] input").FillAsync(number);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "开票" }).ClickAtRestAsync();
        await Expect(Figure(page, "发票状态")).ToContainTextAsync("已开票");
    }

    /// <summary>Runs an action that asks for nothing that it does not know.</summary>
    public static async Task ActAsync(IPage page, string action)
    {
        await page.OpenActionAsync(action);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = action }).ClickAtRestAsync();
        await GoneAsync(page.GetByRole(AriaRole.Dialog));
    }

    /// <summary>The dialog closes; where it stays, what it says is said.</summary>
    private static async Task GoneAsync(ILocator dialog)
    {
        try
        {
            await Expect(dialog).ToHaveCountAsync(0);
        }
        catch (PlaywrightException)
        {
            throw new InvalidOperationException($"The dialog stays and says: {await dialog.First.InnerTextAsync()}");
        }
    }

    public static ILocator Figure(IPage page, string label) => page.Locator("header dl > div").Filter(new() { HasText = label }).Locator("dd").First;

    private static string Typed(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The check digit of a credit code.</summary>
    private static char CheckOf(string code)
    {
        var (sum, weight) = (0, 1);
        foreach (var sign in code)
            (sum, weight) = (sum + (Signs.IndexOf(sign, StringComparison.Ordinal) * weight), weight * 3 % 31);

        return Signs[(31 - (sum % 31)) % 31];
    }
}
