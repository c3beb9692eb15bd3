using System.Globalization;
using System.Text;
using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Health;

/// <summary>What watchers ask: does the process live, can it serve, how is it doing.</summary>
public static class HealthEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => Results.Text("ok\n")).AllowAnonymous();
        endpoints.MapGet("/readyz", ReadyAsync).AllowAnonymous();
        endpoints.MapGet("/metrics", MetricsAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(Workspace workspace, CancellationToken ct)
    {
        try
        {
            await workspace.Database.PingAsync(ct);
            return Results.Text("ready\n");
        }
        catch (StorageException)
        {
            return Results.Text("the database does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> MetricsAsync(Workspace workspace, RequestMetrics metrics, CancellationToken ct)
    {
        var text = new StringBuilder();
        metrics.Write(text);
        var (count, age) = await workspace.Sealer.LagAsync(ct);
        text.Append("# HELP tongke_change_log_unsealed Committed changes that wait for their seal.\n# TYPE tongke_change_log_unsealed gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"tongke_change_log_unsealed {count}\n");
        text.Append("# HELP tongke_change_log_lag_seconds Age of the oldest of them.\n# TYPE tongke_change_log_lag_seconds gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"tongke_change_log_lag_seconds {age.TotalSeconds}\n");
        text.Append("# HELP tongke_consumer_lag Sealed changes that a consumer has still to handle.\n# TYPE tongke_consumer_lag gauge\n");
        foreach (var consumer in workspace.Consumers)
        {
            var lag = await workspace.Feed.LagAsync(consumer, ct);
            text.Append(CultureInfo.InvariantCulture, $"tongke_consumer_lag{{consumer=\"{consumer}\"}} {lag}\n");
        }

        text.Append("# HELP tongke_memory_bytes Memory of the process.\n# TYPE tongke_memory_bytes gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"tongke_memory_bytes {Environment.WorkingSet}\n");
        return Results.Text(text.ToString(), "text/plain; version=0.0.4; charset=utf-8");
    }
}
