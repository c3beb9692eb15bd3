using System.Runtime.CompilerServices;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>
/// An account does not stand above itself, at whatever distance. Two people who each put one of two accounts below the other at the same time would both
/// find nothing wrong: whoever changes a parent passes a gate, and the second to commit looks again at what the first wrote.
/// </summary>
internal sealed class KeepTree : IBeforeSave<Account>
{
    private const long TheGate = 1;

    private readonly ConditionalWeakTable<Session, Passing> passings = [];

    /// <summary>How often parents were changed.</summary>
    public static TableDefinition Table { get; } = new()
    {
        Name = Name,
        Columns = [new(Identifier.Of("gate"), ColumnType.Integer) { IsNullable = false }, new(Identifier.Of("passed"), ColumnType.Integer) { IsNullable = false }],
        PrimaryKey = [Identifier.Of("gate")],
    };

    private static Identifier Name => Identifier.Of("account_tree");

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Account record, Session session, CancellationToken ct)
    {
        if (!record.Changed(Account.Fields.Parent) || record.Parent is not { } parent)
            return null;

        if (parent.Value == record.Id)
            return Refuse(new Message("account_own_parent"));

        // Nothing that is stored points to a new account yet: only what comes along with it could close a circle, and that is looked at below.
        if (!record.IsNew)
            await PassAsync(record.Record, session, ct);

        var visited = new HashSet<Guid>();
        for (Guid? above = parent.Value; above is { } id && visited.Add(id); above = await ParentOfAsync(id, record.Record, session, ct))
            if (id == record.Id)
                return Refuse(new Message("account_below_itself", (await session.LoadAsync(record.Parent, ct))!.Name));

        return null;
    }

    /// <summary>Where an account stands: as this session has it, or as it is stored now, which the session may have read before the gate.</summary>
    private static async ValueTask<Guid?> ParentOfAsync(Guid id, Record one, Session session, CancellationToken ct)
    {
        var field = one.Object[Account.Fields.Parent];
        if (session.Known(one.Object, id) is { } known && (known.IsNew || known.HasChanged(field)))
            return known[field] as Guid?;

        return (await session.Workspace.Database.ListAsync(Sql.From($"select {field.Column} from {one.Object.Table} where id = {id}"), r => r.Get<Guid?>(0), ct)) is [var stored] ? stored : null;
    }

    private async ValueTask PassAsync(Record record, Session session, CancellationToken ct)
    {
        if (!passings.TryGetValue(session, out var passing) || passing.Attempt != session.Attempt)
        {
            var seen = await session.Workspace.Database.ScalarAsync<long?>(Sql.From($"select passed from {Name} where gate = {TheGate}"), ct) ?? 0;
            passings.AddOrUpdate(session, passing = new(session.Attempt, seen));
        }

        var before = passing.Seen;
        session.Include($"{Name}", batch => batch.Add(
            Sql.From($"insert into {Name} (gate, passed) values ({TheGate}, {before + 1}) on conflict (gate) do update set passed = excluded.passed where {Name}.passed = {before}"),
            Expect.One,
            record));
    }

    private static Invalid Refuse(Message why) => new([new Problem(Account.Fields.Parent, why)]);

    private sealed record Passing(int Attempt, long Seen);
}
