using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>Which records the actor of a session sees, as SQL. Every reading statement carries it for every table that it reads.</summary>
public sealed class Reach
{
    private readonly Session session;
    private readonly EvaluationContext context;

    /// <summary>What the session's actor sees.</summary>
    public Reach(Session session) => (this.session, context) = (session, session.Context);

    /// <summary>The same, noting what of the actor and the moment went into it.</summary>
    internal Reach(Session session, ContextUse use) => (this.session, context) = (session, session.Context with { Use = use });

    /// <summary>The condition for the records of <paramref name="definition"/> under <paramref name="alias"/>: living, and within the actor's scope or teams.</summary>
    public Sql Living(ObjectSchema definition, Identifier alias) => Sql.From($"{alias}.deleted_at is null and {Whole(definition, alias)}");

    /// <summary>The same for records in the recycle bin.</summary>
    public Sql InBin(ObjectSchema definition, Identifier alias) => Sql.From($"{alias}.deleted_at is not null and {Whole(definition, alias)}");

    /// <summary>A scope for the clauses of the actor's own query: what its paths lead to is within reach too.</summary>
    public SqlScope Over(ObjectSchema definition, Identifier alias) => new(definition, alias, context, Living);

    /// <summary>The actor's scope, whether a record lives or not.</summary>
    private Sql Whole(ObjectSchema definition, Identifier alias)
    {
        var seen = session.Access.On(definition).Read;
        if (seen == Constant.True)
            return Sql.Literal("1 = 1");

        if (seen == Constant.False && !definition.IsOwned)
            return Sql.Literal("1 = 0");

        context.Use?.Person = true;
        var own = Condition(definition, alias, seen);
        var widened = new Membership(session.Actor, session.Organization, session.Now).Widen(definition, alias, own, MemberAccess.Read);
        if (widened != own)
            context.Use?.Moment = true;

        return widened;
    }

    /// <summary>The scope sees as the system does. Where it needs joins, it becomes a statement of its own, so that its aliases meet no others.</summary>
    private Sql Condition(ObjectSchema definition, Identifier alias, Expr seen)
    {
        var plain = new SqlScope(definition, alias, context, reach: null);
        var condition = plain.Condition(seen);
        if (plain.Joins.IsEmpty)
            return condition;

        var inner = Identifier.Of($"{alias.Name}_r");
        var nested = new SqlScope(definition, inner, context, reach: null);
        var joined = nested.Condition(seen);
        return Sql.From($"exists (select 1 from {definition.Table} {inner}{nested.Joins} where {inner}.id = {alias}.id and {joined})");
    }
}
