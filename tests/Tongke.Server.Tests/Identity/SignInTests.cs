using System.Net;
using Tongke.Server.Identity;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

public sealed class SignInTests
{
    [Theory, OnEveryDatabase]
    public async Task Signing_in_tells_who_it_is_and_opens_the_api(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var browser = app.NewBrowser();

        var signedIn = await browser.SignInAsync("  ADMIN ", IdentityApp.Password);
        Assert.Equal(HttpStatusCode.OK, signedIn.Status);
        Assert.Equal("admin", signedIn["user"].GetProperty("login").GetString());
        Assert.Equal("zh-CN", signedIn["user"].GetProperty("language").GetString());
        Assert.Equal("通客", signedIn["company"].GetProperty("name").GetString());
        Assert.False(signedIn["setup"].GetBoolean());

        var again = await browser.GetAsync("/api/session");
        Assert.Equal(signedIn["csrf"].GetString(), again["csrf"].GetString());
        Assert.Equal("Admin via web", (await browser.GetAsync("/api/v1/lead")).Text);
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_gets_past_the_door_without_signing_in(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();

        var answer = await app.NewBrowser().GetAsync("/api/v1/lead");
        Assert.Equal((HttpStatusCode.Unauthorized, "not_signed_in"), (answer.Status, answer.Code));

        var session = await app.NewBrowser().GetAsync("/api/session");
        Assert.Equal(HttpStatusCode.Unauthorized, session.Status);
        Assert.False(session["setup"].GetBoolean());
    }

    [Theory, OnEveryDatabase]
    public async Task A_wrong_password_an_unknown_login_and_an_inactive_person_are_answered_alike_and_cost_the_same(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        await app.ChangePersonAsync(await app.AddPersonAsync("ben"), "active", false);
        var hasher = app.Get<PasswordHasher>();

        var texts = new List<string>();
        foreach (var (login, password) in new[] { ("ana", "not the password"), ("nobody", IdentityApp.Password), ("ben", IdentityApp.Password) })
        {
            var before = hasher.Computed;
            var answer = await app.NewBrowser().SignInAsync(login, password);
            Assert.Equal((HttpStatusCode.Unauthorized, "invalid_credentials"), (answer.Status, answer.Code));
            Assert.Null(answer.SetCookie);
            Assert.Equal(1, hasher.Computed - before);
            texts.Add(answer.Text);
        }

        Assert.Single(texts.Distinct());
    }

    [Theory, OnEveryDatabase]
    public async Task Five_wrong_tries_lock_a_login_for_fifteen_minutes_whether_it_exists_or_not(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");

        foreach (var login in new[] { "ana", "nobody" })
        {
            for (var i = 0; i < 5; i++)
                Assert.Equal("invalid_credentials", (await app.NewBrowser().SignInAsync(login, "wrong-wrong")).Code);

            var locked = await app.NewBrowser().SignInAsync(login, IdentityApp.Password);
            Assert.Equal((HttpStatusCode.TooManyRequests, "locked"), (locked.Status, locked.Code));
            Assert.Equal(15 * 60, locked.RetryAfter);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("locked", (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password)).Code);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SignInAsync("ana");
    }

    [Theory, OnEveryDatabase]
    public async Task Right_sign_ins_of_one_person_at_the_same_moment_all_succeed_and_wrong_ones_get_no_further_than_one_after_another(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");

        var right = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.NewBrowser().SignInAsync("ana", IdentityApp.Password)));
        Assert.All(right, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));

        var before = app.Get<PasswordHasher>().Computed;
        var wrong = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.NewBrowser().SignInAsync("ana", "wrong-wrong")));
        Assert.Equal((5, 7), (wrong.Count(answer => answer.Code == "invalid_credentials"), wrong.Count(answer => answer.Code == "locked")));
        Assert.Equal(5, app.Get<PasswordHasher>().Computed - before);
        Assert.Equal("locked", (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task The_lock_outlives_a_restart(TestDatabase database)
    {
        var location = await IdentityApp.NewLocationAsync(database);
        var now = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
        await using (var app = await IdentityApp.StartAsync(location, [], now))
        {
            await app.AddPersonAsync("ana");
            for (var i = 0; i < 5; i++)
                await app.NewBrowser().SignInAsync("ana", "wrong-wrong");
        }

        await using var restarted = await IdentityApp.StartAsync(location, [], now.AddMinutes(5));
        var locked = await restarted.NewBrowser().SignInAsync("ana", IdentityApp.Password);
        Assert.Equal(("locked", 10 * 60), (locked.Code, locked.RetryAfter));
    }

    [Theory, OnEveryDatabase]
    public async Task A_right_password_forgets_the_wrong_ones(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
                await app.NewBrowser().SignInAsync("ana", "wrong-wrong");
            await app.SignInAsync("ana");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Many_tries_at_once_get_no_further_than_five(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => app.NewBrowser().SignInAsync("ana", "wrong-wrong")));
        Assert.Equal(5, answers.Count(a => a.Code == "invalid_credentials"));
        Assert.Equal(25, answers.Count(a => a.Code == "locked"));
    }

    [Theory, OnEveryDatabase]
    public async Task An_address_that_fails_too_often_has_to_wait_and_others_have_not(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database, ("Identity:FailuresPerAddress", "8"));
        await app.AddPersonAsync("ana");
        for (var i = 0; i < 8; i++)
            await From("203.0.113.7").SignInAsync($"guess{i}", "wrong-wrong");

        var held = await From("203.0.113.7").SignInAsync("ana", IdentityApp.Password);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_failures"), (held.Status, held.Code));
        Assert.Equal(HttpStatusCode.OK, (await From("203.0.113.8").SignInAsync("ana", IdentityApp.Password)).Status);

        app.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.OK, (await From("203.0.113.7").SignInAsync("ana", IdentityApp.Password)).Status);

        Browser From(string address)
        {
            var browser = app.NewBrowser();
            browser.Headers["Test-Address"] = address;
            return browser;
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Many_logins_tried_at_once_from_an_address_get_no_further_than_one_after_another(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database, ("Identity:FailuresPerAddress", "8"));
        await app.AddPersonAsync("ana");
        var before = app.Get<PasswordHasher>().Computed;

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => app.NewBrowser().SignInAsync($"guess{i}", "wrong-wrong")));

        Assert.Equal((8, 22), (answers.Count(a => a.Code == "invalid_credentials"), answers.Count(a => a.Code == "too_many_failures")));
        Assert.Equal(8, app.Get<PasswordHasher>().Computed - before);
        Assert.Equal("too_many_failures", (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Right_sign_ins_of_many_people_behind_one_address_at_the_same_moment_all_succeed(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database, ("Identity:FailuresPerAddress", "4"));
        for (var i = 0; i < 12; i++)
            await app.AddPersonAsync($"ana{i}");
        for (var i = 0; i < 3; i++)
            await app.NewBrowser().SignInAsync("ana0", "wrong-wrong");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => app.NewBrowser().SignInAsync($"ana{i}", IdentityApp.Password)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
    }

    [Theory, OnEveryDatabase]
    public async Task The_log_says_who_tried_and_how_it_ended(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        await app.AddPersonAsync("ana");
        await app.NewBrowser().SignInAsync("ana", "wrong-wrong");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var ana = await app.SignInAsync("ana");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.NewBrowser().SignInAsync("nobody", "wrong-wrong");

        Assert.Equal(["signed_in", "wrong_password"], Outcomes(await ana.GetAsync("/api/sign-in-log")));
        Assert.Equal("administrators_only", (await ana.GetAsync("/api/sign-in-log?all=true")).Code);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var admin = await app.SignInAsync("admin");
        var everybody = await admin.GetAsync("/api/sign-in-log?all=true");
        Assert.Equal(["signed_in", "unknown_login", "signed_in", "wrong_password"], Outcomes(everybody));
        Assert.DoesNotContain("wrong-wrong", everybody.Text, StringComparison.Ordinal);

        static IEnumerable<string?> Outcomes(Answered log) => log["value"].EnumerateArray().Select(e => e.GetProperty("outcome").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task Odd_logins_and_passwords_are_refused_like_any_other(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");

        foreach (var (login, password) in new[] { ("", "x"), ("ana\0", "x"), (new string('a', 10_000), "x"), ("ana", new string('p', 10_000)), ("ana' or 1=1 --", "x"), ("ana", "密码🙂") })
            Assert.Equal("invalid_credentials", (await app.NewBrowser().SignInAsync(login, password)).Code);

        Assert.Equal(HttpStatusCode.BadRequest, (await app.NewBrowser().PostAsync("/api/session", new { login = 1, password = true })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_too_large_for_signing_in_is_told_with_its_limit(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);

        var refused = await app.NewBrowser().SignInAsync("ana", new string('p', 100_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.Status);
        Assert.Contains("64 KB", refused.Text, StringComparison.Ordinal);
    }
}
