using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tongke.Storage;

namespace Tongke.Kernel.Changes;

/// <summary>
/// Something that follows the log in order from its own durable cursor: at least once, so handling a change twice must do no harm; it can be
/// replayed from zero.
/// </summary>
public interface IChangeConsumer
{
    /// <summary>Stable name of the cursor.</summary>
    string Name { get; }

    /// <summary>Objects whose changes it wants; null for all. The others are passed over without being read.</summary>
    IReadOnlyCollection<string>? Objects => null;

    /// <summary>Whether it wants only changes of records that were there before: what is made, deleted, restored or purged is then passed over without being read.</summary>
    bool OnlyUpdates => false;

    /// <summary>Handles the next changes, in order. A failure leaves the cursor where it was; the same changes come again.</summary>
    Task HandleAsync(IReadOnlyList<SealedChange> changes, CancellationToken ct);
}

/// <summary>A change with its place in the log.</summary>
/// <param name="Seq">Its place, from 1.</param>
/// <param name="Object">The object's name.</param>
/// <param name="Record">The record.</param>
/// <param name="Version">The record's version after it.</param>
/// <param name="Kind">What was done, as the log names it.</param>
/// <param name="Actor">Who did it; null for the system.</param>
/// <param name="At">When.</param>
/// <param name="CommitId">Shared by all changes of one commit.</param>
/// <param name="DiffText">What was changed, as JSON.</param>
public sealed record SealedChange(long Seq, string Object, Guid Record, long Version, string Kind, Guid? Actor, DateTimeOffset At, Guid CommitId, string DiffText)
{
    private JsonElement? diff;

    /// <summary>What was changed; most consumers don't ask.</summary>
    public JsonElement Diff => diff ??= JsonElement.Parse(DiffText);
}

/// <summary>Feeds consumers from the sealed log and keeps their cursors.</summary>
public sealed class ChangeFeed(Database database, TimeProvider clock, ILogger<ChangeFeed> log)
{
    private const int BatchSize = 500;

    /// <summary>Changes after <paramref name="seq"/>, in order.</summary>
    /// <param name="seq">Where to begin.</param>
    /// <param name="top">Most changes.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="objects">Only of these objects; of all when null.</param>
    /// <param name="onlyUpdates">Only what was changed in records that were there before.</param>
    public async Task<IReadOnlyList<SealedChange>> ReadAsync(long seq, int top, CancellationToken ct, IReadOnlyCollection<string>? objects = null, bool onlyUpdates = false) => await database.ListAsync(
        Sql.From($"select s.seq, c.object, c.record, c.version, c.kind, c.actor, c.at, c.commit_id, c.diff from change_seal s join change c on c.id = s.change where s.seq > {seq} and {(objects is null ? Sql.Literal("1 = 1") : Sql.In(Sql.Literal("c.object"), objects))} and {(onlyUpdates ? Sql.Literal("c.kind = 'updated'") : Sql.Literal("1 = 1"))} order by s.seq limit {top}"),
        rows => new SealedChange(
            rows.GetInt64(0), rows.GetText(1), rows.GetGuid(2), rows.GetInt64(3), rows.GetText(4), rows.Get<Guid?>(5), rows.GetInstant(6), rows.GetGuid(7), rows.GetText(8)),
        ct);

    /// <summary>Which records changed after <paramref name="seq"/>, in order, without what changed in them.</summary>
    public async Task<IReadOnlyList<(long Seq, string Object, Guid Record)>> ReadRecordsAsync(long seq, int top, CancellationToken ct) => await database.ListAsync(
        Sql.From($"select s.seq, c.object, c.record from change_seal s join change c on c.id = s.change where s.seq > {seq} order by s.seq limit {top}"),
        rows => (rows.GetInt64(0), rows.GetText(1), rows.GetGuid(2)),
        ct);

    /// <summary>Last sequence number given.</summary>
    public async Task<long> HeadAsync(CancellationToken ct) => await database.ScalarAsync<long?>(Sql.From($"select max(seq) from change_seal"), ct) ?? 0;

    /// <summary>Where a consumer stands.</summary>
    public async Task<long> CursorAsync(string consumer, CancellationToken ct) =>
        await database.ScalarAsync<long?>(Sql.From($"select seq from consumer_cursor where name = {consumer}"), ct) ?? 0;

    /// <summary>How many sealed changes a consumer has still to handle.</summary>
    public async Task<long> LagAsync(string consumer, CancellationToken ct) => await HeadAsync(ct) - await CursorAsync(consumer, ct);

    /// <summary>Sends a consumer back, to zero for a full replay.</summary>
    public Task RewindAsync(string consumer, long seq, CancellationToken ct) => MoveAsync(consumer, seq, ct);

    /// <summary>Gives a consumer everything that is sealed.</summary>
    /// <returns>How many changes it handled; fewer than there are when it failed.</returns>
    public async Task<long> RunAsync(IChangeConsumer consumer, CancellationToken ct)
    {
        long handled = 0;
        while (true)
        {
            var (cursor, head) = (await CursorAsync(consumer.Name, ct), await HeadAsync(ct));
            if (cursor >= head)
                return handled;

            var changes = await ReadAsync(cursor, BatchSize, ct, consumer.Objects, consumer.OnlyUpdates);
            if (changes.Count == 0)
            {
                await MoveAsync(consumer.Name, head, ct);
                return handled;
            }

            try
            {
                await consumer.HandleAsync(changes, ct);
            }
#pragma warning disable CA1031 // A consumer that fails must not stop the others; it gets the same changes again.
            catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
            {
                log.LogError(failure, "The consumer {Consumer} failed after change {Seq}; it is tried again.", consumer.Name, cursor);
                return handled;
            }

            await MoveAsync(consumer.Name, changes[^1].Seq, ct);
            handled += changes.Count;
        }
    }

    private async Task MoveAsync(string consumer, long seq, CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(Sql.From($"insert into consumer_cursor (name, seq, updated_at) values ({consumer}, {seq}, {clock.GetUtcNow()}) on conflict (name) do update set seq = excluded.seq, updated_at = excluded.updated_at"));
        await database.WriteAsync(batch, ct);
    }
}
