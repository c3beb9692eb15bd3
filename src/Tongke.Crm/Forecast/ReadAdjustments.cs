using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Forecast;

/// <summary>What was said of the forecast's numbers, as far as the actor sees it.</summary>
internal static class ReadAdjustments
{
    /// <summary>All that was ever said of some months, taken back or replaced since or not.</summary>
    public static async ValueTask<IReadOnlyList<ForecastAdjustment>> AllAsync(Session session, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var definition = session.Schema[ForecastAdjustment.ObjectName];
        var access = session.Access.On(definition);
        if (!access.May(RecordAction.Read) || !access.MayRead(definition[ForecastAdjustment.Fields.Amount]))
            return [];

        var month = new FieldPath(definition[ForecastAdjustment.Fields.Month]);
        return [.. (await session.FindWhereAsync(definition, Condition.AllOf(Condition.IsFrom(month, from), Condition.IsUpTo(month, to)), 1_000_000, ct)).Select(ForecastAdjustment.Over)];
    }

    /// <summary>What stands at a moment: the last word of each author on each number, unless it took the former back.</summary>
    public static IReadOnlyList<Adjusted> At(IEnumerable<ForecastAdjustment> all, DateTimeOffset moment) =>
    [
        .. all
            .Where(a => a.MadeAt < moment)
            .GroupBy(a => (a.Level, Subject: SubjectOf(a), a.Month, a.Category, a.Author))
            .Select(g => g.MaxBy(a => (a.Sequence, a.MadeAt))!)
            .Where(a => a is { Amount: not null, Month: not null })
            .Select(a => new Adjusted(a.Id, a.Level!, SubjectOf(a), a.Month!.Value, a.Category!, a.Counting!, a.Amount!.Value, a.Note, a.Author, a.MadeAt!.Value, a.DealsAmount)),
    ];

    private static Guid? SubjectOf(ForecastAdjustment adjustment) => adjustment.Level switch
    {
        ForecastAdjustment.LevelValue.Person => adjustment.Record.Owner,
        ForecastAdjustment.LevelValue.Department => adjustment.Record[SystemFields.Department] as Guid?,
        _ => null,
    };
}
