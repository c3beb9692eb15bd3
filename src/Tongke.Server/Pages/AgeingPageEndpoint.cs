using Tongke.Crm.Contracts;
using Tongke.Kernel;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Pages;

/// <summary>How old what is outstanding is: <c>GET /api/pages/ageing?by=account</c>, or by owner or department, over what the reader sees.</summary>
public static class AgeingPageEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    public static void MapAgeingPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/pages/ageing", ReadAsync);

    private static async Task ReadAsync(HttpContext context, Workspace workspace)
    {
        var actor = context.GetActor();
        var session = workspace.Open(context.Request.AskedLanguage() is { } language ? actor with { Language = language } : actor);
        var by = context.Request.Query["by"].ToString();
        var (report, refusal) = await ReadAgeing.RunAsync(session, by.Length == 0 ? ReadAgeing.Ways[0] : by, context.RequestAborted);
        Refusals.ThrowIfAny(refusal);
        context.Response.Headers.CacheControl = "private, no-cache";
        await context.Response.WriteAsJsonAsync(report, PageJson.Snake, context.RequestAborted);
    }
}
