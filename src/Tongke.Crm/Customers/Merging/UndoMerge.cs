using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>
/// Takes a merge back within 30 days: the merged records return from the bin, what pointed to them points to them again, the winner has its old
/// values. A group of duplicates that it settled is open again. Refused, with the list, when one of these values or links was changed since, and where the person may not change and delete the merged records. As the
/// merge turned links that the person can't follow, so does the undo.
/// </summary>
public sealed class UndoMerge : IRecordAction
{
    private static RuleRefused Unreadable => new(new Message("merge_unreadable"));

    /// <inheritdoc />
    public string Object => RememberedMerge.ObjectName;

    /// <inheritdoc />
    public string Name => "undo";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        if (record["undone_at"] is not null)
            return new RuleRefused(new Message("merge_already_undone"));

        if (record["undo_until"] is DateTimeOffset until && until < session.Now)
            return new RuleRefused(new Message("merge_undo_too_late"));

        if (RememberedMerge.Read(record, session) is not { } merge)
            return Unreadable;

        if (await session.LoadAsync(merge.Object, merge.Winner, ct) is not { IsDeleted: false } winner)
            return new RuleRefused(new Message("merge_winner_gone"));

        if ((await session.FindAsync(merge.Object, winner.Id, RecordAction.Edit, ct)).Refusal is { } outOfReach)
            return outOfReach;

        session.Hold(record);
        session.Hold(winner);
        var changed = new List<Problem>();
        if (RestoreValues(winner, merge.Before, session, changed) is { } wrongValue)
            return wrongValue;

        if (await TurnLinksBackAsync(merge, winner, session, changed, ct) is { } wrongLink)
            return wrongLink;

        if (await RestoreLosersAsync(merge, winner, session, changed, ct) is { } wrongLoser)
            return wrongLoser;

        if (changed.Count > 0)
            return new RuleRefused(new Message("merge_undo_changed_since", changed.Count), changed);

        await GroupMembers.ReopenAsync(record.Id, merge.Losers, session, ct);
        record["undone_at"] = session.Now;
        return ActionOutcome.Done;
    }

    /// <summary>Whether the record gets back in this session what it was before a merge.</summary>
    internal static bool IsOf(Record winner, Session session) =>
        session.Held(session.Schema[RememberedMerge.ObjectName]).Any(m => m.HasChanged(m.Object["undone_at"]) && Equals(m["winner"], winner.Id));

    private static RuleRefused? RestoreValues(Record winner, JsonElement remembered, Session session, List<Problem> changed)
    {
        foreach (var (field, before, after) in MergeJson.ChangesOf(winner, remembered))
        {
            if (!JsonElement.DeepEquals(MergeJson.Of(winner[field]), after))
            {
                changed.Add(new(field.Name, new Message("merge_field_changed", field.Label)));
                continue;
            }

            var value = before.ValueKind == JsonValueKind.Null ? default : field.Type.FromJson(before, field, session.Schema.Conventions);
            if (value.Problem is not null)
                return Unreadable;

            winner[field] = value.Value;
        }

        return null;
    }

    private static async ValueTask<Refusal?> TurnLinksBackAsync(RememberedMerge merge, Record winner, Session session, List<Problem> changed, CancellationToken ct)
    {
        // What matters is where the link leads: what else of the record was changed since stays changed. A list that held two of the losers is turned back the other way round.
        foreach (var link in merge.Moved.Reverse())
        {
            if (session.Schema.Find(link.Object) is not { } definition || definition.Find(link.Field) is not { } field || !MergeLinks.Turns(field, merge.Object, session.Schema))
                continue;

            var child = await session.LoadAsync(definition, link.Id, ct);
            if (child is null || child.IsDeleted != link.Dropped || !IsTurned(child[field], link, winner.Id))
            {
                changed.Add(new(null, await ChangedAsync(definition, child, session, ct)));
                continue;
            }

            // What is kept apart from everything else, as a bid, was turned by somebody who may change it, and is turned back by such.
            if (definition.Definition.NamedOnly && (await session.FindAsync(definition, child.Id, RecordAction.Edit, ct)).Refusal is not null)
                return new RuleRefused(new Message("merge_undo_unmovable"));

            session.Hold(child);
            if (link.Dropped)
                session.Restore(child);
            else
                child[field] = link.List is { } list ? list.ToArray() : link.From;
        }

        return null;
    }

    /// <summary>What was changed since: by its name for those who see that.</summary>
    private static async ValueTask<Message> ChangedAsync(ObjectSchema definition, Record? record, Session session, CancellationToken ct)
    {
        if (record is null)
            return session.Access.On(definition).May(RecordAction.Read) ? new Message("merge_child_gone", definition.Label) : new Message("merge_hidden_changed");

        var seen = record.IsDeleted ? await session.FindInBinAsync(definition, record.Id, ct: ct) : await session.FindAsync(definition, record.Id, ct: ct);
        return seen.Record is not null && session.AccessTo(record).MayRead(definition.NameField)
            ? new Message("merge_child_changed", definition.Label, record[definition.NameField]?.ToString() ?? record.Id.ToString())
            : new Message("merge_hidden_changed");
    }

    /// <summary>Whether the value is what the merge made of the link.</summary>
    private static bool IsTurned(object? value, MovedLink link, Guid winner) => link.Dropped ? Equals(value, link.From) : link.List is { } list
        ? value is Guid[] now && now.SequenceEqual(MergeLinks.Replaced(list, link.From, winner))
        : Equals(value, winner);

    private static async ValueTask<Refusal?> RestoreLosersAsync(RememberedMerge merge, Record winner, Session session, List<Problem> changed, CancellationToken ct)
    {
        foreach (var id in merge.Losers)
        {
            var loser = await session.LoadAsync(winner.Object, id, ct);
            if (loser is not { IsDeleted: true } || !Equals(loser[SystemFields.MergedInto], winner.Id))
            {
                changed.Add(new(null, await ChangedAsync(winner.Object, loser, session, ct)));
                continue;
            }

            foreach (var right in (RecordAction[])[RecordAction.Edit, RecordAction.Delete])
                if ((await session.FindInBinAsync(winner.Object, id, right, ct)).Refusal is { } outOfReach)
                    return outOfReach;

            session.Hold(loser);
            loser[SystemFields.MergedInto] = null;
            session.Restore(loser);
        }

        return null;
    }
}
