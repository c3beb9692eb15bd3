using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongke.Bench.Results;
using Tongke.Bench.Servers;
using Tongke.Crm.Customers;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Schemas;
using Tongke.Server;
using Tongke.Storage;

namespace Tongke.Bench.Works;

/// <summary>The nightly run of a sea pool over all leads, of which the twentieth part has had no contact for too long: found, taken from their owners, written to the log.</summary>
internal static class RecycleSpeed
{
    public const string Name = "Nightly run of a sea pool over all leads, 1 in 20 falls";

    private const string Bar = "< 60 s for 1,000,000";
    private const double Share = 0.05;

    public static async Task<Line> MeasureAsync(BenchOptions options, Workbench bench, CancellationToken ct)
    {
        await using var workspace = await TongkeHost.OpenAsync(new ServerOptions { Location = DatabaseLocation.Parse(bench.Location), DataFolder = bench.DataFolder }, NullLoggerFactory.Instance, ct: ct);
        var leads = await CountAsync(workspace, Sql.Empty, ct);
        var oldest = await workspace.Database.ListAsync(
            Sql.From($"select created_at from lead where deleted_at is null order by created_at limit 1 offset {(long)(leads * Share)}"), r => r.GetInstant(0), ct);
        var days = (long)(workspace.Clock.GetUtcNow() - oldest[0]).TotalDays;

        var session = workspace.Open(Actor.System("benchmark of sea pools"));
        var pool = session.Make(session.Schema[SeaPool.ObjectName]);
        (pool["name"], pool["object"], pool["auto_recycle"], pool["no_activity_days"]) = ("bench, nightly", "lead", true, days);
        pool["members"] = workspace.Organization.Members.Select(m => m.Id).ToArray();
        if (await session.CommitAsync(ct) is { } refusal)
            throw new InvalidOperationException(refusal.Message.Code);

        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await RecycleToPools.RunAsync(workspace, ct);
        var (seconds, used) = (watch.Elapsed.TotalSeconds, Environment.CpuUsage.TotalTime - cpu);

        var fallen = await CountAsync(workspace, Sql.From($" and pool = {pool.Id}"), ct);
        if (fallen == 0)
            throw new InvalidOperationException("Nothing fell into the pool.");

        var told = string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s for {leads:N0}, {fallen:N0} fell");
        var each = string.Create(CultureInfo.InvariantCulture, $"{used.TotalMicroseconds / fallen:0} µs a fallen lead");
        return new Line(Name, Bar, told, "", "", "", each, seconds * 1_000_000 / leads < 60);
    }

    private static ValueTask<long> CountAsync(Workspace workspace, Sql and, CancellationToken ct) =>
        workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from lead where deleted_at is null{and}"), ct);
}
