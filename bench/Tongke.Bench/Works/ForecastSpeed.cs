using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Bench.Results;
using Tongke.Bench.Servers;
using Tongke.Crm.Forecast;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Server;
using Tongke.Storage;

namespace Tongke.Bench.Works;

/// <summary>The forecast of 200 people over all deals: of a quarter and a year as it is, of the quarter as it stood on a day, its waterfall; and how long the ledger took to open.</summary>
internal static class ForecastSpeed
{
    public const string Name = "Forecast roll-up of 200 people over all deals";

    private const string Bar = "< 500 ms for 100,000";
    private const int People = 200;
    private const int Runs = 9;

    public static async Task<Line> MeasureAsync(BenchOptions options, Workbench bench, CancellationToken ct)
    {
        await using var workspace = await TongkeHost.OpenAsync(new ServerOptions { Location = DatabaseLocation.Parse(bench.Location), DataFolder = bench.DataFolder }, NullLoggerFactory.Instance, ct: ct);
        var deals = await SpreadAsync(workspace, ct);
        var watch = Stopwatch.StartNew();
        await OpenLedger.RunAsync(workspace, ct);
        var opened = watch.Elapsed;

        var boss = workspace.Organization.Members.First(m => m.Login == "lin.guodong");
        Session Open() => workspace.Open(Actor.User(boss.Id, boss.Name, boss.Roles));
        var today = Open().Context.Today;
        var (quarter, year) = (ForecastPeriod.Containing(PeriodUnit.Quarter, today), ForecastPeriod.Containing(PeriodUnit.Year, today));
        var now = await MedianAsync(async () => Check((await ReadForecast.RunAsync(Open(), quarter, null, ct)).Page));
        var ofYear = await MedianAsync(async () => Check((await ReadForecast.RunAsync(Open(), year, null, ct)).Page));
        var then = await MedianAsync(async () => Check((await ReadForecast.RunAsync(Open(), year, today.AddDays(-1), ct)).Page));
        var waterfall = await MedianAsync(async () => Check((await ReadWaterfall.RunAsync(Open(), year, today.AddDays(-90), today, new(), ct)).Waterfall));
        var accuracy = await MedianAsync(async () => Check((await ReadAccuracy.RunAsync(Open(), PeriodUnit.Quarter, 8, new(), ct)).Accuracy));
        var told = string.Create(
            CultureInfo.InvariantCulture,
            $"quarter {now:0} ms, year {ofYear:0} ms, year as it stood {then:0} ms, waterfall {waterfall:0} ms, accuracy of 8 quarters {accuracy:0} ms for {deals:N0}; ledger opened in {opened.TotalSeconds:0.0} s");
        return new Line(Name, Bar, told, "", "", "", string.Create(CultureInfo.InvariantCulture, $"{opened.TotalMicroseconds / deals:0} µs a deal opened"), Math.Max(now, ofYear) * 100_000 / deals < 500);
    }

    /// <summary>Gives the deals to people who are made for it, as many to each.</summary>
    private static async Task<long> SpreadAsync(Workspace workspace, CancellationToken ct)
    {
        var departments = await workspace.Database.ListAsync(Sql.From($"select distinct department from opportunity where department is not null"), r => r.GetGuid(0), ct);
        var session = workspace.Open(Actor.System("benchmark of the forecast"));
        var people = new List<(Guid Id, Guid Department)>();
        for (var i = 0; i < People; i++)
        {
            var user = session.Make(session.Schema["user"]);
            (user["login"], user["name"], user["department"], user["active"]) = ($"forecast{i}", $"预测 {i}", departments[i % departments.Count], true);
            people.Add((user.Id, departments[i % departments.Count]));
        }

        if (await session.CommitAsync(ct) is { } refusal)
            throw new InvalidOperationException(refusal.Message.Code);

        var deals = await workspace.Database.ListAsync(Sql.From($"select id from opportunity where deleted_at is null"), r => r.GetGuid(0), ct);
        foreach (var (ids, person) in deals.Chunk((deals.Count / People) + 1).Zip(people))
        {
            var batch = new WriteBatch();
            batch.Add(Sql.From($"update opportunity set owner = {person.Id}, department = {person.Department} where {Sql.In(Sql.Literal("id"), ids)}"));
            await workspace.Database.WriteAsync(batch, ct);
        }

        return deals.Count;
    }

    private static object Check(object? answer) => answer ?? throw new InvalidOperationException("The forecast was refused.");

    private static async Task<double> MedianAsync(Func<Task<object>> run)
    {
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            await run();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times.Order().ElementAt(Runs / 2);
    }
}
