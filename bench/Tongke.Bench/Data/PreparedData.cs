using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Bench.Servers;
using Tongke.Server;
using Tongke.Storage;
using Tongke.Testing;

namespace Tongke.Bench.Data;

/// <summary>
/// Loaded data that stays between runs, since a million records take minutes to load. It is loaded anew when the tables, the generator or the number of rows differ.
/// </summary>
internal sealed class PreparedData
{
    /// <summary>The database of a kept PostgreSQL server that runs copy.</summary>
    public const string Database = "prepared";

    private const string Loaded = "loaded";
    private const string Settled = "settled";

    private static readonly TimeSpan LongestFirstDay = TimeSpan.FromMinutes(40);

    private PreparedData(string folder) => Folder = folder;

    /// <summary>The product's data folder as it was after loading; on PostgreSQL with the server's own folder inside.</summary>
    public string Folder { get; }

    /// <summary>The folder of the PostgreSQL server.</summary>
    public string Server => Path.Combine(Folder, "postgres");

    /// <summary>Finds the data of an earlier run, or loads it.</summary>
    public static async Task<PreparedData> OpenAsync(Dialect dialect, BenchOptions options, CancellationToken ct)
    {
        var fingerprint = await FingerprintAsync(ct);
        var name = string.Create(CultureInfo.InvariantCulture, $"{dialect}-{options.Rows}-{fingerprint}").ToLowerInvariant();
        var data = new PreparedData(Path.Combine(options.Prepared, name));
        if (!data.Is(Loaded))
        {
            if (Directory.Exists(data.Folder))
                Directory.Delete(data.Folder, recursive: true); // of a run that was broken off
            Directory.CreateDirectory(data.Folder);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{dialect}: loading 2 × {options.Rows:N0} records into {data.Folder} …"));
            await (dialect == Dialect.Sqlite ? data.LoadSqliteAsync(options.Rows, ct) : data.LoadPostgresAsync(options.Rows, ct));
            await data.BecomeAsync(Loaded, ct);
        }

        if (!data.Is(Settled))
        {
            Console.WriteLine($"{dialect}: the first day, which opens the forecast's ledger and reminds of a million records …");
            await (dialect == Dialect.Sqlite ? data.SettleAsync(options, [], ct) : data.SettlePostgresAsync(options, ct));
            await data.BecomeAsync(Settled, ct);
        }

        return data;
    }

    private bool Is(string mark) => File.Exists(Path.Combine(Folder, mark));

    private Task BecomeAsync(string mark, CancellationToken ct) => File.WriteAllTextAsync(Path.Combine(Folder, mark), "", ct);

    private async Task SettlePostgresAsync(BenchOptions options, CancellationToken ct)
    {
        var cluster = PgCluster.StartOn(Server);
        try
        {
            await SettleAsync(options, ["--database", cluster.ConnectionTo(Database)], ct);
            cluster.Vacuum(Database); // a day of a million changes in ten minutes leaves holes that days of use would not
        }
        finally
        {
            cluster.Remove();
        }
    }

    /// <summary>A server does its daily duties, so that those of a million records that came in a day are no part of what is measured.</summary>
    private async Task SettleAsync(BenchOptions options, IReadOnlyList<string> database, CancellationToken ct)
    {
        await using var product = await ProductServer.StartAsync(options.Server, ["--data", Folder, .. database], ct);
        await product.Process.SettleDownAsync(LongestFirstDay, ct);
    }

    private Task LoadSqliteAsync(int rows, CancellationToken ct) => LoadAsync(Path.Combine(Folder, "tongke.db"), rows, ct);

    private async Task LoadPostgresAsync(int rows, CancellationToken ct)
    {
        var cluster = PgCluster.StartOn(Server);
        try
        {
            await LoadAsync($"{cluster.CreateDatabase(Database)};Command Timeout=0", rows, ct); // an index over a million rows takes its time
        }
        finally
        {
            cluster.Remove();
        }
    }

    private async Task LoadAsync(string location, int rows, CancellationToken ct)
    {
        await Dataset.LoadAsync(new() { Location = DatabaseLocation.Parse(location), DataFolder = Folder }, rows, ct);
        await using var database = await Storage.Database.OpenAsync(DatabaseLocation.Parse(location), ct);
        var analyze = new WriteBatch();
        analyze.Add(Sql.Literal("analyze"));
        if (await database.WriteAsync(analyze, ct) is Refused refused)
            throw new InvalidOperationException($"analyze: {refused.Reason}");
    }

    /// <summary>What the data depends on: the tables that are filled, and the generator. The other tables a server brings up to date by itself when it starts on the data.</summary>
    private static async Task<string> FingerprintAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("tongke-bench-");
        try
        {
            await using var workspace = await TongkeHost.OpenAsync(new ServerOptions { DataFolder = folder.FullName }, NullLoggerFactory.Instance, ct: ct);
            var tables = await workspace.Database.ListAsync(Sql.From($"select sql from sqlite_schema where sql is not null and {Sql.In(Sql.Literal("tbl_name"), Dataset.Tables)} order by name"), r => r.GetText(0), ct);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', tables.Prepend(Dataset.Version)))))[..12];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
