using System.Text.Json;
using Tongke.Server.Tests.Records;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Hostile;

public sealed class KilledHandOverTests
{
    private const int Leads = 1_500;

    [Theory, OnEveryDatabase]
    public async Task A_hand_over_whose_server_is_killed_goes_on_after_the_restart_and_moves_every_record_once(TestDatabase database)
    {
        await using var server = await ServerProcess.StartAsync(database);
        using var admin = await server.SignInAsync();
        var (leaver, heir) = (await PersonAsync(admin, "leaver"), await PersonAsync(admin, "heir"));
        var csv = "name,owner\n" + string.Join('\n', Enumerable.Range(1, Leads).Select(i => $"Lead {i},{leaver}"));
        await Jobs.RunAsync(admin, await Jobs.ImportAsync(admin, "lead", csv, new { mapping = new { name = "name", owner = "owner" }, duplicates = "create" }), "start");
        var id = (await admin.CreateAsync("hand_over", new { former_owner = leaver, heirs = new[] { heir } })).GetProperty("id").GetGuid();
        for (var waited = 0; await CountAsync(admin, heir) < 100; waited++)
        {
            Assert.True(waited < 2000, "The hand-over does not move.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await server.KillAsync();
        await server.StartAsync();
        var standing = (await admin.GetAsync($"/api/v1/hand_over/{id}")).Expect(200);
        Assert.Equal("running", standing.GetProperty("status").GetString());
        Assert.InRange(standing.GetProperty("done").GetInt32(), 100, Leads - 1);

        var done = await HandOverTests.EndAsync(admin, id);
        Assert.Equal(("done", Leads, 0), (done.GetProperty("status").GetString(), done.GetProperty("done").GetInt32(), done.GetProperty("left_count").GetInt32()));
        Assert.Equal((0, Leads), (await CountAsync(admin, leaver), await CountAsync(admin, heir)));
        Assert.Equal(Leads, await CountAsync(admin, heir, " and version eq 2"));
    }

    private static async Task<Guid> PersonAsync(TestClient admin, string login) =>
        (await admin.CreateAsync("user", new { login, name = login, active = true, roles = (await admin.ListAsync("role", "$filter=name eq 'sales_rep'")).Select(r => r.GetProperty("id").GetGuid()) })).GetProperty("id").GetGuid();

    private static async Task<int> CountAsync(TestClient client, Guid owner, string and = "") =>
        int.Parse((await client.GetAsync($"/api/v1/lead/$count?$filter=owner eq {owner}{and}")).Text, System.Globalization.CultureInfo.InvariantCulture);
}
