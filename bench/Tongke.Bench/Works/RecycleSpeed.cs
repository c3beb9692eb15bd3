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
    private const long SilentDays = 30;

    public static async Task<Line> MeasureAsync(BenchOptions options, Workbench bench, CancellationToken ct)
    {
        await using var workspace = await TongkeHost.OpenAsync(new ServerOptions { Location = DatabaseLocation.Parse(bench.Location), DataFolder = bench.DataFolder }, NullLoggerFactory.Instance, ct: ct);
        var leads = await CountAsync(workspace, Sql.Empty, ct);
        await AgeAsync(workspace, (long)(leads * Share), ct);

        var session = workspace.Open(Actor.System("benchmark of sea pools"));
        var pool = session.Make(session.Schema[SeaPool.ObjectName]);
        (pool["name"], pool["object"], pool["auto_recycle"], pool["no_activity_days"]) = ("bench", "lead", true, SilentDays);
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

    /// <summary>The owners of so many leads have had them longer than the pool waits: the records were all made today.</summary>
    private static async Task AgeAsync(Workspace workspace, long leads, CancellationToken ct)
    {
        var before = workspace.Clock.GetUtcNow().AddDays(-SilentDays - 2);
        var batch = new WriteBatch();
        batch.Add(Sql.From($"update lead set owner_since = {before} where id in (select id from lead where deleted_at is null and owner is not null order by id limit {leads})"));
        if (await workspace.Database.WriteAsync(batch, ct) is Refused refused)
            throw new InvalidOperationException(refused.ToString());
    }

    private static ValueTask<long> CountAsync(Workspace workspace, Sql and, CancellationToken ct) =>
        workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from lead where deleted_at is null{and}"), ct);
}
