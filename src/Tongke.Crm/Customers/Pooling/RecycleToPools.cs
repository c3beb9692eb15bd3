using Tongke.Crm.Rules;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>
/// Once a day, for each pool that recycles by itself: announces what will fall, takes back what was announced and has news since, and puts into the pool
/// what is due. Each step is one transaction and looks at the records as they are then: a node that dies loses nothing, the next goes on with what is left,
/// and two at once do nothing twice.
/// </summary>
public static class RecycleToPools
{
    private const int AtOnce = 250;
    private static readonly Identifier Alias = Identifier.Of("t");

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("recycling to sea pools", TimeSpan.FromMinutes(10), RunAsync);

    /// <summary>Does what today asks for and is not done yet.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        foreach (var name in Pools.Objects)
            foreach (var pool in (await Pools.ForAsync(name, Open(workspace), ct)).Where(p => p.AutoRecycle == true))
            {
                var today = Open(workspace).Context.Today;
                if (await PoolUse.IsRunAsync(workspace.Database, pool.Id, today, ct))
                    continue;

                await RunAsync(workspace, pool.Id, today, ct);
                await PoolUse.RunAsync(workspace.Database, pool.Id, today, ct);
            }
    }

    private static async System.Threading.Tasks.Task RunAsync(Workspace workspace, Guid pool, DateOnly today, CancellationToken ct)
    {
        var warns = (await TurnAsync(workspace, pool, ct))?.Pool.WarnDays;
        if (warns is { } days)
        {
            var day = today.AddDays((int)days);
            await EachAsync(workspace, pool, turn => Condition.AllOf(turn.IsAnnounced, Condition.Not(Condition.AllOf(turn.Rules.Concerned, turn.Rules.AnyOn(day))), turn.IsOfMembers), (_, records) => Clear(records), ct);
            await EachAsync(workspace, pool, turn => Condition.AllOf(turn.Rules.Concerned, Condition.Not(turn.IsAnnounced), turn.Rules.AnyOn(day)), (_, records) => Announce(records, day), ct);
            await TellAsync(workspace, pool, today, day, ct);
        }

        await EachAsync(
            workspace,
            pool,
            turn => Condition.AllOf(turn.Rules.Concerned, turn.Rules.AnyOn(today), warns is null ? Constant.True : turn.IsDueOn(today)),
            (turn, records) => FallAsync(turn, records, today, ct),
            ct);
    }

    private static ValueTask Clear(IReadOnlyList<Record> records)
    {
        foreach (var record in records)
            record[PoolFields.RecycleOn] = null;

        return default;
    }

    private static ValueTask Announce(IReadOnlyList<Record> records, DateOnly day)
    {
        foreach (var record in records)
            record[PoolFields.RecycleOn] = day;

        return default;
    }

    /// <summary>Tells each owner once a day what of theirs falls on <paramref name="day"/>: one message, however many records.</summary>
    private static async System.Threading.Tasks.Task TellAsync(Workspace workspace, Guid pool, DateOnly today, DateOnly day, CancellationToken ct)
    {
        if (await TurnAsync(workspace, pool, ct) is not { } first)
            return;

        var at = Moments.StartOf(today, first.Session.Schema.Conventions.TimeZone);
        foreach (var (owner, count) in await PoolWarnings.OwnersAsync(first.Session, first.Definition, first.FallsOn(day), ct))
        {
            if (await TurnAsync(workspace, pool, ct) is not { } turn)
                return;

            var id = DerivedId.Of(at, pool, owner);
            if (await turn.Session.LoadAsync(turn.Session.Schema["notification"], id, ct) is not null)
                continue;

            var records = await turn.Session.LoadWhereAsync(turn.Definition, Condition.AllOf(turn.FallsOn(day), Condition.Equal(new FieldPath(turn.Definition[SystemFields.Owner]), owner)), PoolWarnings.MostNamed, ct);
            if (records is [var only] && count == 1)
                PoolWarnings.Tell(turn.Session, id, turn.Pool, only, day, await turn.WhyAsync(only, day, ct));
            else if (records.Count > 0)
                PoolWarnings.Tell(turn.Session, id, turn.Pool, owner, records, count, day);

            await turn.Session.CommitAsync(ct);
        }
    }

    private static async ValueTask FallAsync(Turn turn, IReadOnlyList<Record> records, DateOnly today, CancellationToken ct)
    {
        var reasons = new Dictionary<Record, PoolReason>();
        foreach (var record in records)
        {
            turn.Session.Rely(record, record.Object[SystemFields.Owner], new RuleRefused(new("pool_taken", record.Object.Label)));
            reasons[record] = await turn.WhyAsync(record, today, ct) ?? PoolReason.Said("");
        }

        await PoolMoves.PutAsync(records, turn.Pool, record => reasons[record], turn.Session, ct);
    }

    /// <summary>
    /// Does something with every record that fulfils a condition. They are found by one statement and worked on some at a time; when a step is refused,
    /// record by record, so that only those are left that must be.
    /// </summary>
    private static async System.Threading.Tasks.Task EachAsync(Workspace workspace, Guid pool, Func<Turn, Expr> which, Func<Turn, IReadOnlyList<Record>, ValueTask> act, CancellationToken ct)
    {
        if (await TurnAsync(workspace, pool, ct) is not { } first)
            return;

        foreach (var ids in (await FindAsync(first, which(first), ct)).Chunk(AtOnce))
            if (await StepAsync(workspace, pool, ids, which, act, ct) is not null && ids.Length > 1)
                foreach (var id in ids)
                    await StepAsync(workspace, pool, [id], which, act, ct);
    }

    private static async ValueTask<Refusal?> StepAsync(Workspace workspace, Guid pool, Guid[] ids, Func<Turn, Expr> which, Func<Turn, IReadOnlyList<Record>, ValueTask> act, CancellationToken ct)
    {
        if (await TurnAsync(workspace, pool, ct) is not { } turn)
            return null;

        // As they are now: what got news since it was found is left.
        var condition = which(turn);
        var found = await turn.Session.FindManyAsync(turn.Definition, ids, RecordAction.Edit, ct);
        var records = new List<Record>();
        foreach (var record in ids.Select(id => found.GetValueOrDefault(id).Record).OfType<Record>())
            if (await turn.Session.FulfilsAsync(record, condition, ct))
                records.Add(record);

        if (records.Count == 0)
            return null;

        await act(turn, records);
        return await turn.Session.CommitAsync(ct);
    }

    private static async ValueTask<IReadOnlyList<Guid>> FindAsync(Turn turn, Expr condition, CancellationToken ct)
    {
        var scope = new SqlScope(turn.Definition, Alias, turn.Session.Context, reach: null);
        var where = scope.Condition(condition);
        return await turn.Session.Workspace.Database.ListAsync(
            Sql.From($"select t.id from {turn.Definition.Table} {Alias}{scope.Joins} where t.deleted_at is null and {where} order by t.id"), rows => rows.GetGuid(0), ct);
    }

    private static async ValueTask<Turn?> TurnAsync(Workspace workspace, Guid pool, CancellationToken ct)
    {
        var session = Open(workspace);
        if (await session.LoadAsync<SeaPool>(new Id<SeaPool>(pool), ct) is not { Active: true, AutoRecycle: true, Record.IsDeleted: false } found)
            return null;

        var levels = found.Object == Account.ObjectName
            ? await session.LoadWhereAsync<SeaPoolLevel>(Condition.Equal(new FieldPath(session.Schema[SeaPoolLevel.ObjectName][SeaPoolLevel.Fields.Pool]), pool), ct: ct)
            : [];
        return new(session, found, new RecycleRules(session, found, levels));
    }

    private static Session Open(Workspace workspace) => workspace.Open(Actor.System("recycling to sea pools"));

    /// <summary>One transaction's work on a pool.</summary>
    private sealed record Turn(Session Session, SeaPool Pool, RecycleRules Rules)
    {
        public ObjectSchema Definition => Session.Schema[Pool.Object!];

        public Expr IsAnnounced => Condition.Not(Condition.IsEmpty(new FieldPath(Definition[PoolFields.RecycleOn])));

        /// <summary>What was announced for a day and may still fall then.</summary>
        public Expr FallsOn(DateOnly day) => Condition.AllOf(Rules.Concerned, Condition.Equal(new FieldPath(Definition[PoolFields.RecycleOn]), day));

        public Expr IsOfMembers => Condition.IsAmong(new FieldPath(Definition[SystemFields.Owner]), Pools.Sources(Session, Pool));

        public Expr IsDueOn(DateOnly day) => Condition.IsUpTo(new FieldPath(Definition[PoolFields.RecycleOn]), day);

        /// <summary>Which rule the record meets on a day.</summary>
        public async ValueTask<PoolReason?> WhyAsync(Record record, DateOnly day, CancellationToken ct)
        {
            foreach (var (why, when) in Rules.On(day))
                if (await Session.FulfilsAsync(record, when, ct))
                    return why;

            return null;
        }
    }
}
