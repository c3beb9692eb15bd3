using Tongke.Crm.Rules;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>What people are told of their records that will fall into a pool.</summary>
internal static class PoolWarnings
{
    /// <summary>Records that a message about several names.</summary>
    public const int MostNamed = 3;

    private static readonly Identifier Alias = Identifier.Of("t");

    /// <summary>Who owns records that fulfil the condition, and how many.</summary>
    public static async ValueTask<IReadOnlyList<(Guid Owner, long Count)>> OwnersAsync(Session session, ObjectSchema definition, Expr condition, CancellationToken ct)
    {
        var scope = new SqlScope(definition, Alias, session.Context, reach: null);
        var where = scope.Condition(condition);
        return await session.Workspace.Database.ListAsync(
            Sql.From($"select t.owner, count(*) from {definition.Table} {Alias}{scope.Joins} where t.deleted_at is null and t.owner is not null and {where} group by t.owner order by t.owner"),
            rows => (rows.GetGuid(0), rows.Get<long>(1)),
            ct);
    }

    /// <summary>Tells of one record, and why it falls.</summary>
    public static void Tell(Session session, Guid id, SeaPool pool, Record record, DateOnly day, PoolReason? why)
    {
        var title = new Message("pool_warning", record[record.Object.NameField], Moments.ToText(day), pool.Name);
        Notification.Make(session, id, record.Owner, Notification.PoolWarning, title, record, why?.Message.In(Notification.LanguageOf(session, record.Owner)));
    }

    /// <summary>Tells of several: how many, the names of the first, and which list shows them all.</summary>
    public static void Tell(Session session, Guid id, SeaPool pool, Guid owner, IReadOnlyList<Record> first, long count, DateOnly day)
    {
        var definition = first[0].Object;
        var title = new Message("pool_warnings", count, definition.Definition.Plural ?? definition.Label, Moments.ToText(day), pool.Name);
        var language = Notification.LanguageOf(session, owner);
        var names = string.Join(language == Language.Chinese ? "、" : ", ", first.Select(r => r[r.Object.NameField]));
        var text = count > first.Count ? new Message("pool_warnings_names", names).In(language) : names;
        Notification.Make(session, id, owner, Notification.PoolWarning, title, definition, $"{PoolFields.RecycleOn} eq {day:yyyy-MM-dd} and owner eq {owner}", text);
    }
}
