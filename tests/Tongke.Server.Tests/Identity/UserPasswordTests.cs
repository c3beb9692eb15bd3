using System.Net;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

public sealed class UserPasswordTests
{
    [Theory, OnEveryDatabase]
    public async Task A_user_is_made_with_a_password_signs_in_and_never_shows_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var made = await boss.PostAsync("/api/v1/user", new { login = "ana", name = "Ana", password = IdentityApp.Password });
        Assert.DoesNotContain("password", made.Expect(201).GetRawText(), StringComparison.OrdinalIgnoreCase);

        var ana = new Browser(new Uri(app.Address));
        Assert.Equal(HttpStatusCode.OK, (await ana.SignInAsync("ana", IdentityApp.Password)).Status);

        var id = made.Expect(201).GetProperty("id").GetGuid();
        (await boss.PatchAsync($"/api/v1/user/{id}", new { password = "Another-Horse-8" })).Expect(200);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ana.GetAsync("/api/meta")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ana.SignInAsync("ana", "Another-Horse-8")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_weak_password_makes_no_user_and_nobody_sets_their_own_or_a_stronger_persons(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        using var hana = await app.SignInAsync("hana", new { user = new { create = true, read = "all", edit = "all" } });

        (await boss.PostAsync("/api/v1/user", new { login = "ana", name = "Ana", password = "password123" })).Expect(400);
        Assert.Empty(await boss.ListAsync("user", "$filter=login eq 'ana'"));
        (await boss.PatchAsync($"/api/v1/user/{boss.Id}", new { password = "Another-Horse-8" })).Expect(400);
        (await hana.PatchAsync($"/api/v1/user/{boss.Id}", new { password = "Another-Horse-8" })).Expect(403);
    }
}
