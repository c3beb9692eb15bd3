using System.Net;
using System.Runtime.Versioning;
using Tongke.Server.Identity;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

public sealed class FirstStartTests
{
    [Theory, OnEveryDatabase]
    public async Task The_password_of_the_variable_makes_the_account_admin_once(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database, (FirstStart.PasswordVariable, IdentityApp.Password));
        await app.PrepareAsync();
        var browser = await app.SignInAsync("admin");
        Assert.Equal("我的公司", (await browser.GetAsync("/api/session"))["company"].GetProperty("name").GetString());

        await browser.PostAsync("/api/password", new { current = IdentityApp.Password, password = "Another-Horse-8" });
        await app.PrepareAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.NewBrowser().SignInAsync("admin", IdentityApp.Password)).Status);
        await app.SignInAsync("admin", "Another-Horse-8");
    }

    [Theory, OnEveryDatabase]
    public async Task A_weak_password_stops_the_start_and_says_why(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database, (FirstStart.PasswordVariable, "admin123"));
        var refused = await Assert.ThrowsAsync<StartRefusedException>(app.PrepareAsync);
        Assert.Contains("10 characters", refused.Message, StringComparison.Ordinal);
        Assert.Contains("密码至少 10 位", refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task The_people_of_the_sample_sign_in_with_the_password_of_the_variable_and_nobody_else_does(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database, (SamplePeople.PasswordVariable, "Sample-Horse-9"));
        await app.AddPersonAsync("ben");
        await app.GiveSamplePasswordAsync(await app.AddPersonAsync("ana"));

        await app.SignInAsync("ana", "Sample-Horse-9");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.NewBrowser().SignInAsync("ben", "Sample-Horse-9")).Status);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_secret_key_is_made_once_for_its_owner_only()
    {
        var folder = Path.Combine(TestFolder.Path, Guid.NewGuid().ToString("N"));
        var first = SecretKey.Load(folder);

        Assert.Equal(first.For("a"), SecretKey.Load(folder).For("a"));
        Assert.NotEqual(first.For("a"), first.For("b"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "secret.key")));
    }
}
