using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Testing;

namespace Tongke.Server.Tests.Identity;

public sealed class GrantingTests
{
    [Theory, OnEveryDatabase]
    public async Task Nobody_gives_a_role_that_allows_more_than_their_own(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        await app.AddAdministratorAsync();
        var helpdesk = await app.AddRoleAsync("helpdesk", """{"user":{"create":true,"read":"all","edit":"all"},"role":{"read":"all","edit":"all"},"department":{"read":"all"}}""");
        var narrower = await app.AddRoleAsync("narrower", """{"department":{"read":"own"}}""");
        var admin = app.Workspace.Schema.Roles.Values.Single(r => r.Name == "admin").Id;
        var hana = await app.AddPersonAsync("hana", helpdesk);

        Assert.Null(await GiveAsync(app, hana, helpdesk, hana, [helpdesk, narrower]));
        Assert.IsType<Forbidden>(await GiveAsync(app, hana, helpdesk, hana, [helpdesk, admin]));
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_widens_a_role_beyond_their_own_and_unreadable_grants_are_refused(TestDatabase database)
    {
        await using var app = await IdentityApp.StartAsync(database);
        var editor = await app.AddRoleAsync("editor", """{"role":{"read":"all","edit":"all"},"department":{"read":"all"}}""");
        var ana = await app.AddPersonAsync("ana", editor);

        Assert.Null(await WriteAsync("""{"role":{"read":"all","edit":"all"},"department":{"read":"own"}}"""));
        Assert.IsType<Forbidden>(await WriteAsync("""{"*":{"read":"all","edit":"all"}}"""));
        foreach (var broken in new[] { """{"user":{"reed":"all"}}""", """{"user":{"read":"everything"}}""", """{"user":{"read":null}}""", """{"user":null}""", """["user"]""" })
            Assert.Equal(["grants"], Assert.IsType<Invalid>(await WriteAsync(broken)).Problems.Select(p => p.Target));

        async Task<Refusal?> WriteAsync(string grants)
        {
            var session = app.Workspace.Open(Actor.User(ana, "ana", [editor]));
            var found = await session.FindAsync(session.Schema["role"], editor, RecordAction.Edit, TestContext.Current.CancellationToken);
            found.Record!.Write(found.Record.Object["grants"], JsonElement.Parse(grants));
            return await session.CommitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<Refusal?> GiveAsync(IdentityApp app, Guid actor, Guid role, Guid user, Guid[] roles)
    {
        var session = app.Workspace.Open(Actor.User(actor, "hana", [role]));
        var found = await session.FindAsync(session.Schema["user"], user, RecordAction.Edit, TestContext.Current.CancellationToken);
        found.Record!.Write(found.Record.Object["roles"], roles);
        return await session.CommitAsync(TestContext.Current.CancellationToken);
    }
}
