using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Live;

/// <summary>
/// Who looks at which record on the other nodes, by the notices that the nodes give each other. A node says who is at a record whenever that changes
/// and, while anybody is, that it is alive; a node that is silent for <see cref="SilentFor"/> is gone, and its people with it. Nothing is stored.
/// </summary>
public sealed class NodePresence(Workspace workspace, LiveConnections connections)
{
    /// <summary>Channel of the notices.</summary>
    public const string Channel = "presence";

    /// <summary>Time between two signs of life.</summary>
    internal static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>After so long without a sign of life a node counts as dead.</summary>
    internal static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(7);

    /// <summary>Of one record; a notice has room for as many.</summary>
    private const int MostPeople = 40;

    private readonly Guid own = Guid.CreateVersion7();
    private readonly ConcurrentDictionary<Guid, Node> nodes = new();
    private long sequence;

    /// <summary>Those who look at the record on other nodes.</summary>
    public IEnumerable<Guid> Elsewhere(LookedAt record) =>
        nodes.Values.SelectMany(n => n.Records.TryGetValue(record, out var seen) ? seen.People : []).Distinct();

    /// <summary>Tells the other nodes who looks at the record here.</summary>
    public Task AnnounceAsync(LookedAt record, CancellationToken ct)
    {
        var seq = Interlocked.Increment(ref sequence);
        var people = connections.All.Where(c => c.LookedAt == record).Select(c => c.Actor.UserId).OfType<Guid>().Distinct().Take(MostPeople).ToArray();
        return SayAsync(new(own, NoticeKind.At, seq, record.Object, record.Record, people), ct);
    }

    /// <summary>Tells the other nodes who looks at what here.</summary>
    internal async Task AnnounceAllAsync(CancellationToken ct)
    {
        foreach (var record in connections.All.Select(c => c.LookedAt).OfType<LookedAt>().Distinct().ToArray())
            await AnnounceAsync(record, ct);
    }

    /// <summary>Asks the other nodes who looks at what there.</summary>
    internal Task AskAsync(CancellationToken ct) => SayAsync(new(own, NoticeKind.Ask, 0, null, null, null), ct);

    /// <summary>Gives a sign of life, if anybody is here to be seen.</summary>
    internal Task BeatAsync(CancellationToken ct) =>
        connections.All.Any(c => c.LookedAt is not null) ? SayAsync(new(own, NoticeKind.Alive, 0, null, null, null), ct) : Task.CompletedTask;

    /// <summary>Says that this node stops.</summary>
    internal Task LeaveAsync() => SayAsync(new(own, NoticeKind.Gone, 0, null, null, null), CancellationToken.None);

    /// <summary>Takes a notice of another node.</summary>
    /// <returns>The records of which it changes who is there, and whether the other asks in turn.</returns>
    internal (IReadOnlyCollection<LookedAt> Changed, bool Answer, bool IsUnknown) Take(PresenceNotice notice)
    {
        if (notice.Node == own)
            return ([], false, false);

        if (notice.Kind == NoticeKind.Gone)
            return (nodes.TryRemove(notice.Node, out var left) ? [.. left.Records.Keys] : [], false, false);

        var isUnknown = !nodes.ContainsKey(notice.Node);
        if (notice.Kind == NoticeKind.Ask)
            return ([], true, false);

        var node = nodes.GetOrAdd(notice.Node, _ => new Node());
        node.HeardAt = workspace.Clock.GetUtcNow();
        if (notice is not { Kind: NoticeKind.At, Object: { } name, Record: { } id })
            return ([], false, isUnknown);

        var record = new LookedAt(name, id);
        if (node.Records.TryGetValue(record, out var known) && known.Seq >= notice.Seq)
            return ([], false, false);

        if (notice.People is { Length: > 0 } people)
            node.Records[record] = (notice.Seq, people);
        else
            node.Records.TryRemove(record, out _);

        return ([record], false, false);
    }

    /// <summary>Forgets the nodes that are silent; answers the records at which their people were.</summary>
    internal IReadOnlyCollection<LookedAt> Expire()
    {
        var now = workspace.Clock.GetUtcNow();
        return [.. nodes.Where(n => now - n.Value.HeardAt > SilentFor && nodes.TryRemove(n.Key, out _)).SelectMany(n => n.Value.Records.Keys).Distinct()];
    }

    private Task SayAsync(PresenceNotice notice, CancellationToken ct) => workspace.Database.NotifyAsync(new Notice(Channel, JsonSerializer.Serialize(notice)), ct);

    private sealed class Node
    {
        public DateTimeOffset HeardAt { get; set; }

        public ConcurrentDictionary<LookedAt, (long Seq, Guid[] People)> Records { get; } = new();
    }
}

/// <summary>What one node tells the others.</summary>
/// <param name="Node">Which node.</param>
/// <param name="Kind">What about.</param>
/// <param name="Seq">Order of its notices about records: a later one holds.</param>
/// <param name="Object">Object of the record.</param>
/// <param name="Record">The record.</param>
/// <param name="People">Who is there.</param>
internal sealed record PresenceNotice(Guid Node, string Kind, long Seq, string? Object, Guid? Record, Guid[]? People);

/// <summary>What a notice is about.</summary>
internal static class NoticeKind
{
    /// <summary>Who is at a record.</summary>
    public const string At = "at";

    /// <summary>The node lives.</summary>
    public const string Alive = "alive";

    /// <summary>The others shall say who is where.</summary>
    public const string Ask = "ask";

    /// <summary>The node stops.</summary>
    public const string Gone = "gone";
}

/// <summary>Hears what the other nodes say, tells the pages here, and gives signs of life.</summary>
internal sealed class PresenceExchange(Workspace workspace, NodePresence nodes, LivePresence presence, ILogger<PresenceExchange> log) : BackgroundService
{
    private readonly Channel<string> heard = System.Threading.Channels.Channel.CreateBounded<string>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = await workspace.Database.ListenAsync(NodePresence.Channel, payload => heard.Writer.TryWrite(payload), stoppingToken);
        await Task.WhenAll(
            GoOnAsync(() => nodes.AskAsync(stoppingToken), stoppingToken),
            HearAsync(stoppingToken),
            BeatAsync(stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await GoOnAsync(nodes.LeaveAsync, CancellationToken.None);
    }

    private async Task HearAsync(CancellationToken ct)
    {
        await foreach (var payload in heard.Reader.ReadAllAsync(ct))
            await GoOnAsync(() => TakeAsync(payload, ct), ct);
    }

    private async Task TakeAsync(string payload, CancellationToken ct)
    {
        // The line to the database was down: what was said meanwhile is said again.
        if (payload.Length == 0)
        {
            await nodes.AskAsync(ct);
            await nodes.AnnounceAllAsync(ct);
            return;
        }

        if (JsonSerializer.Deserialize<PresenceNotice>(payload) is not { } notice)
            return;

        var (changed, answer, isUnknown) = nodes.Take(notice);
        if (answer)
            await nodes.AnnounceAllAsync(ct);
        if (isUnknown)
            await nodes.AskAsync(ct);
        foreach (var record in changed)
            await presence.TellAsync(record, ct);
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await GoOnAsync(
                async () =>
                {
                    await nodes.BeatAsync(ct);
                    foreach (var record in nodes.Expire())
                        await presence.TellAsync(record, ct);
                },
                ct);
            await Task.Delay(NodePresence.Beat, ct);
        }
    }

    /// <summary>Who looks at what is a hint, not the data: an outage or a notice that can't be read ends nothing.</summary>
    private async Task GoOnAsync(Func<Task> step, CancellationToken ct)
    {
        try
        {
            await step();
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Nodes could not be told who looks at what; it is tried again.");
        }
    }
}
