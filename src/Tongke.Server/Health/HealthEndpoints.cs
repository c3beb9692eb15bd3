using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tongke.Kernel;
using Tongke.Server.Errors;
using Tongke.Server.Identity;
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
        endpoints.MapGet("/metrics", MetricsAsync).AllowAnonymous().WithMetadata(new AsksForItself());
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

    /// <summary>How busy a company is, is its own affair: open to this machine, and to who has the token.</summary>
    private static bool MayWatch(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
            return true;

        var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        return context.RequestServices.GetRequiredService<ServerOptions>().MetricsToken is { } token && CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes($"Bearer {token}"));
    }

    private static async Task<IResult> MetricsAsync(HttpContext context, Workspace workspace, RequestMetrics metrics, CancellationToken ct)
    {
        if (!MayWatch(context))
            throw new RequestRefusedException(403, "metrics_closed");

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
