using Tongke.Kernel.Schemas;
using Tongke.Kernel.Testing;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests.Records;

/// <summary>What is committed stands, whatever becomes of what follows it.</summary>
public sealed class ReloadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEveryDatabase]
    public async Task A_commit_whose_definitions_cannot_be_loaded_yet_is_answered_as_done_and_comes_into_force_later(TestDatabase database)
    {
        await using var app = await TestWorkspace.StartAsync(database);
        var user = await app.CreateAsync("user", new { login = "ana", name = "ana" });
        await RunAsync(app, Sql.Literal("alter table holiday rename to holiday_away"));

        Assert.Null(await app.UpdateAsync("user", user, new { name = "Ana" }));

        Assert.Equal("ana", app.Workspace.Organization.Find(user)!.Name);
        await RunAsync(app, Sql.Literal("alter table holiday_away rename to holiday"));
        for (var waited = 0; app.Workspace.Organization.Find(user)!.Name != "Ana"; waited++)
        {
            Assert.True(waited < 200, "It never comes into force.");
            await Task.Delay(100, Ct);
        }

        Assert.Equal(2L, (await app.LoadAsync("user", user)).Version);
    }

    [Fact]
    public async Task Two_who_ask_first_what_conditions_read_both_get_all_of_it()
    {
        for (var round = 0; round < 300; round++)
        {
            var schema = SchemaCompiler.Compile(round, [.. KernelPackage.Instance.Objects], [], new Conventions()).Schema!;
            using var together = new Barrier(4);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    foreach (var definition in schema.Objects)
                    {
                        together.SignalAndWait(Ct);
                        var reads = definition.ConditionReads;
                        Assert.NotNull(reads.Paths);
                        Assert.NotNull(reads.Children);
                    }
                },
                Ct, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            await Task.WhenAll(readers);
        }
    }

    private static async Task RunAsync(TestWorkspace app, Sql statement)
    {
        var batch = new WriteBatch();
        batch.Add(statement);
        Assert.IsType<Committed>(await app.Workspace.Database.WriteAsync(batch, Ct));
    }
}
