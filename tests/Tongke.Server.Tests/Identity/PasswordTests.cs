using System.Net;
using Tongke.Server.Identity;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

public sealed class PasswordTests
{
    [Theory]
    [InlineData("short1!", "password_too_short")]
    [InlineData("abcdefgz", "password_too_short")]
    [InlineData("abcdefG1", null)]
    [InlineData("long enough words", null)]
    [InlineData("通客系统密码很长的一句话", null)]
    [InlineData("Password123", "password_common")]
    [InlineData("1234567890", "password_common")]
    [InlineData("aaaaaaaaaaaa", "password_common")]
    [InlineData("zhangsan123", "password_personal")]
    [InlineData("zhangsan-und-mehr", null)]
    [InlineData("云海科技有限公司2026", "password_personal")]
    public void A_password_is_long_uncommon_and_not_a_name(string password, string? refused) =>
        Assert.Equal(refused, PasswordPolicy.Check(password, "zhangsan", "云海科技有限公司")?.Code);

    [Fact]
    public void Beyond_128_characters_nothing_is_hashed() => Assert.Equal("password_too_long", PasswordPolicy.Check(new string('x', 127) + "yz")?.Code);

    [Fact]
    public void A_hash_names_its_cost_and_knows_only_its_password()
    {
        var cost = new PasswordCost(256, 1, 1);
        var text = PasswordHash.Compute("密码 ①", cost).ToString();

        Assert.StartsWith("$argon2id$v=19$m=256,t=1,p=1$", text, StringComparison.Ordinal);
        Assert.NotEqual(text, PasswordHash.Compute("密码 ①", cost).ToString());
        Assert.True(PasswordHash.Parse(text).Matches("密码 ①"));
        Assert.False(PasswordHash.Parse(text).Matches("密码 ②"));
        Assert.Throws<FormatException>(() => PasswordHash.Parse("plain"));
    }

    [Fact]
    public void The_usual_cost_is_at_least_what_OWASP_asks_for()
    {
        var cost = new IdentityOptions().PasswordCost;
        Assert.True(cost is { MemoryKiB: >= 19 * 1024, Iterations: >= 2, Parallelism: >= 1 });
    }

    [Fact]
    public async Task A_flood_of_sign_ins_is_turned_away_rather_than_kept_waiting()
    {
        using var hasher = new PasswordHasher(new IdentityOptions { HashMemoryKiB = 8 * 1024, HashIterations = 4, HashesAtOnce = 1, HashesWaiting = 2 });
        var checks = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => hasher.CheckAsync("password", null, TestContext.Current.CancellationToken)));

        Assert.Contains(PasswordCheck.Busy, checks);
        Assert.Contains(PasswordCheck.Wrong, checks);
    }

    [Theory, OnEveryDatabase]
    public async Task A_hash_of_lower_cost_is_replaced_at_the_next_sign_in(TestDatabase database)
    {
        var location = await IdentityApp.NewLocationAsync(database);
        await using (var before = await IdentityApp.StartAsync(location, []))
            await before.AddPersonAsync("ana");

        await using var app = await IdentityApp.StartAsync(location, [("Identity:HashMemoryKiB", "512")]);
        Assert.Contains("m=256,", await HashAsync(app), StringComparison.Ordinal);
        await app.SignInAsync("ana");
        Assert.Contains("m=512,", await HashAsync(app), StringComparison.Ordinal);
        await app.SignInAsync("ana");
    }

    [Theory, OnEveryDatabase]
    public async Task Changing_the_password_needs_the_current_one_and_ends_the_other_sessions(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var (desk, phone) = (await app.SignInAsync("ana"), await app.SignInAsync("ana"));

        Assert.Equal([("current", "current_password_wrong")], (await Change("guess-guess", "Another-Horse-8")).Details);
        Assert.Equal([("password", "password_common")], (await Change(IdentityApp.Password, "password123")).Details);
        Assert.Equal([("password", "password_unchanged")], (await Change(IdentityApp.Password, IdentityApp.Password)).Details);
        Assert.Equal(HttpStatusCode.NoContent, (await Change(IdentityApp.Password, "Another-Horse-8")).Status);

        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/api/v1/lead")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/api/v1/lead")).Status);
        await app.SignInAsync("ana", "Another-Horse-8");
        Assert.Equal("invalid_credentials", (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password)).Code);

        Task<Answered> Change(string current, string password) => desk.PostAsync("/api/password", new { current, password });
    }

    [Theory, OnEveryDatabase]
    public async Task Guessing_the_current_password_locks_like_signing_in(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var browser = await app.SignInAsync("ana");

        for (var i = 0; i < 5; i++)
            await browser.PostAsync("/api/password", new { current = $"guess-{i}", password = "Another-Horse-8" });
        Assert.Equal("locked", (await browser.PostAsync("/api/password", new { current = IdentityApp.Password, password = "Another-Horse-8" })).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_password_from_the_administrator_lets_in_only_to_choose_another(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var id = await app.AddPersonAsync("ana");
        var (ana, admin) = (await app.SignInAsync("ana"), await app.SignInAsync("admin"));

        var given = (await admin.PostAsync($"/api/users/{id}/password"))["password"].GetString()!;
        Assert.Equal(HttpStatusCode.Unauthorized, (await ana.GetAsync("/api/v1/lead")).Status);

        var signedIn = await ana.SignInAsync("ana", given);
        Assert.Equal("password_change_required", signedIn["required"].GetString());
        Assert.Equal((HttpStatusCode.Forbidden, "password_change_required"), await OutcomeAsync(ana.GetAsync("/api/v1/lead")));
        Assert.Equal(HttpStatusCode.NoContent, (await ana.PostAsync("/api/password", new { current = given, password = "Another-Horse-8" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await ana.GetAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_takes_over_an_account_that_may_do_more(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var helpdesk = await app.AddRoleAsync("helpdesk", """{"user":{"read":"all","edit":"all"}}""");
        await app.AddPersonAsync("hana", helpdesk);
        var ana = await app.AddPersonAsync("ana");
        var admin = app.Workspace.Organization.Members.Single(m => m.Login == "admin");
        var browser = await app.SignInAsync("hana");

        Assert.Equal("user_exceeds_own", (await browser.PostAsync($"/api/users/{admin.Id}/password")).Code);
        Assert.Equal("user_exceeds_own", (await browser.DeleteAsync($"/api/users/{admin.Id}/second-factor")).Code);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync($"/api/users/{ana}/password")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/api/users/{Guid.CreateVersion7()}/password")).Status);
    }

    private static async Task<string> HashAsync(IdentityApp app) => (await app.Workspace.Database.ScalarAsync<string>(Sql.Literal("select password_hash from credential"), TestContext.Current.CancellationToken))!;

    private static async Task<(HttpStatusCode, string?)> OutcomeAsync(Task<Answered> answer) => ((await answer).Status, (await answer).Code);
}
