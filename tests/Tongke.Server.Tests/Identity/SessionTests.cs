using System.Net;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

public sealed class SessionTests
{
    [Theory, OnEveryDatabase]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");

        var plain = await app.NewBrowser().SignInAsync("ana", IdentityApp.Password);
        Assert.StartsWith("tongke=", plain.SetCookie, StringComparison.Ordinal);
        Assert.Contains("httponly", plain.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", plain.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", plain.SetCookie, StringComparison.OrdinalIgnoreCase);

        var browser = app.NewBrowser();
        browser.Headers["Test-Https"] = "1";
        var secure = await browser.SignInAsync("ana", IdentityApp.Password);
        Assert.StartsWith("__Host-tongke=", secure.SetCookie, StringComparison.Ordinal);
        Assert.Contains("secure", secure.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/session")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task The_language_one_chooses_is_there_in_the_next_browser(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var browser = await app.SignInAsync("ana");

        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync(HttpMethod.Patch, "/api/session", new { language = "en" })).Status);
        var answer = await browser.SendAsync(HttpMethod.Patch, "/api/session", new { language = "fr" });
        Assert.Equal((HttpStatusCode.BadRequest, ("language", "not_an_option")), (answer.Status, answer.Details.Single()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.NewBrowser().SendAsync(HttpMethod.Patch, "/api/session", new { language = "en" })).Status);

        Assert.Equal("en", (await app.NewBrowser().SignInAsync("ana", IdentityApp.Password))["user"].GetProperty("language").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_cookie_from_before_signing_in_is_not_kept(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var browser = app.NewBrowser();
        browser.Cookie = "tongke=planted-by-somebody-else";

        await browser.SignInAsync("ana", IdentityApp.Password);
        var first = browser.Cookie;
        Assert.NotEqual("tongke=planted-by-somebody-else", first);

        await browser.SignInAsync("ana", IdentityApp.Password);
        Assert.NotEqual(first, browser.Cookie);

        var old = app.NewBrowser();
        old.Cookie = first;
        Assert.Equal(HttpStatusCode.Unauthorized, (await old.GetAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_change_needs_the_token_of_the_session_and_our_own_page(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        await app.AddPersonAsync("ben");
        var browser = await app.SignInAsync("ana");
        var other = await app.SignInAsync("ben");
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/api/v1/lead")).Status);

        var token = browser.Csrf;
        foreach (var wrong in new[] { null, "", "wrong", other.Csrf })
        {
            browser.Csrf = wrong;
            Assert.Equal((HttpStatusCode.Forbidden, "csrf_failed"), await OutcomeAsync(browser.PostAsync("/api/v1/lead")));
        }

        browser.Csrf = token;
        browser.Headers["Sec-Fetch-Site"] = "cross-site";
        Assert.Equal((HttpStatusCode.Forbidden, "csrf_failed"), await OutcomeAsync(browser.PostAsync("/api/v1/lead")));
        browser.Headers.Remove("Sec-Fetch-Site");
        browser.Headers["Origin"] = "https://evil.example";
        Assert.Equal((HttpStatusCode.Forbidden, "csrf_failed"), await OutcomeAsync(browser.PostAsync("/api/v1/lead")));
        browser.Headers["Origin"] = app.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Another_site_can_not_sign_somebody_in(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var browser = app.NewBrowser();
        browser.Headers["Sec-Fetch-Site"] = "cross-site";

        Assert.Equal((HttpStatusCode.Forbidden, "cross_site_request"), await OutcomeAsync(browser.SignInAsync("ana", IdentityApp.Password)));
    }

    [Theory, OnEveryDatabase]
    public async Task Half_an_hour_without_requests_ends_a_session_and_requests_keep_it(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var browser = await app.SignInAsync("ana");

        for (var i = 0; i < 5; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(29));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/lead")).Status);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Twelve_hours_end_a_session_however_busy(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var browser = await app.SignInAsync("ana");

        for (var i = 0; i < 35; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/lead")).Status);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Signing_out_ends_the_session_and_may_be_done_twice(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var browser = await app.SignInAsync("ana");
        var cookie = browser.Cookie;

        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("/api/session")).Status);
        Assert.Null(browser.Cookie);
        browser.Cookie = cookie;
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/lead")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("/api/session")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task People_see_and_end_their_own_sessions_and_administrators_all(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        await app.AddPersonAsync("ana");
        var (desk, phone, admin) = (await app.SignInAsync("ana"), await app.SignInAsync("ana"), await app.SignInAsync("admin"));

        var own = (await desk.GetAsync("/api/sessions"))["value"].EnumerateArray().ToArray();
        Assert.Equal(2, own.Length);
        var here = Assert.Single(own, s => s.GetProperty("is_current").GetBoolean());
        var there = own.Single(s => !s.GetProperty("is_current").GetBoolean()).GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.NoContent, (await desk.DeleteAsync($"/api/sessions/{there}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/api/v1/lead")).Status);

        var all = (await admin.GetAsync("/api/sessions?all=true"))["value"].EnumerateArray().ToArray();
        Assert.Equal(2, all.Length);
        var adminsOwn = all.Single(s => s.GetProperty("is_current").GetBoolean()).GetProperty("id").GetGuid();
        Assert.Equal((HttpStatusCode.NotFound, "session_not_found"), await OutcomeAsync(desk.DeleteAsync($"/api/sessions/{adminsOwn}")));
        Assert.Equal("administrators_only", (await desk.GetAsync("/api/sessions?all=true")).Code);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/sessions/{here.GetProperty("id").GetGuid()}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await desk.GetAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Somebody_made_inactive_is_out_with_the_next_request_and_stays_out(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        var ana = await app.AddPersonAsync("ana");
        var browser = await app.SignInAsync("ana");

        await app.ChangePersonAsync(ana, "active", false);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/lead")).Status);
        await app.ChangePersonAsync(ana, "active", true);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_session_works_on_every_node_and_after_a_restart(TestDatabase database)
    {
        var location = await IdentityApp.NewLocationAsync(database);
        await using var first = await IdentityApp.StartAsync(location, []);
        await first.AddPersonAsync("ana");
        var browser = await first.SignInAsync("ana");

        await using var second = await IdentityApp.StartAsync(location, []);
        var elsewhere = second.NewBrowser();
        elsewhere.Cookie = browser.Cookie;
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/api/v1/lead")).Status);

        await browser.DeleteAsync("/api/session");
        second.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.GetAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task One_principal_does_not_take_the_server_from_the_others(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database, ("Identity:RequestsPerWindow", "5"));
        await app.AddPersonAsync("ana");
        await app.AddPersonAsync("ben");
        var (ana, ben) = (await app.SignInAsync("ana"), await app.SignInAsync("ben"));

        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await ana.GetAsync("/api/v1/lead")).Status);

        var limited = await ana.GetAsync("/api/v1/lead");
        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_requests"), (limited.Status, limited.Code));
        Assert.Equal(30, limited.RetryAfter); // what is oldest in the window of five minutes leaves it by tenths
        Assert.Equal(HttpStatusCode.OK, (await ben.GetAsync("/api/v1/lead")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_answer_says_how_many_requests_are_left_and_the_usual_limit_is_6000_in_5_minutes(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddPersonAsync("ana");
        var ana = await app.SignInAsync("ana");
        var left = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            var answer = await ana.GetAsync("/api/v1/lead");
            Assert.Equal("6000", answer.Header("RateLimit-Limit"));
            Assert.Equal("30", answer.Header("RateLimit-Reset"));
            left.Add(int.Parse(answer.Header("RateLimit-Remaining")!, System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal([left[0], left[0] - 1, left[0] - 2], left);
        Assert.InRange(left[0], 5_990, 5_999);

        await using var small = await IdentityApp.StartAsync(database, ("Identity:RequestsPerWindow", "2"));
        await small.AddPersonAsync("ben");
        var ben = await small.SignInAsync("ben");
        Answered last = null!;
        for (var i = 0; i < 3; i++)
            last = await ben.GetAsync("/api/v1/lead");
        Assert.Equal((HttpStatusCode.TooManyRequests, "0"), (last.Status, last.Header("RateLimit-Remaining")));
    }

    private static async Task<(HttpStatusCode, string?)> OutcomeAsync(Task<Answered> answer) => ((await answer).Status, (await answer).Code);
}
