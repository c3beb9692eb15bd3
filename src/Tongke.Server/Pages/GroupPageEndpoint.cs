using System.Text.Encodings.Web;
using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Pages;

/// <summary>An account with all below it: <c>GET /api/pages/group?account=…</c>, over what the reader sees.</summary>
public static class GroupPageEndpoint
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the endpoint.</summary>
    public static void MapGroupPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/pages/group", ReadAsync);

    private static async Task ReadAsync(HttpContext context, Workspace workspace)
    {
        var actor = context.GetActor();
        var session = workspace.Open(context.Request.AskedLanguage() is { } language ? actor with { Language = language } : actor);
        if (!Guid.TryParse(context.Request.Query["account"], out var account))
            Refusals.ThrowIfAny(new Invalid([new Problem("account", new("expected_id"))]));

        var (report, refusal) = await ReadGroup.RunAsync(session, account, context.RequestAborted);
        Refusals.ThrowIfAny(refusal);
        context.Response.Headers.CacheControl = "private, no-cache";
        await context.Response.WriteAsJsonAsync(report, Json, context.RequestAborted);
    }
}
