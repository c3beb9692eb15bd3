using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Forecast;

/// <summary>
/// People adjust their own number and those of the people and departments below them. An adjustment stands as it was made: another one takes its place,
/// and where two are made of the same at once, the second is told. What was expected of a month that is over stays as it was when it ended.
/// </summary>
public sealed class CheckAdjustment : IBeforeSave<ForecastAdjustment>
{
    private static readonly string[] Said =
    [
        ForecastAdjustment.Fields.Level, ForecastAdjustment.Fields.Month, ForecastAdjustment.Fields.Category, ForecastAdjustment.Fields.Counting, ForecastAdjustment.Fields.Amount,
        ForecastAdjustment.Fields.Note, ForecastAdjustment.Fields.Author, ForecastAdjustment.Fields.MadeAt, ForecastAdjustment.Fields.Replaces, ForecastAdjustment.Fields.Turn,
    ];

    /// <summary>Months from this one on that can be adjusted: a number for later is a slip of the pen.</summary>
    private const int Months = 60;

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ForecastAdjustment record, Session session, CancellationToken ct)
    {
        if (!record.IsNew)
            return Said.Any(record.Changed) || (!session.Actor.IsSystem && (record.Changed(SystemFields.Owner) || record.Changed(SystemFields.Department)))
                ? new RuleRefused(new Message("adjustment_stands"))
                : null;

        // What administrators and the sample company write in somebody's name keeps that name.
        record.Author = session.Actor.IsSystem ? record.Author : session.Actor.UserId;
        record.MadeAt = session.Actor.IsSystem ? record.MadeAt ?? session.Now : session.Now;
        var (owner, department) = (record.Record.Owner, record.Record[SystemFields.Department] as Guid?);
        if (!new Leading(session.Organization).MayAdjust(session, record.Level, owner, department))
            return new Forbidden(new("adjustment_of_others"), [new Problem(SystemFields.Owner, new("adjustment_of_others"))]);
        if (!session.Actor.IsSystem && record.Month is { } month && !IsToCome(month, session.Context.Today))
            return new RuleRefused(new("adjustment_month", Months), [new Problem(ForecastAdjustment.Fields.Month, new("adjustment_month", Months))]);

        var subject = record.Level switch
        {
            ForecastAdjustment.LevelValue.Person => owner,
            ForecastAdjustment.LevelValue.Department => department,
            _ => null,
        };
        var key = string.Create(CultureInfo.InvariantCulture, $"{record.Level} {subject} {record.Month:yyyy-MM} {record.Category} {record.Author}");
        var last = await LastAsync(record, key, session, ct);
        if (record.Wrote(ForecastAdjustment.Fields.Replaces) && record.Replaces != last?.Id && last is not null && last.Id != record.Id)
            return new Conflict(new("adjustment_changed", last.Amount), [new Problem(ForecastAdjustment.Fields.Amount, new("adjustment_changed", last.Amount))]);

        record.Replaces = last?.Id;
        record.Sequence = (last?.Sequence ?? 0) + 1;
        record.Turn = string.Create(CultureInfo.InvariantCulture, $"{key} {record.Sequence}");
        record.DealsAmount = await DealsAsync(record, subject, session, ct);
        var name = await NameAsync(record.Level, subject, session, ct);
        record.Name = string.Create(CultureInfo.InvariantCulture, $"{name} {record.Month:yyyy-MM}").TrimStart();
        return null;
    }

    private static bool IsToCome(DateOnly month, DateOnly today) => ((month.Year - today.Year) * 12) + month.Month - today.Month is >= 0 and < Months;

    /// <summary>What the same author said of the same number before; looked for by its turns, so that whoever may read it plays no part.</summary>
    private static async ValueTask<ForecastAdjustment?> LastAsync(ForecastAdjustment record, string key, Session session, CancellationToken ct)
    {
        var definition = session.Schema[ForecastAdjustment.ObjectName];
        var same = Condition.AllOf(
            Condition.Equal(new FieldPath(definition[ForecastAdjustment.Fields.Month]), record.Month),
            Condition.Equal(new FieldPath(definition[ForecastAdjustment.Fields.Level]), record.Level),
            Condition.Equal(new FieldPath(definition[ForecastAdjustment.Fields.Category]), record.Category),
            Condition.Equal(new FieldPath(definition[ForecastAdjustment.Fields.Author]), record.Author));
        return (await session.LoadWhereAsync<ForecastAdjustment>(same, ct: ct))
            .Where(a => a.Id != record.Id && a.Turn is { } turn && turn.StartsWith(key + " ", StringComparison.Ordinal))
            .MaxBy(a => a.Sequence);
    }

    /// <summary>What the deals add up to as its author sees them now; not known of what is written in somebody's name.</summary>
    private static async ValueTask<decimal?> DealsAsync(ForecastAdjustment record, Guid? subject, Session session, CancellationToken ct)
    {
        if (session.Actor.IsSystem || record is not { Amount: not null, Month: { } month, Category: { } category } || !ForecastCells.MayReadAmounts(session))
            return null;

        var (page, _) = await ReadForecast.RunAsync(session, ForecastPeriod.Containing(PeriodUnit.Month, month), asOf: null, ct);
        var line = page?.Rows.FirstOrDefault(r => r.Kind == record.Level && r.Id == subject);
        return page is null ? null : line?.Computed.AmountOf(category, record.Counting) ?? 0;
    }

    private static async ValueTask<string?> NameAsync(string? level, Guid? subject, Session session, CancellationToken ct)
    {
        var target = level switch
        {
            ForecastAdjustment.LevelValue.Person => "user",
            ForecastAdjustment.LevelValue.Department => "department",
            _ => null,
        };
        if (target is not null)
            return subject is { } id && await session.LoadAsync(session.Schema[target], id, ct) is { } found ? (string?)found["name"] : null;

        var option = session.Schema[ForecastAdjustment.ObjectName][ForecastAdjustment.Fields.Level].Definition.Options.First(o => o.Value == ForecastAdjustment.LevelValue.Company);
        return option.Label.In(session.Schema.Conventions.Language);
    }
}
