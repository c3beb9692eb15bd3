using Microsoft.AspNetCore.SignalR;
using Tongke.Server.Http;
using Tongke.Server.Identity;

namespace Tongke.Server.Live;

/// <summary>
/// The open line to a signed-in page. The page says which objects it shows, and is told which of their records changed or went from its sight,
/// as far as the person sees or saw them. Never a value: what changed is read the usual way, with the usual rights.
/// </summary>
public sealed class LiveHub(LiveConnections connections) : Hub
{
    /// <summary>Only pages of people with a session: scripts follow <c>$delta</c>.</summary>
    public override Task OnConnectedAsync()
    {
        if (Context.GetHttpContext() is { } http && http.Features.Get<WebSession>() is { } session)
            connections.Add(new LiveConnection(Context.ConnectionId, http.GetActor(), session.Id, Context.Abort));
        else
            Context.Abort();

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>The objects whose records the page shows now, in place of what it showed before.</summary>
    public void Watch(string[] objects) => connections.Find(Context.ConnectionId)?.Watch(objects);
}
