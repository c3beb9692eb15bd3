using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongke.Testing;

namespace Tongke.Server.Tests.Quotes;

/// <summary>A company that quotes, and words for what tests of it do.</summary>
internal sealed partial class QuoteCompany : IAsyncDisposable
{
    private QuoteCompany(TestApp app, TestClient boss, TestClient manager, TestClient rep) => (App, Boss, Manager, Rep) = (app, boss, manager, rep);

    public TestApp App { get; }

    /// <summary>May do everything.</summary>
    public TestClient Boss { get; }

    /// <summary>Stands above the rep and sees all quotes.</summary>
    public TestClient Manager { get; }

    /// <summary>Sees their own; up to 10 % off a line, 10 % off the whole.</summary>
    public TestClient Rep { get; }

    public static async Task<QuoteCompany> StartAsync(TestDatabase database)
    {
        var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var manager = await app.SignInAsync("mia", GrantsOf("all"));
        var rep = await app.SignInAsync("ana", GrantsOf("own"), manager: manager.Id);
        var role = (await boss.ListAsync("role", "$filter=name eq 'role_ana'")).Single();
        await boss.CreateAsync("discount_policy", new { role = Id(role), line_limit = 10, total_limit = 10 });
        return new(app, boss, manager, rep);
    }

    /// <summary>Another rep, who sees their own.</summary>
    public Task<TestClient> OtherAsync() => App.SignInAsync("ben", GrantsOf("own"));

    /// <summary>A quote of the rep with one line of 1,000 less a discount.</summary>
    public async Task<(Guid Quote, Guid Line)> QuoteAsync(decimal discount = 0, decimal quantity = 1, string language = "zh")
    {
        var account = Id(await Rep.CreateAsync("account", new { name = $"上海客户 {Guid.NewGuid():N}" }));
        var product = Id(await Boss.CreateAsync("product", new { name = $"焊接工作站 {Guid.NewGuid():N}", price = 1000, unit = "套" }));
        var quote = Id(await Rep.CreateAsync("quote", new { account, language }));
        var line = Id(await Rep.CreateAsync("quote_line", new { quote, product, discount, quantity }));
        return (quote, line);
    }

    /// <summary>A quote that was sent, and the path of its link.</summary>
    public async Task<(Guid Quote, string Path)> SentAsync(int days = 30, string language = "zh")
    {
        var (quote, _) = await QuoteAsync(language: language);
        return (quote, await ShareAsync(quote, days));
    }

    /// <summary>Makes a link; its path.</summary>
    public async Task<string> ShareAsync(Guid quote, int days = 30)
    {
        (await Rep.PostAsync($"/api/v1/quote/{quote}/share", new { days, note = "王总" })).Expect(200);
        var links = (await Rep.GetAsync($"/api/quotes/{quote}/links")).Expect(200).GetProperty("links");
        return new Uri(new Uri(App.Address), links[0].GetProperty("url").GetString()!).AbsolutePath;
    }

    /// <summary>Somebody who has the link and nothing else.</summary>
    public HttpClient Customer() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(App.Address) };

    public async Task<JsonElement> ReadAsync(Guid quote) => (await Boss.GetAsync($"/api/v1/quote/{quote}")).Expect(200);

    public async Task<string?> StatusAsync(Guid quote) => (await ReadAsync(quote)).GetProperty("status").GetString();

    public static Guid Id(JsonElement record) => record.GetProperty("id").GetGuid();

    /// <summary>Sends a form of the page.</summary>
    public static Task<HttpResponseMessage> SendAsync(HttpClient customer, string path, params (string Name, string Value)[] fields) =>
        customer.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>What a page says, without its markup.</summary>
    public static string Plain(string html) => WebUtility.HtmlDecode(Markup().Replace(html, " "));

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static Dictionary<string, object> GrantsOf(string scope)
    {
        var own = new { create = true, read = scope, edit = scope, delete = scope };
        var read = new { read = "all" };
        return new()
        {
            ["account"] = own, ["contact"] = own, ["opportunity"] = own, ["opportunity_line"] = own, ["quote"] = own, ["quote_line"] = own, ["activity"] = own,
            ["product"] = read, ["price_book"] = read, ["price_book_entry"] = read, ["quote_link"] = read, ["pipeline"] = read, ["stage"] = read, ["user"] = read,
            ["comment"] = new { create = true, read = "all", edit = "own" }, ["notification"] = new { read = "own", edit = "own" }, ["document_template"] = read, ["discount_policy"] = read,
        };
    }

    [GeneratedRegex("<style.*?</style>|<[^>]+>", RegexOptions.Singleline)]
    private static partial Regex Markup();
}
