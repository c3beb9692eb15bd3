using System.Text.Json;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>
/// Takes a merge back within 30 days: the merged records return from the bin, what pointed to them points to them again, the winner has its old
/// values. Refused, with the list, when any of it was changed since.
/// </summary>
public sealed class UndoMerge : IRecordAction
{
    /// <inheritdoc />
    public string Object => "merge_record";

    /// <inheritdoc />
    public string Name => "undo";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        if (record["undone_at"] is not null)
            return new RuleRefused(new Message("merge_already_undone"));

        if (record["undo_until"] is DateTimeOffset until && until < session.Now)
            return new RuleRefused(new Message("merge_undo_too_late"));

        if (session.Schema.Find((string)record["object"]!) is not { } definition || await session.LoadAsync(definition, (Guid)record["winner"]!, ct) is not { IsDeleted: false } winner)
            return new RuleRefused(new Message("merge_winner_gone"));

        var changed = new List<Problem>();
        RestoreValues(winner, (JsonElement)record["before"]!, session, changed);
        await TurnLinksBackAsync((JsonElement)record["moved"]!, winner, session, changed, ct);
        await RestoreLosersAsync((JsonElement)record["losers"]!, winner, session, changed, ct);
        if (changed.Count > 0)
            return new RuleRefused(new Message("merge_undo_changed_since", changed.Count), changed);

        record["undone_at"] = session.Now;
        return ActionOutcome.Done;
    }

    private static void RestoreValues(Record winner, JsonElement remembered, Session session, List<Problem> changed)
    {
        foreach (var (field, before, after) in MergeJson.ChangesOf(winner, remembered))
        {
            if (!JsonElement.DeepEquals(MergeJson.Of(winner[field]), after))
                changed.Add(new(field.Name, new Message("merge_field_changed", field.Label)));
            else
                winner[field] = before.ValueKind == JsonValueKind.Null ? null : field.Type.FromJson(before, field, session.Schema.Conventions).Value;
        }
    }

    private static async ValueTask TurnLinksBackAsync(JsonElement moved, Record winner, Session session, List<Problem> changed, CancellationToken ct)
    {
        // A record whose links were turned twice by one merge has one version for both; a list that held two of the losers is turned back the other way round.
        foreach (var link in (moved.Deserialize<MovedLink[]>(Json.Definitions) ?? []).Reverse())
        {
            if (session.Schema.Find(link.Object) is not { } definition || definition.Find(link.Field) is not { } field)
                continue;

            var child = await session.LoadAsync(definition, link.Id, ct);
            if (child is null || child.IsDeleted || child.Version != link.Version || !PointsTo(child[field], winner.Id))
                changed.Add(new(null, new Message("merge_child_changed", definition.Label, child?[definition.NameField]?.ToString() ?? link.Id.ToString())));
            else
                child[field] = link.List is { } list ? list.ToArray() : link.From;
        }
    }

    private static bool PointsTo(object? value, Guid id) => value is Guid[] list ? list.Contains(id) : Equals(value, id);

    private static async ValueTask RestoreLosersAsync(JsonElement losers, Record winner, Session session, List<Problem> changed, CancellationToken ct)
    {
        foreach (var id in losers.EnumerateArray().Select(l => l.GetGuid()))
        {
            var loser = await session.LoadAsync(winner.Object, id, ct);
            if (loser is not { IsDeleted: true } || !Equals(loser[SystemFields.MergedInto], winner.Id))
            {
                changed.Add(new(null, new Message("merge_child_changed", winner.Object.Label, loser?[winner.Object.NameField]?.ToString() ?? id.ToString())));
                continue;
            }

            loser[SystemFields.MergedInto] = null;
            session.Restore(loser);
        }
    }
}
