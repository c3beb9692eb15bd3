using System.Net;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

public sealed class ApiKeyTests
{
    private static readonly string[] Scopes = ["favourite.write", "records.read"];
    private const string Everything = """{"*":{"create":true,"read":"all","edit":"all","delete":"all"}}""";

    [Theory, OnEveryDatabase]
    public async Task A_key_acts_for_its_owner_and_is_stored_as_a_hash(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var admin = await app.SignInAsync("admin");

        var made = await admin.PostAsync("/api/api-keys", new { name = "ERP", role = "admin" });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var secret = made["secret"].GetString()!;
        Assert.StartsWith(made["prefix"].GetString()! + "_", secret, StringComparison.Ordinal);
        Assert.Equal("Admin (ERP) via api_key", (await With(app, secret).GetAsync("/api/v1/account")).Text);
        Assert.Equal(HttpStatusCode.OK, (await With(app, secret).PostAsync("/api/v1/account")).Status);

        var stored = await app.Workspace.Database.ScalarAsync<string>(Sql.Literal("select hash from api_key_secret"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
        Assert.NotNull(await app.Workspace.Database.ScalarAsync<DateTimeOffset?>(Sql.Literal("select last_used_at from api_key"), TestContext.Current.CancellationToken));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_no_living_key_is_refused(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var admin = await app.SignInAsync("admin");
        var expires = app.Clock.GetUtcNow().AddHours(1);
        var made = await admin.PostAsync("/api/api-keys", new { name = "ERP", role = "admin", expires_at = expires.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture) });
        var (id, secret) = (made["id"].GetGuid(), made["secret"].GetString()!);

        foreach (var wrong in new[] { "tk_12345678_guess", secret[..^1], "eyJhbGciOiJub25lIn0" })
            Assert.Equal((HttpStatusCode.Unauthorized, "invalid_api_key"), await OutcomeAsync(With(app, wrong)));

        Assert.Equal((HttpStatusCode.OK, null), await OutcomeAsync(With(app, secret)));
        var second = (await admin.PostAsync($"/api/api-keys/{id}/issue"))["secret"].GetString()!;
        Assert.Equal("invalid_api_key", (await OutcomeAsync(With(app, secret))).Code);
        Assert.Equal((HttpStatusCode.OK, null), await OutcomeAsync(With(app, second)));

        app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/api-keys/{id}")).Status);
        Assert.Equal("invalid_api_key", (await OutcomeAsync(With(app, second))).Code);

        var third = (await admin.PostAsync($"/api/api-keys/{id}/issue"))["secret"].GetString()!;
        Assert.Equal((HttpStatusCode.OK, null), await OutcomeAsync(With(app, third)));
        app.Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal("invalid_api_key", (await OutcomeAsync(With(app, third))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_key_never_may_more_than_its_owner(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var all = await app.AddRoleAsync("everything", Everything);
        var keys = await app.AddRoleAsync("key_maker", """{"api_key":{"create":true,"read":"own","edit":"own"},"role":{"read":"all"},"department":{"read":"all"}}""");
        var reader = await app.AddRoleAsync("department_reader", """{"department":{"read":"all","fields":{"*":"read"}}}""");
        var ana = await app.AddPersonAsync("ana", keys, all);
        var browser = await app.SignInAsync("ana");

        var strong = (await browser.PostAsync("/api/api-keys", new { name = "strong", role = "everything" }))["secret"].GetString()!;
        var weak = (await browser.PostAsync("/api/api-keys", new { name = "weak", role = reader }))["secret"].GetString()!;
        Assert.Equal((HttpStatusCode.OK, null), await OutcomeAsync(With(app, strong)));
        Assert.Equal((HttpStatusCode.OK, null), await OutcomeAsync(With(app, weak)));

        await app.ChangePersonAsync(ana, "roles", new[] { keys });
        Assert.Equal((HttpStatusCode.Forbidden, "api_key_exceeds_owner"), await OutcomeAsync(With(app, strong)));
        Assert.Equal((HttpStatusCode.OK, null), await OutcomeAsync(With(app, weak)));
        Assert.Equal([("role", "role_exceeds_own")], (await browser.PostAsync("/api/api-keys", new { name = "again", role = all })).Details);

        await app.ChangePersonAsync(ana, "active", false);
        Assert.Equal("invalid_api_key", (await OutcomeAsync(With(app, weak))).Code);
    }

    private static readonly string[] NoScopes = ["records.read", "x.y"];

    [Theory, OnEveryDatabase]
    public async Task Scopes_narrow_what_a_key_is_good_for(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var admin = await app.SignInAsync("admin");
        var secret = (await admin.PostAsync("/api/api-keys", new { name = "leads", role = "admin", scopes = Scopes }))["secret"].GetString()!;
        var script = With(app, secret);

        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/v1/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await script.PostAsync("/api/v1/favourite")).Status);
        var refused = await script.PostAsync("/api/v1/account");
        Assert.Equal((HttpStatusCode.Forbidden, "api_key_scope"), (refused.Status, refused.Code));
    }

    [Theory, OnEveryDatabase]
    public async Task Keys_are_made_by_people_and_wrong_answers_are_named(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var admin = await app.SignInAsync("admin");
        var secret = (await admin.PostAsync("/api/api-keys", new { name = "ERP", role = "admin" }))["secret"].GetString()!;

        Assert.Equal("people_only", (await With(app, secret).PostAsync("/api/api-keys", new { name = "child", role = "admin" })).Code);
        Assert.Contains(("role", "required"), (await admin.PostAsync("/api/api-keys", new { name = "no role" })).Details);
        Assert.Equal([("prefix", "unknown_api_key_member")], (await admin.PostAsync("/api/api-keys", new { name = "x", role = "admin", prefix = "tk_mine" })).Details);
        Assert.Equal([("scopes", "unknown_key_scope"), ("expires_at", "key_ends_before_now")], (await admin.PostAsync("/api/api-keys", new { name = "x", role = "admin", scopes = NoScopes, expires_at = "2020-01-01T00:00:00Z" })).Details);
    }

    private static Browser With(IdentityApp app, string secret)
    {
        var script = app.NewBrowser();
        script.Headers["Authorization"] = $"Bearer {secret}";
        return script;
    }

    private static async Task<(HttpStatusCode Status, string? Code)> OutcomeAsync(Browser script)
    {
        var answer = await script.GetAsync("/api/v1/department");
        return (answer.Status, answer.Json is null ? null : answer.Code);
    }
}
