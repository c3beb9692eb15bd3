using System.Diagnostics;
using Tongke.Testing;
using Xunit;
using static Tongke.Storage.Tests.SampleTables;

namespace Tongke.Storage.Tests;

/// <summary>What is left after a process or a server dies, or the disk is full.</summary>
public sealed class DurabilityTests
{
    private const string DataVariable = "TONGKE_TEST_DATA";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_acknowledged_write_survives_kill_9()
    {
        var folder = Directory.CreateTempSubdirectory("tongke-kill-").FullName;
        try
        {
            var acknowledged = Path.Combine(folder, "acknowledged");
            using (var child = StartWritingChild(folder))
            {
                var until = Stopwatch.StartNew();
                while ((!File.Exists(acknowledged) || new FileInfo(acknowledged).Length < 33 * 2000) && until.Elapsed < TimeSpan.FromSeconds(60) && !child.HasExited)
                    await Task.Delay(20, Ct);
                child.Kill();
                await child.WaitForExitAsync(Ct);
            }

            var ids = (await File.ReadAllLinesAsync(acknowledged, Ct)).Where(line => line.Length == 32).Select(Guid.Parse).ToArray();
            Assert.True(ids.Length >= 1000, $"The child acknowledged only {ids.Length} writes.");
            await using var db = await Database.OpenAsync(new DatabaseLocation.SqliteFile(Path.Combine(folder, "data.db")), Ct);
            Assert.Equal(ids.Length, await db.ScalarAsync<long>(Sql.From($"select count(*) from {Account.Name} where {Sql.In(Sql.From($"{Id}"), ids)}"), Ct));
            Assert.Equal("ok", await db.ScalarAsync<string>(Sql.Literal("pragma integrity_check"), Ct));
            Assert.IsType<Committed>(await db.WriteAsync(Insert(Guid.CreateVersion7())));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The child of the test above: writes from 16 tasks and notes each acknowledged id, until it is killed.</summary>
    [Fact(Explicit = true)]
    public async Task Write_until_killed()
    {
        var folder = Environment.GetEnvironmentVariable(DataVariable)!;
        await using var db = await Database.OpenAsync(new DatabaseLocation.SqliteFile(Path.Combine(folder, "data.db")), Ct);
        await db.MigrateAsync(Both, Ct);
        await using var notes = new FileStream(Path.Combine(folder, "acknowledged"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        using var gate = new SemaphoreSlim(1);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            while (true)
            {
                var id = Guid.CreateVersion7();
                Assert.IsType<Committed>(await db.WriteAsync(Insert(id)));
                await gate.WaitAsync(Ct);
                notes.Write(System.Text.Encoding.ASCII.GetBytes($"{id:N}\n"));
                gate.Release();
            }
        }));
    }

    [Fact]
    public async Task A_full_disk_fails_the_writes_it_stopped_and_no_others()
    {
        await using var db = await new TestDatabase(Dialect.Sqlite).OpenAsync();
        await db.MigrateAsync(Both, Ct);
        await db.WriteAsync(Sql.Literal("pragma max_page_count = 200"));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 400).Select(async _ =>
        {
            try
            {
                return await db.WriteAsync(Insert(Guid.CreateVersion7(), name: new string('长', 1500))) is Committed;
            }
            catch (StorageFullException)
            {
                return false;
            }
        }));
        Assert.Contains(false, outcomes);
        Assert.Equal(outcomes.Count(kept => kept), await db.CountAsync(Account.Name));

        await db.WriteAsync(Sql.Literal("pragma max_page_count = 100000"));
        Assert.IsType<Committed>(await db.WriteAsync(Insert(Guid.CreateVersion7())));
    }

    [Fact]
    public async Task PostgreSQL_may_be_restarted_under_load()
    {
        var cluster = PgCluster.StartOwn();
        try
        {
            await using var db = await Database.OpenAsync(new DatabaseLocation.PostgresSchema(cluster.CreateDatabase(), Identifier.Of("workspace")), Ct);
            await db.MigrateAsync(Both, Ct);
            using var told = new SemaphoreSlim(0);
            using var listening = await db.ListenAsync("changed", _ => told.Release(), Ct);
            using var stop = new CancellationTokenSource();
            var (acknowledged, unknown) = (new List<Guid>(), new List<Guid>());
            var workers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteAsync(db, acknowledged, unknown, stop.Token), Ct)).ToList();

            foreach (var mode in new[] { "fast", "immediate" })
            {
                await Task.Delay(300, Ct);
                cluster.Stop(mode);
                cluster.Start();
            }

            var before = acknowledged.Count;
            for (var i = 0; i < 100 && acknowledged.Count < before + 50; i++)
                await Task.Delay(50, Ct);
            await stop.CancelAsync();
            await Task.WhenAll(workers);

            Assert.True(acknowledged.Count >= before + 50, "Writing did not go on after the restart.");
            var kept = (await db.ListAsync(Sql.From($"select {Id} from {Account.Name}"), rows => rows.GetGuid(0), Ct)).ToHashSet();
            Assert.All(acknowledged, id => Assert.Contains(id, kept));
            Assert.Empty(kept.Except(acknowledged).Except(unknown));
            Assert.True(await told.WaitAsync(TimeSpan.FromSeconds(10), Ct), "The listener did not come back.");
        }
        finally
        {
            cluster.Remove();
        }
    }

    private static async Task WriteAsync(Database db, List<Guid> acknowledged, List<Guid> unknown, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = Guid.CreateVersion7();
            var batch = new WriteBatch();
            batch.Add(Insert(id), Expect.One);
            try
            {
                Assert.IsType<Committed>(await db.WriteAsync(batch, Ct));
                lock (acknowledged)
                    acknowledged.Add(id);
            }
            catch (StorageUnavailableException error)
            {
                if (error.MayBeCommitted)
                {
                    lock (acknowledged)
                        unknown.Add(id);
                }

                await Task.Delay(20, Ct);
            }
        }
    }

    private static Process StartWritingChild(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DurabilityTests).Assembly.Location, "-explicit", "only", "-method", $"*.{nameof(Write_until_killed)}"])
        {
            RedirectStandardOutput = true,
            Environment = { [DataVariable] = folder },
        };
        var child = Process.Start(start)!;
        _ = child.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return child;
    }
}
