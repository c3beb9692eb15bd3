using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>Turns everything that points to one record towards another.</summary>
internal static class MergeLinks
{
    private const string ObjectField = "object";
    private const string RecordField = "record";

    /// <summary>Records of one object that a merge can turn from one loser to the winner.</summary>
    private const int MostLinks = 10_000;

    private static RuleRefused Unmovable => new(new Message("merge_unmovable"));

    /// <summary>
    /// Turns lookups, references and the object-and-record pairs of comments, files and the like; notes in <paramref name="moved"/> what was turned.
    /// What the winner has already and may not have twice, as a member of its team, goes to the bin. Refused where something may not move.
    /// </summary>
    public static async ValueTask<RuleRefused?> MoveAsync(Record from, Record to, IReadOnlyList<Record> losers, List<MovedLink> moved, Session session, CancellationToken ct)
    {
        foreach (var field in PointersTo(from.Object, session.Schema))
        {
            var pointing = Condition.Equal(new FieldPath(field), from.Id);
            foreach (var child in await session.LoadWhereAsync(field.Object, Condition.AllOf([pointing, .. OfObject(field, from.Object)]), ct: ct))
            {
                if (child.Id == to.Id || child.State != RecordState.Stored || !Equals(child[field], from.Id))
                    continue;

                var twin = await FindDoubleAsync(child, field, to, losers, session, ct);
                if (twin is not null && GivesMore(child, twin))
                {
                    // Of two memberships the one that lets more is kept.
                    if (!await MayDropAsync(twin, session, ct))
                        return Unmovable;

                    moved.Add(new MovedLink(field.Object.Name, twin.Id, field.Name, to.Id, Dropped: true));
                    session.Delete(twin);
                    twin = null;
                }

                var isDouble = twin is not null;
                if (isDouble ? !await MayDropAsync(child, session, ct) : !await MayTurnAsync(child, session, ct))
                    return Unmovable;

                moved.Add(new MovedLink(field.Object.Name, child.Id, field.Name, from.Id, Dropped: isDouble));
                if (isDouble)
                    session.Delete(child);
                else
                    child[field] = to.Id;
            }
        }

        foreach (var field in ListsOf(from.Object, session.Schema))
        {
            foreach (var holder in await session.LoadWhereAsync(field.Object, Condition.Has(new FieldPath(field), from.Id), ct: ct))
            {
                if (holder[field] is not Guid[] list || !list.Contains(from.Id))
                    continue;

                if (!await MayTurnAsync(holder, session, ct))
                    return Unmovable;

                moved.Add(new MovedLink(field.Object.Name, holder.Id, field.Name, from.Id, list));
                holder[field] = Replaced(list, from.Id, to.Id);
            }
        }

        return null;
    }

    /// <summary>Whether a merge of records of <paramref name="target"/> turns this field.</summary>
    public static bool Turns(FieldSchema field, ObjectSchema target, Schema schema) => PointersTo(target, schema).Concat(ListsOf(target, schema)).Contains(field);

    /// <summary>
    /// Whether a lookup leads elsewhere only because what it led to was merged into that in this session, or is taken out of it again: nobody moved the record.
    /// </summary>
    public static bool HasFollowed(Record record, FieldSchema lookup, Session session)
    {
        if (lookup.Target is not { } target || record.Original(lookup) is not Guid from || record[lookup] is not Guid to)
            return false;

        var mergedInto = target[SystemFields.MergedInto];
        return (session.Known(target, from) is { State: RecordState.Deleting } loser && loser.HasChanged(mergedInto) && Equals(loser[mergedInto], to))
            || (session.Known(target, to) is { State: RecordState.Restoring } back && back.HasChanged(mergedInto) && Equals(back.Original(mergedInto), from));
    }

    /// <summary>Refuses a merge that would leave something behind: more points to one of <paramref name="losers"/> than one merge can turn.</summary>
    public static async ValueTask<RuleRefused?> CheckNumberAsync(IReadOnlyList<Record> losers, Session session, CancellationToken ct)
    {
        foreach (var loser in losers)
            foreach (var field in PointersTo(loser.Object, session.Schema))
            {
                var count = await session.Workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from {field.Object.Table} where {field.Column} = {loser.Id} and deleted_at is null"), ct);
                if (count > MostLinks)
                    return new(new Message("merge_too_many_links", loser[loser.Object.NameField]?.ToString() ?? loser.Id.ToString(), field.Object.Label, count, MostLinks));
            }

        return null;
    }

    /// <summary>What is kept apart from everything else, as a bid, is turned by whoever may change it, and as long as it can be changed.</summary>
    private static async ValueTask<bool> MayTurnAsync(Record child, Session session, CancellationToken ct) => !child.Object.Definition.NamedOnly
        || (!await IsLockedAsync(child, session, ct) && (await session.FindAsync(child.Object, child.Id, RecordAction.Edit, ct)).Refusal is null);

    /// <summary>What is kept apart from everything else does not vanish by a merge, nor does what is locked.</summary>
    private static async ValueTask<bool> MayDropAsync(Record child, Session session, CancellationToken ct) =>
        !child.Object.Definition.NamedOnly && !await IsLockedAsync(child, session, ct);

    private static async ValueTask<bool> IsLockedAsync(Record child, Session session, CancellationToken ct)
    {
        foreach (var held in child.Object.Locks.Where(l => l.IsWhole))
            if (await session.FulfilsAsync(child, held.When, ct))
                return true;

        return false;
    }

    /// <summary>Whether a membership of a team lets its person do more than another.</summary>
    private static bool GivesMore(Record member, Record other) => member.Object.Name == "record_member" && member["access"] is "edit" && other["access"] is not "edit";

    /// <summary>The record that is already what this one would become, by a key that no two may share.</summary>
    private static async ValueTask<Record?> FindDoubleAsync(Record child, FieldSchema field, Record to, IReadOnlyList<Record> losers, Session session, CancellationToken ct)
    {
        var keys = child.Object.Definition.Keys.Where(k => k.Contains(field.Name)).ToList();
        if (field.Definition.Unique)
            keys.Add([field.Name]);

        foreach (var key in keys)
        {
            var others = key.Where(name => name != field.Name).Select(name => child.Object[name]).ToArray();
            var pointing = Condition.IsAmong(new FieldPath(field), [to.Id, .. losers.Select(l => l.Id)]);
            var alike = await session.LoadWhereAsync(child.Object, Condition.AllOf([pointing, .. others.Select(f => Condition.Equal(new FieldPath(f), child[f]))]), ct: ct);
            if (alike.FirstOrDefault(r => r != child && r.State == RecordState.Stored && Equals(r[field], to.Id)) is { } twin)
                return twin;
        }

        return null;
    }

    /// <summary>The list with one record in the place of another, once.</summary>
    internal static Guid[] Replaced(IEnumerable<Guid> list, Guid from, Guid to) => [.. list.Select(id => id == from ? to : id).Distinct()];

    /// <summary>Fields that may hold the id of a record of <paramref name="target"/>.</summary>
    private static IEnumerable<FieldSchema> PointersTo(ObjectSchema target, Schema schema) =>
        target.Referrers.Where(f => !f.IsSystem && f is { ValueType.Kind: ValueKind.Id, HasColumn: true })
            .Concat(schema.Objects.SelectMany(o => o.Fields).Where(f => f.Definition.Type == "reference" && f.Definition.Objects.Contains(target.Name)))
            .Concat(schema.Objects
                .Where(o => o.Find(ObjectField) is { Definition.Type: "text" } && o.Find(RecordField) is { Definition.Type: "id" })
                .Select(o => o[RecordField]))
            .Distinct();

    /// <summary>Fields that may hold a list of ids of records of <paramref name="target"/>.</summary>
    private static IEnumerable<FieldSchema> ListsOf(ObjectSchema target, Schema schema) =>
        schema.Objects.SelectMany(o => o.Fields).Where(f => f is { ValueType.Kind: ValueKind.Ids, HasColumn: true, IsSystem: false } && f.Target == target);

    private static IEnumerable<Expr> OfObject(FieldSchema field, ObjectSchema target) =>
        field.Name == RecordField && field.Object.Find(ObjectField) is { } named ? [Condition.Equal(new FieldPath(named), target.Name)] : [];
}
