using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>Which records the actor of a session sees, and which an action reaches, as SQL. Every statement that reads for a person carries it for every table that it reads.</summary>
public sealed class Reach
{
    private static readonly Sql Everything = Sql.Literal("1 = 1");
    private static readonly Sql Nothing = Sql.Literal("1 = 0");

    private readonly Session session;
    private readonly EvaluationContext context;

    /// <summary>What the session's actor sees.</summary>
    public Reach(Session session) => (this.session, context) = (session, session.Context);

    /// <summary>The same, noting what of the actor and the moment went into it.</summary>
    internal Reach(Session session, ContextUse use) => (this.session, context) = (session, session.Context with { Use = use });

    /// <summary>The condition for the records of <paramref name="definition"/> under <paramref name="alias"/>: living, and within the actor's scope or teams.</summary>
    public Sql Living(ObjectSchema definition, Identifier alias) => Sql.From($"{alias}.deleted_at is null and {Within(definition, alias, RecordAction.Read)}");

    /// <summary>The same for records in the recycle bin.</summary>
    public Sql InBin(ObjectSchema definition, Identifier alias) => Sql.From($"{alias}.deleted_at is not null and {Within(definition, alias, RecordAction.Read)}");

    /// <summary>A scope for the clauses of the actor's own query: what its paths lead to is within reach too.</summary>
    public SqlScope Over(ObjectSchema definition, Identifier alias) => new(definition, alias, context, Living, Hidden);

    /// <summary>The records that the action reaches by role, by team, or by what they hang on; whether they live or not.</summary>
    public Sql Within(ObjectSchema definition, Identifier alias, RecordAction action)
    {
        var scope = session.Access.On(definition).Scope(action);
        if (definition.Attachment is { } attachment)
            return scope == Constant.False ? Nothing : Attached(attachment, alias, action, ByRole(definition, alias, scope));

        if (scope == Constant.False && !definition.IsOwned)
            return Nothing;

        if (scope == Constant.True)
            return Everything;

        context.Use?.Person = true;
        var now = context.Use is null ? Sql.From($"{session.Now}") : Sql.MomentSlot;
        var within = new Membership(session.Actor, session.Organization, now).Widen(definition, alias, ByRole(definition, alias, scope), action);
        return action == RecordAction.Read && Pools.Seen(definition) is { Count: > 0 } seen ? Sql.From($"({within} or {InPool(definition, alias, seen)})") : within;
    }

    private PoolRights Pools => new(session.Actor, session.Organization, session.Access);

    private static Sql InPool(ObjectSchema definition, Identifier alias, IReadOnlyCollection<Guid> pools) => Sql.In(Sql.From($"{alias}.{definition.Pool!.Column}"), pools);

    /// <summary>When a field is kept from the reader: in pools that hide it.</summary>
    private Sql? Hidden(FieldSchema field, Identifier alias)
    {
        if (!Pools.Matter(field.Object))
            return null;

        context.Use?.Person = true;
        return Pools.Hiding(field) is { Count: > 0 } hiding ? InPool(field.Object, alias, hiding) : null;
    }

    /// <summary>
    /// What hangs on another record is seen by those who see that one, whatever its own scope: the role only says whether such records are seen at
    /// all. Changing takes the role's scope besides, or for some the right to change the other record.
    /// </summary>
    private Sql Attached(AttachmentSchema attachment, Identifier alias, RecordAction action, Sql role)
    {
        var byEditors = attachment.IsChangedByEditors && action != RecordAction.Read;
        var held = Sql.Join(" or ", attachment.Holders(session.Schema).Where(h => session.Access.On(h).May(RecordAction.Read)).Select(h => HeldBy(attachment, h, alias, byEditors)).DefaultIfEmpty(Nothing));
        var hung = action == RecordAction.Read || byEditors ? Sql.From($"({held})") : Sql.From($"({held}) and {role}");
        return attachment.Object is null ? Sql.From($"({hung})") : Sql.From($"(({alias}.{attachment.Record.Column} is not null and {hung}) or ({alias}.{attachment.Record.Column} is null and {role}))");
    }

    private Sql HeldBy(AttachmentSchema attachment, ObjectSchema holder, Identifier alias, bool mayEdit)
    {
        var there = Identifier.Of($"{alias.Name}_h");
        var named = attachment.Object is null ? Sql.Empty : Sql.From($"{alias}.{attachment.Object.Column} = {holder.Name} and ");
        var edited = mayEdit ? Sql.From($" and {ByRole(holder, there, session.Access.On(holder).Scope(RecordAction.Edit))}") : Sql.Empty;
        var field = attachment.Field is null ? Sql.Empty : Sql.From($" and {ByField(attachment, holder, alias, there)}");
        return Sql.From($"({named}exists (select 1 from {holder.Table} {there} where {there}.id = {alias}.{attachment.Record.Column} and {(attachment.Outlasts ? Within(holder, there, RecordAction.Read) : Living(holder, there))}{edited}{field}{Open(holder, there)}))");
    }

    /// <summary>What hangs on a record in a pool is seen by those who see that record whole.</summary>
    private Sql Open(ObjectSchema holder, Identifier there)
    {
        if (!Pools.Matter(holder))
            return Sql.Empty;

        context.Use?.Person = true;
        return Pools.Closed(holder) is { Count: > 0 } closed ? Sql.From($" and ({there}.{holder.Pool!.Column} is null or not {InPool(holder, there, closed)})") : Sql.Empty;
    }

    /// <summary>What hangs on a field is seen as long as the field may be read and still points to it.</summary>
    private Sql ByField(AttachmentSchema attachment, ObjectSchema holder, Identifier alias, Identifier there)
    {
        var name = attachment.Field!;
        var fields = holder.Columns.Where(f => f.Target == name.Object && !f.IsSystem && f.ValueType.Kind == ValueKind.Id && session.Access.On(holder).MayRead(f));
        return Sql.From($"({Sql.Join(" or ", fields.Select(f => Sql.From($"({alias}.{name.Column} = {f.Name} and {there}.{f.Column} = {alias}.id)")).Prepend(Sql.From($"{alias}.{name.Column} is null")))})");
    }

    /// <summary>The scope sees as the system does. Where it needs joins, it becomes a statement of its own, so that its aliases meet no others.</summary>
    private Sql ByRole(ObjectSchema definition, Identifier alias, Expr scope)
    {
        if (scope == Constant.True)
            return Everything;

        if (scope == Constant.False)
            return Nothing;

        var plain = new SqlScope(definition, alias, context, reach: null);
        var condition = plain.Condition(scope);
        if (plain.Joins.IsEmpty)
            return condition;

        var inner = Identifier.Of($"{alias.Name}_r");
        var nested = new SqlScope(definition, inner, context, reach: null);
        var joined = nested.Condition(scope);
        return Sql.From($"exists (select 1 from {definition.Table} {inner}{nested.Joins} where {inner}.id = {alias}.id and {joined})");
    }
}
