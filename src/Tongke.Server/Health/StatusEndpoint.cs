using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Identity;
using Tongke.Storage;

namespace Tongke.Server.Health;

/// <summary><c>GET /api/status</c>: how the installation is doing, for administrators: version, database, the log's seal, its followers, jobs, amounts.</summary>
public static class StatusEndpoint
{
    private static readonly DateTimeOffset Started = System.Diagnostics.Process.GetCurrentProcess().StartTime;

    private static readonly string Version =
        typeof(StatusEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Adds the endpoint.</summary>
    public static void MapStatus(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/status", ReadAsync);

    private static async Task ReadAsync(HttpContext context, Workspace workspace)
    {
        var (actor, ct) = (context.GetActor(), context.RequestAborted);
        Administration.Require(workspace, actor);

        var session = workspace.Open(actor);
        var database = workspace.Database;
        var bytes = await database.SizeAsync(ct);
        var (unsealed, age) = await workspace.Sealer.LagAsync(ct);
        var head = await workspace.Feed.HeadAsync(ct);
        var consumers = await database.ListAsync(
            Sql.Literal("select name, seq, updated_at from consumer_cursor order by name"), r => (Name: r.GetText(0), Seq: r.GetInt64(1), At: r.GetInstant(2)), ct);
        var (running, failed) = await JobsAsync(workspace, ct);
        var amounts = await AmountsAsync(session, context.RequestServices.GetRequiredService<RecordAmounts>());
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("version", Version);
                writer.WriteString("started", Instant(Started));
                writer.WriteString("database", context.RequestServices.GetRequiredService<ServerOptions>().Location is DatabaseLocation.PostgresSchema ? "PostgreSQL" : "SQLite");
                writer.WriteNumber("databaseBytes", bytes);
                writer.WriteNumber("memoryBytes", Environment.WorkingSet);
                writer.WriteNumber("unsealed", unsealed);
                writer.WriteNumber("unsealedSeconds", age.TotalSeconds);
                writer.WriteStartArray("consumers");
                foreach (var consumer in consumers)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", consumer.Name);
                    writer.WriteNumber("lag", Math.Max(0, head - consumer.Seq));
                    writer.WriteString("at", Instant(consumer.At));
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteStartObject("jobs");
                writer.WriteNumber("running", running);
                writer.WriteNumber("failed", failed);
                writer.WriteEndObject();
                WriteAmounts(writer, amounts);
                WriteSetAside(writer, workspace.SetAside);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }

    private static async Task<(long Running, long Failed)> JobsAsync(Workspace workspace, CancellationToken ct)
    {
        var day = workspace.Clock.GetUtcNow().AddDays(-1);
        var (running, failed) = (0L, 0L);
        foreach (var jobs in new[] { workspace.Schema["import_job"], workspace.Schema["export_job"] })
        {
            running += await workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from {jobs.Table} where deleted_at is null and status in ('running', 'checking')"), ct);
            failed += await workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from {jobs.Table} where deleted_at is null and status = 'failed' and updated_at > {day}"), ct);
        }

        return (running, failed);
    }

    /// <summary>Living records of the objects whose every record the person may see, the most first.</summary>
    private static async Task<IReadOnlyList<(string Object, long Count, DateTimeOffset At)>> AmountsAsync(Session session, RecordAmounts counted)
    {
        var amounts = new List<(string Object, long Count, DateTimeOffset At)>();
        foreach (var definition in session.Schema.Objects.Where(o => !o.Definition.System && session.Access.SeesAll(o)))
        {
            var (count, at) = await counted.OfAsync(definition);
            amounts.Add((definition.Name, count, at));
        }

        return [.. amounts.Where(a => a.Count > 0).OrderByDescending(a => a.Count)];
    }

    private static void WriteAmounts(Utf8JsonWriter writer, IReadOnlyList<(string Object, long Count, DateTimeOffset At)> amounts)
    {
        writer.WriteStartArray("records");
        foreach (var (name, count, at) in amounts)
        {
            writer.WriteStartObject();
            writer.WriteString("object", name);
            writer.WriteNumber("count", count);
            writer.WriteString("at", Instant(at));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSetAside(Utf8JsonWriter writer, SetAside? aside)
    {
        if (aside is null)
            return;

        writer.WriteStartObject("setAside");
        writer.WriteStartArray("objects");
        foreach (var name in aside.Objects)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteString("reason", aside.Reason);
        writer.WriteEndObject();
    }

    private static string Instant(DateTimeOffset moment) => moment.UtcDateTime.ToString(Values.InstantFormat, CultureInfo.InvariantCulture);
}
