using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Changes;

/// <summary>
/// Follows the sealed log and keeps the texts by which records are found, soon after their commit and many at once: the texts as they are at that moment,
/// in one transaction with its cursor. Whoever searches meanwhile looks at the records behind the cursor themselves, see <see cref="Behind"/>.
/// Of several nodes one works: who finds that the cursor was moved meanwhile has written nothing and gives way.
/// </summary>
public sealed class SearchConsumer(Database database, Func<Schema> schema, TimeProvider clock, ILogger<SearchConsumer> log)
{
    /// <summary>The name of its cursor.</summary>
    public const string Name = "search";

    /// <summary>Changes of one transaction: SQLite's other writers wait for it.</summary>
    private const int BatchSize = 500;

    /// <summary>Changes that may wait before many-record commits do.</summary>
    private const int MostBehind = 5_000;

    private const int MostTries = 5;

    private const int MostWaits = 500;

    /// <summary>Merges of the index between two runs of this loop, and after the last change at most.</summary>
    private const int MergesAtOnce = 5;
    private const int MostMerges = 400;

    private static readonly TimeSpan OneWait = TimeSpan.FromMilliseconds(20);

    /// <summary>Of the log as <c>c</c>: the changes whose texts are still to be put, sealed or not. It may be one too many, never one too few.</summary>
    internal static Sql Behind { get; } = Sql.PerDialect(
        Sql.From($"c._row > coalesce((select l._row from consumer_cursor k join change_seal s on s.seq = k.seq join change l on l.id = s.change where k.name = {Name}), 0)"),
        Sql.From($"(c.tx, c.id) > (coalesce((select s.tx from consumer_cursor k join change_seal s on s.seq = k.seq where k.name = {Name}), -1), coalesce((select s.change from consumer_cursor k join change_seal s on s.seq = k.seq where k.name = {Name}), {Guid.Empty}))"));

    private int mergesLeft = MostMerges;

    /// <summary>Puts the texts of everything that is sealed; when there is nothing to put, it tidies up the index a little.</summary>
    /// <returns>How many changes it handled; fewer than there are when another node is at it.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        var (handled, tries) = (0L, 0);
        while (tries < MostTries)
        {
            var (cursor, changes) = await NextAsync(ct);
            if (changes.Count == 0)
            {
                if (handled == 0)
                    await TidyAsync(ct);
                return handled;
            }

            mergesLeft = MostMerges;
            switch (await database.WriteAsync(await ComposeAsync(cursor, changes, ct), ct))
            {
                case Committed:
                    (handled, tries) = (handled + changes.Count, 0);
                    break;

                case Refused { Tag: GaveWay gave }:
                    log.LogDebug("The texts after change {Seq} were left: {Reason}", cursor, gave.Reason);
                    return handled;

                case Refused refused: // a record was purged in this moment
                    log.LogDebug("The texts after change {Seq} are put again: {Reason}", cursor, refused.Reason);
                    tries++;
                    break;
            }
        }

        return handled;
    }

    private async Task TidyAsync(CancellationToken ct)
    {
        var left = Math.Min(MergesAtOnce, mergesLeft);
        foreach (var definition in left > 0 ? schema().Objects.Where(o => o.SearchFields.Count > 0) : [])
            while (left > 0 && await SearchIndex.TidyAsync(database, definition.Table, ct))
                (left, mergesLeft) = (left - 1, mergesLeft - 1);

        if (left > 0)
            mergesLeft = 0; // it is tidy until the next change
    }

    /// <summary>Gives a workspace its cursor. What was written before there was one has its texts, in an index with the settings of then.</summary>
    internal async Task BeginAsync(CancellationToken ct)
    {
        if (await database.ScalarAsync<long?>(Sql.From($"select seq from consumer_cursor where name = {Name}"), ct) is not null)
            return;

        var batch = new WriteBatch();
        foreach (var definition in schema().Objects.Where(o => o.SearchFields.Count > 0))
            foreach (var setting in SearchIndex.Settings(definition.Table))
                batch.Add(setting);

        batch.Add(Sql.From($"insert into consumer_cursor (name, seq, updated_at) select {Name}, coalesce(max(seq), 0), {clock.GetUtcNow()} from change_seal where true on conflict (name) do nothing"));
        await database.WriteAsync(batch, ct);
    }

    /// <summary>Waits while many changes wait for their texts, so that an import does not outrun them: at most some seconds, then the import matters more.</summary>
    internal async Task KeepPaceAsync(Action wake, CancellationToken ct)
    {
        for (var waits = 0; waits < MostWaits && await IsFarBehindAsync(ct); waits++)
        {
            wake();
            await Task.Delay(OneWait, ct);
        }
    }

    private async Task<bool> IsFarBehindAsync(CancellationToken ct) =>
        await database.ScalarAsync<long>(Sql.From($"select count(*) from (select 1 from change c where {Behind} limit {Sql.Integer(MostBehind + 1)}) behind"), ct) > MostBehind;

    private async Task<(long Cursor, IReadOnlyList<Change> Changes)> NextAsync(CancellationToken ct)
    {
        var cursor = await database.ScalarAsync<long?>(Sql.From($"select seq from consumer_cursor where name = {Name}"), ct) ?? 0;
        return (cursor, await database.ListAsync(
            Sql.From($"select s.seq, c.object, c.record, c.kind, case when c.kind in ('created', 'purged') then null else c.diff end from change_seal s join change c on c.id = s.change where s.seq > {cursor} order by s.seq limit {Sql.Integer(BatchSize)}"),
            r => new Change(r.GetInt64(0), r.GetText(1), r.GetGuid(2), r.GetText(3), r.IsNull(4) ? null : r.GetText(4)),
            ct));
    }

    private async Task<WriteBatch> ComposeAsync(long cursor, IReadOnlyList<Change> changes, CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(Sql.From($"update consumer_cursor set seq = {changes[^1].Seq}, updated_at = {clock.GetUtcNow()} where name = {Name} and seq = {cursor}"), Expect.One, new GaveWay("another node has put them"));
        foreach (var group in changes.GroupBy(c => c.Object))
        {
            if (schema().Find(group.Key) is not { SearchFields.Count: > 0 } definition)
                continue;

            var changed = group.Where(c => HasNewTexts(definition, c)).Select(c => c.Record).ToHashSet();
            if (changed.Count == 0)
                continue;

            // A node that does not know yet which fields are searched now would put too few.
            batch.Add(TextBackfill.IsInForce(definition), Expect.One, new GaveWay($"the definition of {definition.Name} is another by now"));
            var texts = await SearchTexts.ReadAsync(database, definition, changed, ct);
            if (texts.Count > 0)
                batch.Add(SearchIndex.PutMany(definition.Table, [.. texts.Select(t => t.Id)], [.. texts.Select(t => t.Texts)]));
        }

        return batch;
    }

    private static bool HasNewTexts(ObjectSchema definition, Change change)
    {
        if (change.Diff is null)
            return change.Kind == ChangeLog.Name(ChangeKind.Created);

        using var diff = JsonDocument.Parse(change.Diff);
        return definition.SearchFields.Any(f => diff.RootElement.TryGetProperty(f.Name, out _));
    }

    private sealed record Change(long Seq, string Object, Guid Record, string Kind, string? Diff);

    private sealed record GaveWay(string Reason);
}
