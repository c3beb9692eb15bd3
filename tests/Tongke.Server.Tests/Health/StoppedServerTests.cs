using System.Runtime.CompilerServices;
using Tongke.Testing;

namespace Tongke.Server.Tests.Health;

/// <summary>A process may open and close many workspaces, one after the other: what is closed takes no memory.</summary>
public sealed class StoppedServerTests
{
    [Theory, OnEveryDatabase]
    public async Task A_stopped_server_leaves_nothing_in_memory(TestDatabase database)
    {
        var (workspace, services, schema) = await ServeOnceAsync(database);
        for (var waited = 0; waited < 100 && (workspace.IsAlive || services.IsAlive || schema.IsAlive); waited++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(50, TestContext.Current.CancellationToken); // whoever was closing a connection or ending a wait comes to its end
        }

        Assert.Equal((false, false, false), (workspace.IsAlive, services.IsAlive, schema.IsAlive));
    }

    /// <summary>A method of its own, so that no local of the test keeps anything.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(WeakReference Workspace, WeakReference Services, WeakReference Schema)> ServeOnceAsync(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        await boss.CreateAsync("account", new { name = "云海" });
        Assert.Single(await boss.ListAsync("account", "$filter=contains(name,'云') and quality_score ge 0"));
        (await boss.GetAsync("/api/meta")).Expect(200);
        return (new(app.Workspace), new(app.Services), new(app.Workspace.Schema));
    }
}
