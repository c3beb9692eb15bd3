using Microsoft.AspNetCore.Http.Connections;
using Tongke.Server.Identity;

namespace Tongke.Server.Live;

/// <summary>The open line to pages: <c>/api/live</c>, WebSockets alone, so that no node has to be met twice.</summary>
public static class LiveEndpoints
{
    private const int LargestMessage = 16 * 1024;

    /// <summary>Adds what serves it.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR(o => o.MaximumReceiveMessageSize = LargestMessage);
        return services.AddSingleton<LiveConnections>().AddSingleton<NodePresence>().AddSingleton<LivePresence>().AddHostedService<LiveFeed>().AddHostedService<PresenceExchange>();
    }

    /// <summary>Adds the endpoint. Pages of other sites may not open it: browsers send the cookie along with a WebSocket from anywhere.</summary>
    public static void MapLive(this IEndpointRouteBuilder endpoints) => endpoints
        .MapHub<LiveHub>("/api/live", o => o.Transports = HttpTransportType.WebSockets)
        .DisableRateLimiting()
        .WithMetadata(new SameOriginOnly());
}
