using Tongke.Bench.Data;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Bench.Servers;

/// <summary>The loaded data of one database, once for the product and once for the bare server, so that neither does the other's work.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private const string ProductCopy = "product";
    private const string BareCopy = "bare";

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

    /// <summary>Copies the prepared data twice: what a run writes goes with it.</summary>
    public static async Task<Workbench> PrepareAsync(Dialect dialect, BenchOptions options, CancellationToken ct)
    {
        var prepared = await PreparedData.OpenAsync(dialect, options, ct);
        var folder = Directory.CreateTempSubdirectory("tongke-bench-").FullName;
        foreach (var file in Directory.EnumerateFiles(prepared.Folder))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        if (dialect == Dialect.Postgres)
        {
            var cluster = PgCluster.StartOn(prepared.Server);
            return new Workbench(folder, cluster, cluster.CopyDatabase(PreparedData.Database, ProductCopy), cluster.CopyDatabase(PreparedData.Database, BareCopy));
        }

        var (product, bare) = (Path.Combine(folder, "tongke.db"), Path.Combine(folder, "bare.db"));
        foreach (var part in (string[])["", "-wal"])
            if (File.Exists(product + part))
                File.Copy(product + part, bare + part);
        return new Workbench(folder, null, product, bare);
    }

    public ValueTask DisposeAsync()
    {
        cluster?.DropDatabase(ProductCopy);
        cluster?.DropDatabase(BareCopy);
        cluster?.Remove();
        Directory.Delete(DataFolder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
