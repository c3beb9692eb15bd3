using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>What the commit is allowed to store, as proofs; or why it is not.</summary>
internal readonly record struct AuthorizedChanges(IReadOnlyList<Authorized<RecordChange>> Changes, Refusal? Refusal);

/// <summary>
/// The two questions of the write path. Before rules: may this actor do this, and write these fields? After rules: does the record that
/// came out still lie where the actor may put it? Rules may write fields the person may not, so the fields are asked before them;
/// a rule may change the owner, so the reach is asked after them.
/// </summary>
internal static class Authorization
{
    public static Refusal? OfRequest(Session session)
    {
        foreach (var record in session.Dirty)
        {
            var access = session.Access.On(record.Object);
            if (record.IsNew && session.HasReached(record, RecordAction.Create) && !access.May(RecordAction.Create) && !access.May(RecordAction.Import))
                return new Forbidden(new("forbidden_action", record.Object.Label, RecordAction.Create.Label()));

            if (OfType(session, access, record) is { } wrongType)
                return wrongType;

            var refused = record.Written.Where(f => !MayWrite(session, access, record, f)).ToArray();
            if (refused.Length > 0)
                return new Forbidden(new("forbidden_fields", refused.Select(f => f.Label).ToArray()), [.. refused.Select(f => new Problem(f.Name, new("field_not_editable", f.Label)))]);
        }

        return null;
    }

    /// <summary>Records are made, or made into, only what kinds the roles name.</summary>
    private static Forbidden? OfType(Session session, ObjectAccess access, Record record)
    {
        if (record.Object.RecordType is not { } carrier || access.MakesAll)
            return null;

        if (record.IsNew && session.HasReached(record, RecordAction.Create) && access.Makeable.Count == 0)
            return new Forbidden(new("forbidden_action", record.Object.Label, RecordAction.Create.Label()));

        if (!record.WasWritten(carrier) || !(record.IsNew || record.HasChanged(carrier)) || record[carrier] is not string chosen || access.Makeable.Any(t => t.Name == chosen))
            return null;

        var label = record.Object.RecordTypes.FirstOrDefault(t => t.Name == chosen)?.Definition.Label;
        return label is null ? null : new Forbidden(new("record_type_forbidden", label, record.Object.Label), [new Problem(carrier.Name, new("record_type_forbidden", label, record.Object.Label))]);
    }

    public static async ValueTask<AuthorizedChanges> OfResultAsync(Session session, CancellationToken ct)
    {
        var changes = new List<Authorized<RecordChange>>();
        foreach (var record in session.Dirty.ToArray())
        {
            if (await OfNewAsync(session, record, ct) is { } forbidden)
                return new([], forbidden);

            changes.Add(new(new RecordChange(record, KindOf(record), [.. record.Changes])));
        }

        return new(changes, null);
    }

    /// <summary>Why the actor may not make this record, as the rules left it; null when they may, and for one that is not new.</summary>
    public static async ValueTask<Refusal?> OfNewAsync(Session session, Record record, CancellationToken ct) =>
        record.IsNew && session.HasReached(record, RecordAction.Create) && !await ReachesNewAsync(session, record, ct)
            ? new Forbidden(new("forbidden_result", record.Object.Label))
            : null;

    private static bool MayWrite(Session session, ObjectAccess access, Record record, FieldSchema field)
    {
        var givesAway = field is { IsSystem: true, Name: SystemFields.Owner or SystemFields.Department };
        if (givesAway && !record.IsNew)
            return access.May(RecordAction.Transfer);

        var isClientId = field.Ordinal == SystemFields.IdOrdinal && record.IsNew;
        return isClientId || access.MayEdit(field);
    }

    /// <summary>
    /// A person's new record must lie where the person could change it, or at least see it; so nobody plants records in other people's lists. In
    /// another's name it takes more than to see it: what is shown to everybody would do.
    /// </summary>
    private static async ValueTask<bool> ReachesNewAsync(Session session, Record record, CancellationToken ct)
    {
        var access = session.Access.On(record.Object);
        var isForAnother = record.Owner is { } owner && owner != session.Actor.UserId && record.WasWritten(record.Object[SystemFields.Owner]);
        if (isForAnother && access.Edit != Constant.False && !access.May(RecordAction.Transfer))
            return await session.FulfilsAsync(record, access.Edit, ct);

        // Who may change a record, by role or as one of its team, may add to its parts.
        if (record.Object.Definition.PartOf is { } whole && record[whole] is Guid of && !isForAnother
            && await session.FindAsync(record.Object[whole].Target!, of, RecordAction.Edit, ct) is { Refusal: null })
            return true;

        return access.May(RecordAction.Transfer)
            || (access.Read == Constant.False && access.Edit == Constant.False)
            || await session.FulfilsAsync(record, Condition.AnyOf([access.Read, access.Edit]), ct);
    }

    private static ChangeKind KindOf(Record record) => record.State switch
    {
        RecordState.New => ChangeKind.Created,
        RecordState.Stored => ChangeKind.Updated,
        RecordState.Deleting => ChangeKind.Deleted,
        RecordState.Restoring => ChangeKind.Restored,
        RecordState.Purging => ChangeKind.Purged,
    };
}
