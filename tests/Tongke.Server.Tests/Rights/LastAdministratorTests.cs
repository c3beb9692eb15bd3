using Tongke.Kernel.Access;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

public sealed class LastAdministratorTests
{
    private static readonly object Narrow = new Dictionary<string, object> { ["*"] = new { read = "all" }, ["user"] = new { read = "all", edit = "all" } };

    [Theory, OnEveryDatabase]
    public async Task The_last_administrator_stays_one_whichever_way_it_is_tried(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var helpdesk = await app.SignInAsync("helpdesk", new Dictionary<string, object> { ["user"] = Grants.Everything });
        var role = app.Workspace.Organization.Find(boss.Id)!.Roles.Single();

        (HttpMethod, string, object?)[] ways =
        [
            (HttpMethod.Patch, $"/api/v1/user/{boss.Id}", new { active = false }),
            (HttpMethod.Patch, $"/api/v1/user/{boss.Id}", new { roles = Array.Empty<Guid>() }),
            (HttpMethod.Delete, $"/api/v1/user/{boss.Id}", null),
            (HttpMethod.Delete, $"/api/v1/user/{boss.Id}?purge=true", null),
            (HttpMethod.Patch, $"/api/v1/role/{role}", new { grants = Narrow }),
            (HttpMethod.Delete, $"/api/v1/role/{role}", null),
        ];
        foreach (var (method, path, body) in ways)
        {
            var refused = await boss.SendAsync(method, path, body);
            Assert.True(refused.Status == 422 && refused.Code == "last_administrator", $"{method} {path}: {refused.Text}");
        }

        Assert.Equal("user_exceeds_own", (await helpdesk.PatchAsync($"/api/v1/user/{boss.Id}", new { active = false })).Code);
        var both = await boss.PostAsync("/api/v1/$batch", new
        {
            requests = new object[]
            {
                new { id = "1", method = "PATCH", url = $"user/{helpdesk.Id}", body = new { active = false }, atomicityGroup = "g" },
                new { id = "2", method = "PATCH", url = $"user/{boss.Id}", body = new { active = false }, atomicityGroup = "g" },
            },
        });
        Assert.Contains("last_administrator", both.Text, StringComparison.Ordinal);

        await app.SignInAsync("second");
        (await boss.PatchAsync($"/api/v1/role/{role}", new { grants = Narrow })).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_administrators_do_not_take_the_power_from_each_other_at_the_same_time(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (ana, ben) = (await app.SignInAsync("ana"), await app.SignInAsync("ben"));
        for (var round = 0; round < 12; round++)
        {
            object change = round % 2 == 0 ? new { active = false } : new { roles = Array.Empty<Guid>() };
            var roles = new[] { ana, ben }.Select(p => app.Workspace.Organization.Find(p.Id)!.Roles).ToArray();
            var answers = await Task.WhenAll(ana.PatchAsync($"/api/v1/user/{ben.Id}", change), ben.PatchAsync($"/api/v1/user/{ana.Id}", change));
            Assert.All(answers, a => Assert.True(a.Status is 200 or 401 or 403 or 404 || a.Code == "last_administrator", a.Text));
            Assert.Equal(1, answers.Count(a => a.Status == 200));

            var session = app.Workspace.Open(Actor.System("the next round"));
            foreach (var (person, held) in new[] { ana, ben }.Zip(roles))
            {
                var user = (await session.LoadAsync(session.Schema["user"], person.Id, TestContext.Current.CancellationToken))!;
                (user["active"], user["roles"]) = (true, held.ToArray());
            }

            Assert.Null(await session.CommitAsync(TestContext.Current.CancellationToken));
        }
    }
}
