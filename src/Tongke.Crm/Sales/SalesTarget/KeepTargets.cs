using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>One person's months of a year that are to be kept as targets.</summary>
/// <param name="Person">Who.</param>
/// <param name="Months">January to December.</param>
public sealed record TargetRow(Guid Person, IReadOnlyList<decimal> Months);

/// <summary>Keeps a year's plan as targets, all of it or nothing: those that are there are changed, the others made, with the rights of the person.</summary>
public static class KeepTargets
{
    private const int MonthsOfYear = 12;

    /// <summary>Writes them into <paramref name="session"/>, which the caller commits; how many were made and changed.</summary>
    /// <param name="session">Of the person.</param>
    /// <param name="measure">won, contracted or received.</param>
    /// <param name="year">The year.</param>
    /// <param name="rows">The people's.</param>
    /// <param name="department">Whose months become what its people's add up to; null for none.</param>
    /// <param name="isCompany">Whether the company's months do.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<(int Made, int Changed, Refusal? Refusal)> RunAsync(
        Session session, string measure, int year, IReadOnlyList<TargetRow> rows, Guid? department, bool isCompany, CancellationToken ct)
    {
        var definition = session.Schema[SalesTarget.ObjectName];
        if (!session.Access.On(definition).May(RecordAction.Create))
            return (0, 0, new Forbidden(new("forbidden_action", definition.Label, RecordAction.Create.Label())));

        var present = (await OfYearAsync(session, measure, year, ct)).ToLookup(t => (t.Level!, SubjectOf(t), t.Month!.Value.Month));
        var (made, changed) = (0, 0);
        foreach (var (level, subject, months) in Wanted(rows, department, isCompany))
            for (var month = 1; month <= MonthsOfYear; month++)
            {
                var (amount, there) = (months[month - 1], present[(level, subject, month)].FirstOrDefault());
                if (there is null && amount == 0)
                    continue;

                if (there is null)
                {
                    Make(session, definition, level, subject, new DateOnly(year, month, 1), measure, amount);
                    made++;
                }
                else if (there.Amount != amount)
                {
                    if ((await session.FindAsync(definition, there.Id, RecordAction.Edit, ct)).Refusal is { } refusal)
                        return (0, 0, refusal);

                    there.Record.Write(definition[SalesTarget.Fields.Amount], amount);
                    changed++;
                }
            }

        return (made, changed, null);
    }

    /// <summary>The targets of a year that the actor sees.</summary>
    internal static async ValueTask<IReadOnlyList<SalesTarget>> OfYearAsync(Session session, string measure, int year, CancellationToken ct)
    {
        var definition = session.Schema[SalesTarget.ObjectName];
        var month = new FieldPath(definition[SalesTarget.Fields.Month]);
        var wanted = Condition.AllOf(
            Condition.IsFrom(month, new DateOnly(year, 1, 1)), Condition.IsUpTo(month, new DateOnly(year, 12, 31)), Condition.Equal(new FieldPath(definition[SalesTarget.Fields.Measure]), measure));
        return session.Access.On(definition).May(RecordAction.Read) ? [.. (await session.FindWhereAsync(definition, wanted, 100_000, ct)).Select(SalesTarget.Over)] : [];
    }

    private static IEnumerable<(string Level, Guid? Subject, IReadOnlyList<decimal> Months)> Wanted(IReadOnlyList<TargetRow> rows, Guid? department, bool isCompany)
    {
        foreach (var row in rows)
            yield return (SalesTarget.LevelValue.Person, row.Person, row.Months);

        decimal[] sums = [.. Enumerable.Range(0, MonthsOfYear).Select(m => rows.Sum(r => r.Months[m]))];
        if (department is not null)
            yield return (SalesTarget.LevelValue.Department, department, sums);

        if (isCompany)
            yield return (SalesTarget.LevelValue.Company, null, sums);
    }

    private static void Make(Session session, ObjectSchema definition, string level, Guid? subject, DateOnly month, string measure, decimal amount)
    {
        var target = session.Add(definition);
        target.Write(definition[SalesTarget.Fields.Level], level);
        target.Write(definition[SalesTarget.Fields.Month], month);
        target.Write(definition[SalesTarget.Fields.Measure], measure);
        target.Write(definition[SalesTarget.Fields.Amount], amount);
        if (level == SalesTarget.LevelValue.Person)
            target.Write(definition[SystemFields.Owner], subject);
        else if (level == SalesTarget.LevelValue.Department)
            target.Write(definition[SystemFields.Department], subject);
    }

    private static Guid? SubjectOf(SalesTarget target) => target.Level switch
    {
        SalesTarget.LevelValue.Person => target.Record.Owner,
        SalesTarget.LevelValue.Department => target.Record[SystemFields.Department] as Guid?,
        _ => null,
    };
}
