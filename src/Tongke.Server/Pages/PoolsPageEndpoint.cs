using Tongke.Crm.Customers;
using Tongke.Kernel;
using Tongke.Server.Http;
using Task = System.Threading.Tasks.Task;

namespace Tongke.Server.Pages;

/// <summary>The sea pools that somebody takes part in, and what is left of today's limits (<c>GET /api/pages/pools</c>).</summary>
public static class PoolsPageEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    public static void MapPoolsPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/pages/pools", ReadAsync);

    private static async Task ReadAsync(HttpContext context, Workspace workspace)
    {
        var pools = await ReadPools.RunAsync(workspace.Open(context.GetActor()), context.RequestAborted);
        await context.Response.WriteAsJsonAsync(new { pools }, PageJson.Snake, context.RequestAborted);
    }
}
