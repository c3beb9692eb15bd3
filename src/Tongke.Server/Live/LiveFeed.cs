using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Identity;
using Tongke.Storage;

namespace Tongke.Server.Live;

/// <summary>Follows the sealed log as long as pages are open, and tells each what changed of the objects it shows. Every node does so for its own pages.</summary>
internal sealed class LiveFeed(Workspace workspace, LiveConnections connections, IHubContext<LiveHub> hub, WebSessions sessions, ILogger<LiveFeed> log) : BackgroundService
{
    /// <summary>Name of the message a page gets.</summary>
    public const string Changed = "changed";

    /// <summary>Name of the message that the definitions are to be read again.</summary>
    public const string Definitions = "definitions";

    /// <summary>What shows and hides records without a change to them.</summary>
    private const string Teams = "record_member";

    private const int BatchSize = 2_000;

    /// <summary>From this many records of one object at once on (an import), pages are told to read again, without saying what.</summary>
    private const int MostRecords = 200;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long? seq;

    /// <summary>Notes where the log stands before the first page can open: what is written from then on is told.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        seq = await workspace.Feed.HeadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        workspace.Sealed += Wake;
        try
        {
            await FollowAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            workspace.Sealed -= Wake;
        }
    }

    private void Wake() => wake.Writer.TryWrite(true);

    private async Task FollowAsync(CancellationToken ct)
    {
        await foreach (var _ in wake.Reader.ReadAllAsync(ct))
        {
            try
            {
                if (connections.All.Count > 0 && seq is { } from)
                    seq = await TellAsync(from, ct);
                else
                    await BeginAsync(ct);
            }
            catch (StorageException outage)
            {
                log.LogWarning(outage, "Open pages could not be told what changed; it is tried again.");
                await Task.Delay(AfterFailure, ct);
                Wake();
            }
            catch (Exception defect) when (!ct.IsCancellationRequested)
            {
                // Trying the same again would fail again: pages go on with what comes next.
                log.LogError(defect, "Open pages could not be told what changed; they are told to read again.");
                seq = null;
                await Task.Delay(AfterFailure, ct);
                Wake();
            }
        }
    }

    /// <summary>Goes on with what comes from now on; pages that missed something read again.</summary>
    private async Task BeginAsync(CancellationToken ct)
    {
        var hasMissed = seq is null;
        seq = await workspace.Feed.HeadAsync(ct);
        if (hasMissed)
            foreach (var page in connections.All)
                foreach (var name in page.Objects)
                    await hub.Clients.Client(page.Id).SendAsync(Changed, new LiveChange(name, null, null), ct);
    }

    private async Task<long> TellAsync(long from, CancellationToken ct)
    {
        while (await workspace.Feed.ReadRecordsAsync(from, BatchSize, ct) is { Count: > 0 } changes)
        {
            var byObject = changes.GroupBy(c => c.Object).ToDictionary(g => g.Key, g => g.Select(c => c.Record).Distinct().ToArray());
            await CloseEndedAsync(ct);
            if (byObject.ContainsKey("object_customisation") || byObject.ContainsKey("role"))
            {
                // The seal may be quicker than the new Schema, here or because the change came from another node: who reads again must get the new one.
                await workspace.ReloadAsync(ct);
                await hub.Clients.All.SendAsync(Definitions, ct);
            }

            var rolledUp = new RolledUp(workspace.Database, from, changes[^1].Seq);
            foreach (var pages in connections.All.Where(c => c.Objects.Any(o => IsConcerned(o, byObject))).GroupBy(c => c.Actor.UserId))
                if (pages.Key is { } user && workspace.Organization.Find(user) is { Active: true } member)
                    await TellAsync(Actor.User(member.Id, member.Name, member.Roles), [.. pages], byObject, rolledUp, from, ct);

            from = changes[^1].Seq;
        }

        return from;
    }

    /// <summary>Whether something may have changed of what a page shows of an object: in its records, in the teams that show them, in what they hang on or roll up.</summary>
    private bool IsConcerned(string shown, Dictionary<string, Guid[]> changed) =>
        changed.ContainsKey(shown) || changed.ContainsKey(Teams)
        || (workspace.Schema.Find(shown) is { } definition && (definition.Attachment is not null || definition.Fields.Any(f => f.RollUp is not null)));

    private async Task TellAsync(Actor person, LiveConnection[] pages, Dictionary<string, Guid[]> changed, RolledUp rolledUp, long from, CancellationToken ct)
    {
        var session = workspace.Open(person);
        var all = changed.SelectMany(c => c.Value, (c, record) => (c.Key, record)).ToLookup(c => c.Key, c => c.record);
        foreach (var name in pages.SelectMany(p => p.Objects).Distinct())
        {
            if (session.Schema.Find(name) is not { } definition || !session.Access.On(definition).May(RecordAction.Read))
                continue;

            var showing = hub.Clients.Clients(pages.Where(p => p.Objects.Contains(name)).Select(p => p.Id).ToArray());
            try
            {
                await TellAsync(session, definition, showing, changed, all, rolledUp, from, ct);
            }
            catch (Exception defect) when (defect is not StorageException && !ct.IsCancellationRequested)
            {
                log.LogError(defect, "Open pages could not be told what changed of {Object}; they are told to read it again.", name);
                await showing.SendAsync(Changed, new LiveChange(name, null, null), ct);
            }
        }
    }

    private static async Task TellAsync(
        Session session, ObjectSchema definition, IClientProxy showing, Dictionary<string, Guid[]> changed, ILookup<string, Guid> all, RolledUp rolledUp, long from, CancellationToken ct)
    {
        var records = changed.GetValueOrDefault(definition.Name, []);
        if (records.Length <= MostRecords && definition.Attachment is not null)
            records = [.. records.Union(await DeltaAttachments.TouchedAsync(session, definition, all, from, ct))];

        if (records.Length <= MostRecords)
            records = [.. records.Union(await rolledUp.TouchedAsync(session, definition, ct))];

        if (records.Length > MostRecords)
        {
            await showing.SendAsync(Changed, new LiveChange(definition.Name, null, null), ct);
            return;
        }

        // Joining a team shows up in the objects of records that did not change themselves.
        if (records.Length == 0 && !changed.ContainsKey(Teams))
            return;

        var (seen, gone) = await Delta.SplitAsync(session, definition, records, changed.GetValueOrDefault(Teams, []), from, ct);
        if (seen.Count + gone.Count > 0)
            await showing.SendAsync(Changed, new LiveChange(definition.Name, seen, gone), ct);
    }

    /// <summary>Pages whose sign-in ended, or who show what another person sees than their sign-in does now, hear nothing more.</summary>
    private async Task CloseEndedAsync(CancellationToken ct)
    {
        var open = connections.All; // a page that opens during the question was not asked about
        var living = await sessions.LivingAsync([.. open.Select(c => c.Session).Distinct()], ct);
        foreach (var page in open.Where(c => !living.TryGetValue(c.Session, out var seen) || seen != (c.Actor.SeenBy is null ? null : c.Actor.UserId)))
        {
            connections.Remove(page.Id);
            page.Close();
        }
    }
}

/// <summary>What a page is told of one object.</summary>
/// <param name="Object">Its name.</param>
/// <param name="Changed">Records that were made or changed; null when they were too many to name.</param>
/// <param name="Removed">Records that the person does not see any more.</param>
internal sealed record LiveChange(string Object, IReadOnlyList<Guid>? Changed, IReadOnlyList<Guid>? Removed);
