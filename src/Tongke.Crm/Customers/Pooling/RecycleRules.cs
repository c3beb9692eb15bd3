using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>
/// When records fall into a pool, as conditions over them. Days are counted from the last news and from when the owner got the record, whichever is
/// later; where nothing ever happened, from the owner's beginning. So one statement finds all that are due.
/// </summary>
/// <param name="session">For schema, people and calendar.</param>
/// <param name="pool">The pool.</param>
/// <param name="levels">Its days by level.</param>
internal sealed class RecycleRules(Session session, SeaPool pool, IReadOnlyList<SeaPoolLevel> levels)
{
    private const string LastActivity = "last_activity_at";
    private const string LastMove = "last_move_at";
    private const string LastWon = "last_won_at";

    private readonly Dictionary<DateOnly, IReadOnlyList<(PoolReason Why, Expr When)>> known = [];
    private readonly ObjectSchema definition = session.Schema[pool.Object!];

    /// <summary>Records that could fall at all: of the pool's people, still worked on, neither locked nor exempt.</summary>
    public Expr Concerned => Condition.AllOf(
        Condition.IsEmpty(Field(PoolFields.Pool)),
        Condition.IsAmong(Field(SystemFields.Owner), Pools.Sources(session, pool)),
        Condition.Not(Condition.Equal(Field(PoolFields.Locked), true)), // records from before there were pools say nothing
        definition.HandOverOpen,
        Pools.Formula(session, pool, pool.TakesWhen, absent: Constant.True, broken: Constant.False),
        KeepsContracted,
        Condition.Not(Pools.Formula(session, pool, pool.ExemptWhen, absent: Constant.False, broken: Constant.True)));

    /// <summary>Whoever has a contract that runs stays, unless the pool says otherwise; pools from before could say so say nothing.</summary>
    private Expr? KeepsContracted => definition.Name == Account.ObjectName && pool.KeepsContracted != false
        ? Condition.Not(Condition.IsFrom(Field(Account.Fields.RunningContracts), 1L))
        : null;

    /// <summary>Each rule as it stands on a day: why, and which records meet it.</summary>
    public IReadOnlyList<(PoolReason Why, Expr When)> On(DateOnly day) => known.TryGetValue(day, out var rules) ? rules : known[day] = Make(day);

    /// <summary>Any of the rules, on a day.</summary>
    public Expr AnyOn(DateOnly day) => Condition.AnyOf(On(day).Select(r => r.When));

    private List<(PoolReason Why, Expr When)> Make(DateOnly day)
    {
        var rules = new List<(PoolReason, Expr)>();
        foreach (var level in levels.Where(l => l.Days is not null))
            rules.Add((PoolReason.NoActivity(level.Days), Condition.AllOf(Condition.Equal(Field(SeaPoolLevel.Fields.Level), level.Level), Since(LastActivity, level.Days!.Value, day))));

        if (pool.NoActivityDays is { } silent)
            rules.Add((PoolReason.NoActivity(silent), Condition.AllOf(
                Condition.AllOf(levels.Select(l => Condition.Not(Condition.Equal(Field(SeaPoolLevel.Fields.Level), l.Level)))), Since(LastActivity, silent, day))));
        if (pool.NoMoveDays is { } still)
            rules.Add((PoolReason.NoMove(still), Since(LastMove, still, day)));
        if (pool.NoDealDays is { } without)
            rules.Add((PoolReason.NoDeal(without), Since(LastWon, without, day)));
        if (!string.IsNullOrWhiteSpace(pool.FallsWhen))
            rules.Add((PoolReason.Condition, Pools.Formula(session, pool, pool.FallsWhen, absent: Constant.False, broken: Constant.False)));

        return rules;
    }

    /// <summary>The last day whose news are so many days old on <paramref name="day"/>.</summary>
    internal static DateOnly CutOff(DateOnly day, long days, BusinessCalendar? calendar)
    {
        if (calendar is null)
            return day.AddDays(-(int)days);

        for (var worked = 0; worked < days; day = day.AddDays(-1))
            if (calendar.IsWorked(day))
                worked++;

        return day;
    }

    private Expr Since(string news, long days, DateOnly day)
    {
        var conventions = session.Schema.Conventions;
        var end = Moments.StartOf(CutOff(day, days, pool.SkipHolidays == true ? conventions.Calendar : null).AddDays(1), conventions.TimeZone);
        return Condition.AllOf(
            Condition.AnyOf(Condition.IsEmpty(Field(news)), Before(news, end)),
            Condition.AnyOf(
                Before(PoolFields.OwnerSince, end),
                Condition.AllOf(Condition.IsEmpty(Field(PoolFields.OwnerSince)), Before(SystemFields.CreatedAt, end))));
    }

    private Expr Before(string field, DateTimeOffset end) => Condition.IsBefore(Field(field), end);

    private FieldPath Field(string name) => new(definition[name]);
}
