using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Forecast;

/// <summary>The targets that the actor sees, added up over some months.</summary>
internal sealed class ForecastTargets
{
    private readonly Dictionary<(string Level, Guid? Subject), decimal> amounts = [];

    /// <summary>None, for who may not see amounts.</summary>
    public static ForecastTargets None { get; } = new();

    /// <summary>People who have one.</summary>
    public IEnumerable<Guid> People => amounts.Keys.Where(k => k.Level == SalesTarget.LevelValue.Person).Select(k => k.Subject).OfType<Guid>();

    /// <summary>Departments that have one.</summary>
    public IEnumerable<Guid> Departments => amounts.Keys.Where(k => k.Level == SalesTarget.LevelValue.Department).Select(k => k.Subject).OfType<Guid>();

    /// <summary>The target of a person, department or the company; null where none is set.</summary>
    public decimal? Of(string level, Guid? subject) => amounts.TryGetValue((level, subject), out var amount) ? amount : null;

    /// <summary>Reads those of one measure in some months.</summary>
    public static async ValueTask<ForecastTargets> ReadAsync(Session session, string measure, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var targets = new ForecastTargets();
        var definition = session.Schema[SalesTarget.ObjectName];
        var access = session.Access.On(definition);
        if (!access.May(RecordAction.Read) || !access.MayRead(definition[Amount]))
            return targets;

        var month = new FieldPath(definition[SalesTarget.Fields.Month]);
        var wanted = Condition.AllOf(Condition.IsFrom(month, from), Condition.IsUpTo(month, to), Condition.Equal(new FieldPath(definition[SalesTarget.Fields.Measure]), measure));
        foreach (var target in (await session.FindWhereAsync(definition, wanted, 1_000_000, ct)).Select(SalesTarget.Over))
        {
            var key = (target.Level!, target.Level switch
            {
                SalesTarget.LevelValue.Person => target.Record.Owner,
                SalesTarget.LevelValue.Department => target.Record[SystemFields.Department] as Guid?,
                _ => null,
            });
            targets.amounts[key] = targets.amounts.GetValueOrDefault(key) + (target.Record[Amount] as decimal? ?? 0);
        }

        return targets;
    }

    private const string Amount = "amount_base";
}
