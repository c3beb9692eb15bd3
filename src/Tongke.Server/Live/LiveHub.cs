using Microsoft.AspNetCore.SignalR;
using Tongke.Server.Http;
using Tongke.Server.Identity;

namespace Tongke.Server.Live;

/// <summary>
/// The open line to a signed-in page. The page says which objects it shows, and is told which of their records changed or went from its sight,
/// as far as the person sees or saw them. Never a value: what changed is read the usual way, with the usual rights.
/// </summary>
public sealed class LiveHub(LiveConnections connections, LivePresence presence) : Hub
{
    /// <summary>Only pages of people with a session: scripts follow <c>$delta</c>.</summary>
    public override Task OnConnectedAsync()
    {
        if (Context.GetHttpContext() is { } http && http.Features.Get<WebSession>() is { } session)
        {
            var page = new LiveConnection(Context.ConnectionId, http.GetActor(), session.Id, Context.Abort);
            Context.Items[typeof(LiveHub)] = page;
            connections.Add(page);
        }
        else
            Context.Abort();

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return Context.Items[typeof(LiveHub)] is LiveConnection page ? presence.LeaveAsync(page) : Task.CompletedTask;
    }

    /// <summary>The record that the page is about now, in place of the one before; without a name, none.</summary>
    public async Task Look(string? definition, Guid? record)
    {
        if (connections.Find(Context.ConnectionId) is not { } page)
            return;

        try
        {
            await presence.LookAsync(page, definition is not null && record is { } id ? new LookedAt(definition, id) : null, Context.ConnectionAborted);
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            // The page was left while it was told who else is there.
        }
    }

    /// <summary>The objects whose records the page shows now, in place of what it showed before.</summary>
    public void Watch(string[]? objects) => connections.Find(Context.ConnectionId)?.Watch((objects ?? []).OfType<string>());
}
