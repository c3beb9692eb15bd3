using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>The sea pools of the company, and who is what in them.</summary>
internal static class Pools
{
    private static readonly ExprType Ids = new(ValueKind.Ids);
    private static readonly ExprType Texts = new(ValueKind.Texts);

    /// <summary>Objects whose records may lie in a pool.</summary>
    public static IReadOnlyList<string> Objects { get; } = [Account.ObjectName, Sales.Lead.ObjectName];

    /// <summary>Where the kernel reads who sees what of them.</summary>
    public static PoolSource Source { get; } = new(SeaPool.ObjectName, async (database, ct) => await database.ListAsync(
        Sql.Literal("select id, object, members, departments, administrators, hidden_fields, views_per_day from sea_pool where deleted_at is null and active order by id"),
        rows => new Pool(rows.GetGuid(0), rows.GetText(1), IdsOf(rows, 2), IdsOf(rows, 3), IdsOf(rows, 4), Values.Read(rows, 5, Texts) as string[] ?? [], rows.Get<long?>(6)),
        ct));

    /// <summary>The pool that the record lies in.</summary>
    public static ValueTask<SeaPool?> OfAsync(Record record, Session session, CancellationToken ct) =>
        session.LoadAsync(record[PoolFields.Pool] is Guid id ? new Id<SeaPool>(id) : (Id<SeaPool>?)null, ct);

    /// <summary>Whether the actor looks after the pool: by name, or by a role that changes and gives away every record.</summary>
    public static bool Administers(Session session, SeaPool pool)
    {
        var access = session.Access.On(session.Schema[pool.Object!]);
        return (access.Edit == Constant.True && access.May(RecordAction.Transfer)) || (session.Actor.UserId is { } user && (pool.Administrators ?? []).Contains(user));
    }

    /// <summary>Whether the person is a member.</summary>
    public static bool IsMember(Session session, SeaPool pool, Guid person) =>
        session.Organization.PoolsOf(pool.Object!).FirstOrDefault(p => p.Id == pool.Id) is { } known && session.Organization.IsInPool(person, known);

    /// <summary>The active pools for an object, the one that gets a record first at the front.</summary>
    public static async ValueTask<IReadOnlyList<SeaPool>> ForAsync(string definition, Session session, CancellationToken ct) =>
        [.. (await session.LoadAllAsync<SeaPool>(ct)).Where(p => p.Active == true && p.Object == definition).OrderBy(p => p.Position).ThenBy(p => p.Id)];

    /// <summary>People whose records fall into the pool: its members, of its departments too, whether they still work here or not.</summary>
    public static IReadOnlyCollection<Guid> Sources(Session session, SeaPool pool)
    {
        var departments = (pool.Departments ?? []).SelectMany(session.Organization.WithSubDepartments).ToHashSet();
        return [.. session.Organization.Members.Where(m => m.Department is { } d && departments.Contains(d)).Select(m => m.Id).Union(pool.Members ?? [])];
    }

    /// <summary>
    /// The formula in a field of the pool, over the records that it is for: <paramref name="absent"/> where there is none, and <paramref name="broken"/>
    /// where it can't be understood any more because a field has gone.
    /// </summary>
    public static Expr Formula(Session session, SeaPool pool, string? formula, Expr absent, Expr broken) => string.IsNullOrWhiteSpace(formula)
        ? absent
        : Kernel.Expressions.Formula.Parse(formula, session.Schema[pool.Object!]).Expr is { Type.Kind: ValueKind.Boolean } condition ? condition : broken;

    private static Guid[] IdsOf(Rows rows, int column) => Values.Read(rows, column, Ids) as Guid[] ?? [];
}
