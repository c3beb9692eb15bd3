using System.Text.Encodings.Web;
using System.Text.Json;
using Tongke.Crm.Customers;
using Tongke.Kernel;
using Tongke.Server.Http;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Pages;

/// <summary>The figures of the data quality page: <c>GET /api/pages/quality</c>, over what the reader sees.</summary>
public static class QualityPageEndpoint
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the endpoint.</summary>
    public static void MapQualityPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/pages/quality", ReadAsync);

    private static async Task ReadAsync(HttpContext context, Workspace workspace)
    {
        var actor = context.GetActor();
        var session = workspace.Open(context.Request.AskedLanguage() is { } language ? actor with { Language = language } : actor);
        var figures = await ReadQuality.RunAsync(session, context.RequestAborted);
        context.Response.Headers.CacheControl = "private, no-cache";
        await context.Response.WriteAsJsonAsync(new { objects = figures }, Json, context.RequestAborted);
    }
}
