using Microsoft.AspNetCore.SignalR;
using Tongke.Kernel;
using Tongke.Kernel.Access;

namespace Tongke.Server.Live;

/// <summary>
/// Who has the same record before them, told to each of them. Only who may see the record is told, and only they are named: it is asked anew
/// whenever somebody comes or goes, on whatever node. Every node tells its own pages.
/// </summary>
public sealed class LivePresence(Workspace workspace, LiveConnections connections, NodePresence nodes, IHubContext<LiveHub> hub)
{
    /// <summary>Name of the message a page gets.</summary>
    public const string Message = "presence";

    /// <summary>Takes which record a page is about now, and tells those who look at it and at the one before.</summary>
    public async Task LookAsync(LiveConnection page, LookedAt? record, CancellationToken ct)
    {
        // Who sees the product as somebody else is nowhere, and neither is that person.
        if (page.Actor.SeenBy is not null)
            return;

        var before = page.LookedAt;
        page.LookAt(record is not null && page.Actor.UserId is { } user && await FindAsync(user, record, ct) is not null ? record : null);
        if (before is not null && before != page.LookedAt)
            await ChangedAsync(before, ct);
        if (page.LookedAt is { } now)
            await ChangedAsync(now, ct);
    }

    /// <summary>Takes that a page was closed.</summary>
    public Task LeaveAsync(LiveConnection page) => page.LookedAt is { } before ? ChangedAsync(before, CancellationToken.None) : Task.CompletedTask;

    private async Task ChangedAsync(LookedAt record, CancellationToken ct)
    {
        await TellAsync(record, ct);
        await nodes.AnnounceAsync(record, ct);
    }

    /// <summary>Tells the pages of this node that are about the record who else has it before them.</summary>
    internal async Task TellAsync(LookedAt record, CancellationToken ct)
    {
        var here = connections.All.Where(c => c.LookedAt == record && c.Actor.UserId is not null).ToLookup(c => c.Actor.UserId!.Value, c => c.Id);
        if (here.Count == 0)
            return;

        var present = new List<(Viewer Viewer, string[] Pages)>();
        foreach (var user in here.Select(p => p.Key).Union(nodes.Elsewhere(record)))
            if (await FindAsync(user, record, ct) is { } viewer)
                present.Add((viewer, [.. here[user]]));

        foreach (var (viewer, pages) in present.Where(p => p.Pages.Length > 0))
        {
            var others = present.Where(p => p.Viewer.Id != viewer.Id).Select(p => p.Viewer).OrderBy(v => v.Name, StringComparer.Ordinal).ToArray();
            await hub.Clients.Clients(pages).SendAsync(Message, new Presence(record.Object, record.Record, others), ct);
        }
    }

    /// <summary>The person, if they may see the record at this moment.</summary>
    private async Task<Viewer?> FindAsync(Guid user, LookedAt record, CancellationToken ct)
    {
        if (workspace.Organization.Find(user) is not { Active: true } member)
            return null;

        var session = workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
        if (session.Schema.Find(record.Object) is not { } definition || !session.Access.On(definition).May(RecordAction.Read))
            return null;

        return (await session.FindAsync(definition, record.Record, RecordAction.Read, ct)).Refusal is null ? new Viewer(member.Id, member.Name) : null;
    }
}

/// <summary>Somebody who looks at a record.</summary>
/// <param name="Id">The user.</param>
/// <param name="Name">Their name.</param>
public sealed record Viewer(Guid Id, string Name);

/// <summary>What a page is told of the record that it is about.</summary>
/// <param name="Object">Name of the record's object.</param>
/// <param name="Record">The record.</param>
/// <param name="People">Who else has it before them.</param>
public sealed record Presence(string Object, Guid Record, IReadOnlyList<Viewer> People);
