using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.HandOvers;

/// <summary>Which records a hand-over means, object by object, and how many of them the one who hands over may give away.</summary>
internal static class HandOverScope
{
    /// <summary>Memberships in the teams of records.</summary>
    public const string Memberships = "record_member";

    private static readonly Identifier Alias = Identifier.Of("t");

    /// <summary>The objects that take part, those first whom others follow.</summary>
    public static IEnumerable<ObjectSchema> Objects(Session session, HandOverAsk ask)
    {
        var owned = session.Schema.Objects.Where(o => o is { Attachment: null, Definition.System: false } && (o.IsOwned || o.Definition.HandOver?.Holder is not null)).OrderBy(o => Follows(o).Count);
        var meant = ask.Chosen is { } chosen
            ? owned.Where(o => o.Name == chosen || (ask.IncludesOpen && Follows(o).Any(f => f.Target?.Name == chosen))).OrderBy(o => o.Name == chosen ? 0 : 1)
            : owned.Where(o => o.Definition.HandOver is not null || session.Workspace.Delivered(o.Name) is null).Append(session.Schema[Memberships]);
        return meant.Where(o => ask.Objects?.Contains(o.Name) != false && session.Access.On(o).May(RecordAction.Read));
    }

    /// <summary>The right by which a record of it changes hands.</summary>
    public static RecordAction Needed(ObjectSchema definition) => Holder(definition).IsSystem ? RecordAction.Transfer : RecordAction.Edit;

    /// <summary>The field that says whose it is.</summary>
    public static FieldSchema Holder(ObjectSchema definition) => definition.Name == Memberships ? definition["user"] : definition[definition.Definition.HandOver?.Holder ?? SystemFields.Owner];

    /// <summary>The lookups by which it follows other records.</summary>
    public static IReadOnlyList<FieldSchema> Follows(ObjectSchema definition) => [.. (definition.Definition.HandOver?.Follows ?? []).Select(f => definition[f])];

    /// <summary>How many are meant, and how many of those the actor may hand over.</summary>
    public static async ValueTask<(long Meant, long InReach)> CountAsync(Session session, ObjectSchema definition, HandOverAsk ask, Guid? handOver, CancellationToken ct)
    {
        var (joins, where) = Meant(session, definition, ask, handOver);
        var reach = session.Access.On(definition).May(Needed(definition)) ? new Reach(session).Within(definition, Alias, Needed(definition)) : Sql.Literal("1 = 0");
        await using var rows = await session.Workspace.Database.QueryAsync(
            Sql.From($"select count(*), coalesce(sum(case when {reach} then 1 else 0 end), 0) from {definition.Table} {Alias}{joins} where {where}"), ct);
        return await rows.ReadAsync(ct) ? (rows.GetInt64(0), rows.GetInt64(1)) : (0, 0);
    }

    /// <summary>The next ids that are meant, after one.</summary>
    public static async ValueTask<IReadOnlyList<Guid>> NextAsync(Session session, ObjectSchema definition, HandOverAsk ask, Guid handOver, Guid after, int top, CancellationToken ct)
    {
        var (joins, where) = Meant(session, definition, ask, handOver);
        return await session.Workspace.Database.ListAsync(
            Sql.From($"select t.id from {definition.Table} {Alias}{joins} where {where} and t.id > {after} order by t.id limit {top}"), rows => rows.GetGuid(0), ct);
    }

    /// <summary>Stored records that the session changes, the parts of what changes hands among them.</summary>
    public static IEnumerable<Record> Touched(Session session) => session.Schema.Objects.Where(o => o.IsOwned).SelectMany(session.Held).Where(r => r is { IsNew: false, IsDirty: true });

    private static (Sql Joins, Sql Where) Meant(Session session, ObjectSchema definition, HandOverAsk ask, Guid? handOver)
    {
        var scope = new SqlScope(definition, Alias, session.Context, reach: null);
        var living = Sql.Literal("t.deleted_at is null");
        if (definition.Name == Memberships)
            return (Sql.Empty, Sql.From($"{living} and t.\"user\" = {ask.From} and (t.expires_at is null or t.expires_at > {session.Now})"));

        var where = new List<Sql> { living };
        // Of what was named by its id only what the one who asks may see is told of; how much of a colleague's work lies beyond, is.
        if (ask.Chosen is not null)
            where.Add(new Reach(session).Within(definition, Alias, RecordAction.Read));
        if (ask.Chosen == definition.Name)
            where.Add(Sql.From($"{Sql.In(Sql.Literal("t.id"), ask.Records)} and (t.owner is null or not ({Sql.In(Sql.Literal("t.owner"), ask.Heirs)}))"));
        else if (definition.HandOverOpen is { } open && !ask.IncludesClosed)
            where.Add(scope.Condition(open));

        if (ask.From is { } from)
            where.Add(Sql.From($"t.{Holder(definition).Column} = {from}"));
        if (ask.Chosen is { } chosen && chosen != definition.Name)
            where.Add(Sql.From($"({Sql.Join(" or ", Follows(definition).Where(f => f.Target?.Name == chosen).Select(f => HangsOn(f, ask, handOver)))})"));

        return (scope.Joins, Sql.Join(" and ", where));
    }

    /// <summary>It hangs on a chosen record and belongs to whom that belongs, or belonged before it was handed over just now.</summary>
    private static Sql HangsOn(FieldSchema lookup, HandOverAsk ask, Guid? handOver) =>
        Sql.From($"exists (select 1 from {lookup.Target!.Table} p left join {HandOverEntries.Name} e on e.hand_over = {handOver} and e.record = p.id where p.id = t.{lookup.Column} and {Sql.In(Sql.Literal("p.id"), ask.Records)} and t.owner = case when e.record is null then p.owner else e.before end)");
}
