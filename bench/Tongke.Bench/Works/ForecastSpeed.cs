using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Bench.Results;
using Tongke.Bench.Servers;
using Tongke.Crm.Forecast;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Server;
using Tongke.Storage;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Bench.Works;

/// <summary>The forecast of 200 people over all deals: of a quarter and a year as it is, of the quarter as it stood on a day, its waterfall; and how long the ledger took to open.</summary>
internal static class ForecastSpeed
{
    public const string Name = "Forecast roll-up of 200 people over all deals";

    private const string Bar = "< 500 ms for 100,000";
    private const int People = 200;
    private const int Runs = 9;
    private const int Moves = 400;

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
        var (within, across) = await MovesAsync(workspace, ct);
        var told = string.Create(
            CultureInfo.InvariantCulture,
            $"quarter {now:0} ms, year {ofYear:0} ms, year as it stood {then:0} ms, waterfall {waterfall:0} ms, accuracy of 8 quarters {accuracy:0} ms for {deals:N0}; ledger opened in {opened.TotalSeconds:0.0} s; a stage move within a category {within:0} µs, into another {across:0} µs");
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

    /// <summary>Microseconds of a stage move, one after the other: into a stage of the same category, which the ledger has nothing to say about, and into one of another.</summary>
    private static async Task<(double Within, double Across)> MovesAsync(Workspace workspace, CancellationToken ct)
    {
        var session = workspace.Open(Actor.System("benchmark of the forecast"));
        var stages = (await session.LoadWhereAsync<Stage>(Constant.True, ct: ct)).OrderBy(s => s.Position).ToArray();
        foreach (var stage in stages)
            (stage.EntryCriteria, stage.ExitCriteria, stage.RequiredFields) = (null, null, null);

        if (await session.CommitAsync(ct) is { } refusal)
            throw new InvalidOperationException(refusal.Message.Code);

        var times = new Dictionary<string, double>();
        foreach (var (from, to) in new[] { ("lead", "visit"), ("proposal", "quote"), ("visit", "proposal"), ("quote", "contract") })
        {
            var (source, target) = (stages.First(s => s.Code == from), stages.First(s => s.Code == to));
            var deals = await workspace.Database.ListAsync(Sql.From($"select id from opportunity where stage = {source.Id} and deleted_at is null limit {Moves}"), r => r.GetGuid(0), ct);
            var watch = Stopwatch.StartNew();
            foreach (var deal in deals)
            {
                var moving = workspace.Open(Actor.System("benchmark of the forecast"));
                (await moving.LoadAsync<Opportunity>(new Id<Opportunity>(deal), ct))!.Stage = new Id<Stage>(target.Id);
                if (await moving.CommitAsync(ct) is { } refused)
                    throw new InvalidOperationException(refused.Message.Code);
            }

            // The first two warm up.
            times[from] = watch.Elapsed.TotalMicroseconds / deals.Count;
        }

        return (times["visit"], times["quote"]);
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
