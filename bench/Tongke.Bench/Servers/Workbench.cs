using System.Globalization;
using Tongke.Bench.Data;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Bench.Servers;

/// <summary>One database with the data, twice: one for the product, one for the bare server, so that neither does the other's work.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private readonly PgCluster? cluster;

    private Workbench(string folder, PgCluster? cluster, string product, string bare) => (DataFolder, this.cluster, Location, Bare) = (folder, cluster, product, bare);

    /// <summary>The folder of the product's keys, files and, on SQLite, data.</summary>
    public string DataFolder { get; }

    /// <summary>The product's data, as its options name it.</summary>
    public string Location { get; }

    /// <summary>The bare server's data.</summary>
    public string Bare { get; }

    /// <summary>The options with which the product is started.</summary>
    public IReadOnlyList<string> Arguments => cluster is null ? ["--data", DataFolder] : ["--data", DataFolder, "--database", Location];

    /// <summary>Loads the data.</summary>
    public static async Task<Workbench> PrepareAsync(Dialect dialect, int rows, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("tongke-bench-").FullName;
        if (dialect == Dialect.Postgres)
        {
            var cluster = PgCluster.StartOwn();
            var product = cluster.CreateDatabase();
            await Dataset.LoadAsync(new() { Location = DatabaseLocation.Parse(product), DataFolder = folder }, rows, ct);
            await AnalyzeAsync(product, ct);
            return new Workbench(folder, cluster, product, cluster.CopyDatabase(product));
        }

        var file = Path.Combine(folder, "tongke.db");
        await Dataset.LoadAsync(new() { DataFolder = folder }, rows, ct);
        await AnalyzeAsync(file, ct);
        var copy = Path.Combine(folder, "bare.db");
        foreach (var part in (string[])["", "-wal"])
            if (File.Exists(file + part))
                File.Copy(file + part, copy + part);
        return new Workbench(folder, null, file, copy);
    }

    public ValueTask DisposeAsync()
    {
        cluster?.Remove();
        Directory.Delete(DataFolder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>What autovacuum would have done some minutes after loading.</summary>
    private static async Task AnalyzeAsync(string location, CancellationToken ct)
    {
        await using var database = await Database.OpenAsync(DatabaseLocation.Parse(location), ct);
        var batch = new WriteBatch();
        batch.Add(Sql.PerDialect(Sql.Literal("analyze"), Sql.Literal("analyze")));
        if (await database.WriteAsync(batch, ct) is Refused refused)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"analyze: {refused.Reason}"));
    }
}
