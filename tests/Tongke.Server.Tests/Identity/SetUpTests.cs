using System.Net;
using Tongke.Server.Identity;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

public sealed class SetUpTests
{
    [Theory, OnEveryDatabase]
    public async Task The_one_time_link_makes_the_company_and_its_administrator_and_signs_in(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        var token = await TokenAsync(app);
        var browser = app.NewBrowser();
        Assert.True((await browser.GetAsync("/api/session"))["setup"].GetBoolean());

        var done = await browser.PostAsync("/api/setup", Answers(token, "boss"));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal(("boss", "云海科技"), (done["user"].GetProperty("login").GetString(), done["company"].GetProperty("name").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/sign-in-log?all=true")).Status);
        Assert.False((await app.NewBrowser().GetAsync("/api/session"))["setup"].GetBoolean());

        Assert.Equal([("token", "set_up_token_invalid")], (await app.NewBrowser().PostAsync("/api/setup", Answers(token, "second"))).Details);
        Assert.Null(await app.Get<SettingUp>().CreateTokenAsync(TestContext.Current.CancellationToken));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_many_set_ups_at_once_one_wins(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        var tokens = new[] { await TokenAsync(app), await TokenAsync(app) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => app.NewBrowser().PostAsync("/api/setup", Answers(tokens[i % 2], $"boss{i}"))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Single(app.Workspace.Organization.Members);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_wrong_is_named_by_field_and_the_link_stays_good(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        var token = await TokenAsync(app);

        Assert.Equal([("token", "set_up_token_invalid")], (await app.NewBrowser().PostAsync("/api/setup", Answers("wrong", "boss"))).Details);
        Assert.Equal([("password", "password_common")], (await app.NewBrowser().PostAsync("/api/setup", Answers(token, "boss") with { password = "Password123" })).Details);
        Assert.Equal(["company", "name"], (await app.NewBrowser().PostAsync("/api/setup", Answers(token, "boss") with { name = " ", company = "" })).Details.Select(d => d.Target).Order());
        Assert.Equal(["login"], (await app.NewBrowser().PostAsync("/api/setup", Answers(token, "b"))).Details.Select(d => d.Target));
        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().PostAsync("/api/setup", Answers(token, "boss"))).Status);
    }

    private static async Task<string> TokenAsync(IdentityApp app) => (await app.Get<SettingUp>().CreateTokenAsync(TestContext.Current.CancellationToken))!;

    private static SetUpAnswers Answers(string token, string login) => new(token, login, IdentityApp.Password, "王小明", "云海科技");

    private sealed record SetUpAnswers(string token, string login, string password, string name, string company);
}
