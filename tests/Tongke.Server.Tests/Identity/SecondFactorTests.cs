using System.Net;
using OtpNet;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

public sealed class SecondFactorTests
{
    [Theory, OnEveryDatabase]
    public async Task Once_enrolled_signing_in_asks_for_a_code(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var (secret, _) = await EnrolAsync(app, await app.SignInAsync("ana"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var browser = app.NewBrowser();
        Assert.Equal((HttpStatusCode.Unauthorized, "otp_required"), await OutcomeAsync(browser.SignInAsync("ana", IdentityApp.Password)));
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_otp"), await OutcomeAsync(browser.SignInAsync("ana", IdentityApp.Password, "000000")));
        Assert.Equal("invalid_credentials", (await browser.SignInAsync("ana", "wrong-wrong", CodeOf(app, secret))).Code);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("ana", IdentityApp.Password, CodeOf(app, secret))).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_code_is_good_once_and_for_one_step_around_now(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var (secret, _) = await EnrolAsync(app, await app.SignInAsync("ana"));
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        var code = CodeOf(app, secret);
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(code)).Status);
        Assert.Equal("invalid_otp", (await SignInAsync(code)).Code);

        code = CodeOf(app, secret);
        var answers = await Task.WhenAll(SignInAsync(code), SignInAsync(code), SignInAsync(code));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);

        code = CodeOf(app, secret);
        app.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal("invalid_otp", (await SignInAsync(code)).Code);

        Task<Answered> SignInAsync(string otp) => app.NewBrowser().SignInAsync("ana", IdentityApp.Password, otp);
    }

    [Theory, OnEveryDatabase]
    public async Task Wrong_codes_lock_the_account(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var (secret, _) = await EnrolAsync(app, await app.SignInAsync("ana"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("otp_required", (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password)).Code);
            Assert.Equal("invalid_otp", (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password, "000000")).Code);
        }

        Assert.Equal("locked", (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password, CodeOf(app, secret))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Each_recovery_code_opens_once_and_is_stored_as_a_hash(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var (secret, recovery) = await EnrolAsync(app, await app.SignInAsync("ana"));

        Assert.Equal(10, recovery.Length);
        Assert.Equal(HttpStatusCode.OK, (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password, recovery[3])).Status);
        Assert.Equal("invalid_otp", (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password, recovery[3])).Code);

        var stored = await app.Workspace.Database.ListAsync(Sql.Literal("select hash from recovery_code"), r => r.GetText(0), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(stored, hash => recovery.Any(code => hash.Contains(code, StringComparison.Ordinal)));
        var sealedSecret = await app.Workspace.Database.ScalarAsync<byte[]>(Sql.Literal("select secret from second_factor"), TestContext.Current.CancellationToken);
        Assert.False(sealedSecret.AsSpan().IndexOf(Base32Encoding.ToBytes(secret)) >= 0);
    }

    [Theory, OnEveryDatabase]
    public async Task A_role_that_needs_it_lets_in_only_to_enrol(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database, ("Identity:SecondFactorRoles:0", "admin"));
        await app.AddAdministratorAsync();
        await app.AddPersonAsync("ana");
        Assert.Equal(HttpStatusCode.OK, (await (await app.SignInAsync("ana")).GetAsync("/api/v1/lead")).Status);

        var admin = app.NewBrowser();
        var signedIn = await admin.SignInAsync("admin", IdentityApp.Password);
        Assert.Equal("second_factor_enrolment_required", signedIn["required"].GetString());
        Assert.Equal("second_factor_enrolment_required", (await admin.GetAsync("/api/v1/lead")).Code);

        await EnrolAsync(app, admin);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Taking_it_away_needs_the_password_or_an_administrator(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var id = await app.AddPersonAsync("ana");
        var browser = await app.SignInAsync("ana");
        await EnrolAsync(app, browser);
        Assert.Equal("second_factor_exists", (await browser.PostAsync("/api/second-factor")).Code);

        Assert.Equal([("password", "current_password_wrong")], (await browser.DeleteAsync("/api/second-factor", new { password = "wrong-wrong" })).Details);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("/api/second-factor", new { password = IdentityApp.Password })).Status);
        await app.SignInAsync("ana");

        await EnrolAsync(app, browser);
        Assert.Equal(HttpStatusCode.NoContent, (await (await app.SignInAsync("admin")).DeleteAsync($"/api/users/{id}/second-factor")).Status);
        await app.SignInAsync("ana");
    }

    private static async Task<(string Secret, string[] RecoveryCodes)> EnrolAsync(IdentityApp app, Browser browser)
    {
        var begun = await browser.PostAsync("/api/second-factor");
        var secret = begun["secret"].GetString()!;
        Assert.StartsWith("otpauth://totp/", begun["uri"].GetString(), StringComparison.Ordinal);
        Assert.StartsWith("data:image/svg+xml;base64,", begun["qr"].GetString(), StringComparison.Ordinal);
        Assert.Equal([("otp", "invalid_otp")], (await browser.PostAsync("/api/second-factor/confirm", new { otp = "000000" })).Details);

        var confirmed = await browser.PostAsync("/api/second-factor/confirm", new { otp = CodeOf(app, secret) });
        Assert.Equal(HttpStatusCode.OK, confirmed.Status);
        Assert.True((await browser.GetAsync("/api/second-factor"))["enabled"].GetBoolean());
        return (secret, [.. confirmed["recovery_codes"].EnumerateArray().Select(c => c.GetString()!)]);
    }

    private static string CodeOf(IdentityApp app, string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(app.Clock.GetUtcNow().UtcDateTime);

    private static async Task<(HttpStatusCode, string?)> OutcomeAsync(Task<Answered> answer) => ((await answer).Status, (await answer).Code);
}
