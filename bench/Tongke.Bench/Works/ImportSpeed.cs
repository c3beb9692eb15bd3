using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Bench.Load;
using Tongke.Bench.Results;
using Tongke.Bench.Servers;
using Tongke.Exchange.Imports;
using Tongke.Exchange.Sheets;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server;
using Tongke.Storage;

namespace Tongke.Bench.Works;

/// <summary>
/// A CSV file of leads through the import engine (fields checked, products looked up by name, duplicates looked for, history written) against the same
/// rows, ready-made, put straight into the same tables: record, change and search text. Their changes are of no known object, so that nobody puts their texts again.
/// </summary>
internal static class ImportSpeed
{
    public const string Name = "Import leads from CSV";

    private const int Rows = 10_000;
    private const int RowsPerBatch = 1_000;

    /// <summary>Files after which the runtime has compiled most of what an import needs.</summary>
    private const int WarmUps = 4;

    private const string Bar = "≥ 35 % of raw, > 5,000 rows/s";

    public static async Task<Line> MeasureAsync(BenchOptions options, Workbench bench, CancellationToken ct)
    {
        await using var product = await OpenAsync(bench, bench.Location, ct);
        await using var bare = await OpenAsync(bench, bench.Bare, ct);
        string[] products = [.. await product.Database.ListAsync(Sql.Literal("select name from product where deleted_at is null order by id limit 10"), r => r.GetText(0), ct)];
        var pairs = new List<(Pace Product, Pace Bare)>();
        for (var round = 0; round < WarmUps + options.Rounds; round++)
        {
            var raw = await RawAsync(bare, round, ct);
            var imported = await ImportAsync(product, round, products, ct);
            if (round >= WarmUps)
                pairs.Add((imported, raw));
        }

        var (rate, limit, ratio) = (Measurement.Middle(pairs, p => p.Product.Rate), Measurement.Middle(pairs, p => p.Bare.Rate), Measurement.Middle(pairs, p => p.Product.Rate / p.Bare.Rate));
        var cpu = $"{Table.Number(Measurement.Middle(pairs, p => p.Product.Cpu))} / {Table.Number(Measurement.Middle(pairs, p => p.Bare.Cpu))} µs a row";
        return new Line(Name, Bar, $"{Table.Number(rate)} rows/s", $"{Table.Number(limit)} rows/s", ratio.ToString("0 %", CultureInfo.InvariantCulture), "", cpu, ratio >= 0.35 && rate > 5_000);
    }

    private static Task<Workspace> OpenAsync(Workbench bench, string location, CancellationToken ct) =>
        TongkeHost.OpenAsync(new ServerOptions { Location = DatabaseLocation.Parse(location), DataFolder = bench.DataFolder }, NullLoggerFactory.Instance, ct: ct);

    private static async Task<Pace> ImportAsync(Workspace workspace, int round, string[] products, CancellationToken ct)
    {
        var file = new StringBuilder("姓名,手机,公司,邮箱,来源,产品,预估金额\n");
        for (var i = 0; i < Rows; i++)
            file.Append(CultureInfo.InvariantCulture, $"联系人{i},137{(round * Rows) + i:00000000},苏州云海{round}{i}科技有限公司,i{round}x{i}@example.cn,展会活动,{products[i % products.Length]},{(i % 500) * 1000}\n");

        Task<Sheet> OpenSheetAsync(CancellationToken stop) => Sheet.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(file.ToString())), ct: stop);
        await using var sheet = await OpenSheetAsync(ct);
        var settings = new ImportSettings
        {
            Object = "lead",
            Mapping = new Dictionary<string, string> { ["姓名"] = "name", ["手机"] = "mobile", ["公司"] = "company", ["邮箱"] = "email", ["来源"] = "source", ["产品"] = "product", ["预估金额"] = "estimated_amount" },
        };
        var clock = new Clock();
        var outcome = await ImportRun.RunAsync(workspace, Actor.System("benchmark of imports"), Guid.CreateVersion7(), settings, sheet, OpenSheetAsync, isTrial: false, new Unwatched(), ct);
        await FollowedAsync(workspace, ct);
        return outcome is { Refusal: null, Counts: { Done: Rows, Failed: 0 } } ? clock.PaceOf(Rows) : throw new InvalidOperationException($"The import took in {outcome.Counts}: {outcome.Refusal?.Message.In(Language.English)}");
    }

    /// <summary>Waits until every change has its seal and its texts: an import that leaves them behind has not been quick.</summary>
    private static async Task FollowedAsync(Workspace workspace, CancellationToken ct)
    {
        while ((await workspace.Sealer.LagAsync(ct)).Count > 0 || await workspace.Feed.LagAsync(SearchConsumer.Name, ct) > 0)
            await Task.Delay(10, ct);
    }

    private static async Task<Pace> RawAsync(Workspace workspace, int round, CancellationToken ct)
    {
        var lead = workspace.Schema["lead"];
        string[] names = ["id", "version", "created_at", "updated_at", "name", "company", "company_key", "status", "source", "mobile", "email", "region", "estimated_amount", "estimated_amount_currency", "estimated_amount_base"];
        RowColumn[] columns = [.. names.Select(n => new RowColumn(lead[n].Column, lead[n].ColumnType)), new RowColumn(lead["name"].OrderColumn!.Value, ColumnType.Text), new RowColumn(lead["company"].OrderColumn!.Value, ColumnType.Text)];
        RowColumn[] changes =
        [
            Column("id", ColumnType.Uuid), Column("tx", ColumnType.Integer), Column("object", ColumnType.Text), Column("record", ColumnType.Uuid), Column("version", ColumnType.Integer), Column("kind", ColumnType.Text),
            Column("actor_name", ColumnType.Text), Column("via", ColumnType.Text), Column("at", ColumnType.Instant), Column("commit_id", ColumnType.Uuid), Column("diff", ColumnType.Json),
        ];
        var rows = Enumerable.Range(0, Rows).Select(i => Row(round, i)).ToArray();
        var clock = new Clock();
        foreach (var chunk in rows.Chunk(RowsPerBatch))
        {
            var batch = new WriteBatch();
            batch.AddRows(lead.Table, columns, [.. chunk.Select(r => r.Record)]);
            batch.AddRows(Identifier.Of("change"), changes, [.. chunk.Select(r => r.Change)]);
            batch.Add(SearchIndex.PutMany(lead.Table, [.. chunk.Select(r => (Guid)r.Record[0]!)], [.. chunk.Select(r => r.Texts)]));
            if (await workspace.Database.WriteAsync(batch, ct) is Refused refused)
                throw new InvalidOperationException($"{refused.Reason}");
        }

        var pace = clock.PaceOf(Rows);
        await FollowedAsync(workspace, ct); // the seals of these rows are not to be made while the product imports
        return pace;
    }

    private static (object?[] Record, object?[] Change, string?[] Texts) Row(int round, int i)
    {
        var (id, now) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        var (name, mobile, company, email) = ($"联系人{i}", string.Create(CultureInfo.InvariantCulture, $"+86137{(round * Rows) + i:00000000}"), $"苏州云海{round}{i}科技有限公司", $"i{round}x{i}@example.cn");
        var diff = $$"""{"name":[null,"{{name}}"],"company":[null,"{{company}}"],"company_key":[null,"云海{{round}}{{i}}科技"],"status":[null,"new"],"source":[null,"exhibition"],"mobile":[null,"{{mobile}}"],"email":[null,"{{email}}"],"region":[null,"江苏省苏州市"]}""";
        return (
            [id, 1L, now, now, name, company, $"云海{round}{i}科技", "new", "exhibition", mobile, email, "江苏省苏州市", i % 500 * 1000m, "CNY", i % 500 * 1000m, ChineseOrder.KeyOf(name), ChineseOrder.KeyOf(company)],
            [Guid.CreateVersion7(), 0L, "raw", id, 1L, "created", "raw", "import", now, id, diff],
            [name, .. Pinyin.SearchTexts(name), company, mobile, email]);
    }

    private static RowColumn Column(string name, ColumnType type) => new(Identifier.Of(name), type);

    /// <param name="Rate">Rows per second.</param>
    /// <param name="Cpu">Microseconds of this process's CPU time for each row.</param>
    private readonly record struct Pace(double Rate, double Cpu);

    private sealed class Clock
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private readonly TimeSpan before = Environment.CpuUsage.TotalTime;

        public Pace PaceOf(int rows) => new(rows / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / rows);
    }

    private sealed class Unwatched : IImportProgress
    {
        public ValueTask<bool> ShowAsync(ImportCounts counts, CancellationToken ct) => new(false);
    }
}
