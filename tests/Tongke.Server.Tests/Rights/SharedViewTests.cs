using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>A view is seen by those it is shared with, and by nobody else, on every path.</summary>
public sealed class SharedViewTests
{
    private const string Seen = "shared, HASANY(shared_users, ME()), HASANY(shared_departments, MYDEPARTMENTPATH()), HASANY(shared_roles, MYROLES())";

    private static readonly string[] Columns = ["label"];

    private static readonly Dictionary<string, object> Rep = new()
    {
        ["list_view"] = new { create = true, read = $"=OR(owner = ME(), {Seen})", edit = $"=OR(owner = ME(), AND(viewers_edit, OR({Seen})))", delete = "own", export = true },
        ["lead"] = Grants.Own,
        ["export_job"] = Grants.Own,
        ["user"] = new { read = "all" },
        ["department"] = new { read = "all" },
        ["role"] = new { read = "all" },
    };

    [Theory, OnEveryDatabase]
    public async Task A_view_reaches_the_chosen_people_departments_and_roles_and_nobody_else(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var east = (await boss.CreateAsync("department", new { name = "华东" })).GetProperty("id").GetGuid();
        var shanghai = (await boss.CreateAsync("department", new { name = "上海", parent = east })).GetProperty("id").GetGuid();
        var (owner, person, below, other) = (await app.SignInAsync("owner", Rep), await app.SignInAsync("person", Rep), await app.SignInAsync("below", Rep, department: shanghai), await app.SignInAsync("other", Rep));
        var role = Assert.Single(await boss.ListAsync("role", "$filter=name eq 'role_other'")).GetProperty("id").GetGuid();

        await SeenByAsync(new { shared_users = new[] { person.Id } }, person);
        await SeenByAsync(new { shared_departments = new[] { east } }, below);
        await SeenByAsync(new { shared_roles = new[] { role } }, other);
        await SeenByAsync(new { shared = true }, person, below, other);
        await SeenByAsync(new { shared = false });

        async Task SeenByAsync(object sharing, params TestClient[] seeing)
        {
            var id = (await owner.CreateAsync("list_view", new { @object = "lead", label = "共享视图" })).GetProperty("id").GetGuid();
            (await owner.PatchAsync($"/api/v1/list_view/{id}", sharing)).Expect(200);
            foreach (var reader in new[] { person, below, other })
            {
                var sees = seeing.Contains(reader);
                Assert.Equal((reader.Login, sees ? 1 : 0), (reader.Login, (await reader.ListAsync("list_view", "$filter=object eq 'lead'")).Count));
                Assert.Equal(sees ? "1" : "0", (await reader.GetAsync("/api/v1/list_view/$count")).Text);
                Assert.Equal(sees ? 200 : 404, (await reader.GetAsync($"/api/v1/list_view/{id}")).Status);
                var export = (await reader.CreateAsync("export_job", new { @object = "list_view", format = "csv", columns = Columns })).GetProperty("id").GetGuid();
                Assert.Equal(sees, (await Jobs.FileAsync(reader, "export_job", export)).Contains("共享视图", StringComparison.Ordinal));
                Assert.Equal(sees ? 403 : 404, (await reader.PatchAsync($"/api/v1/list_view/{id}", new { label = "改名" })).Status);
            }

            (await owner.DeleteAsync($"/api/v1/list_view/{id}")).Expect(204);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_change_a_shared_view_changes_what_it_shows_but_not_with_whom_it_is_shared(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (owner, person, other) = (await app.SignInAsync("owner", Rep), await app.SignInAsync("person", Rep), await app.SignInAsync("other", Rep));
        var id = (await owner.CreateAsync("list_view", new { @object = "lead", label = "一起维护", shared_users = new[] { person.Id }, viewers_edit = true })).GetProperty("id").GetGuid();

        (await person.PatchAsync($"/api/v1/list_view/{id}", new { label = "改过" })).Expect(200);
        Assert.Equal(403, (await person.PatchAsync($"/api/v1/list_view/{id}", new { shared = true })).Status);
        Assert.Equal(403, (await person.PatchAsync($"/api/v1/list_view/{id}", new { @object = "account" })).Status);
        Assert.Equal(403, (await person.PatchAsync($"/api/v1/list_view/{id}", new { shared_users = new[] { person.Id, other.Id } })).Status);
        Assert.Equal(403, (await person.PatchAsync($"/api/v1/list_view/{id}", new { owner = person.Id })).Status);
        Assert.Equal(403, (await person.DeleteAsync($"/api/v1/list_view/{id}")).Status);
        Assert.Equal(404, (await other.PatchAsync($"/api/v1/list_view/{id}", new { label = "偷改" })).Status);

        (await owner.PatchAsync($"/api/v1/list_view/{id}", new { shared_users = Array.Empty<Guid>() })).Expect(200);
        Assert.Equal(404, (await person.GetAsync($"/api/v1/list_view/{id}")).Status);
    }
}
