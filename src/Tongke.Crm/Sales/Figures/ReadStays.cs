using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Reads the stage history of the period: how long deals stayed in a stage, and what became of those that came into it in one week.</summary>
internal sealed class ReadStays(Session session, SalesPeriod period, Groups groups)
{
    private const int Weeks = 12;
    private const decimal HoursOfDay = 24;
    private const string Monday = "STARTOFWEEK(DATEVALUE(entered_at))";

    private readonly ObjectSchema logs = session.Schema[StageLog.ObjectName];

    /// <summary>Stays that began in the period.</summary>
    public Expr Entered() => Condition.AllOf([period.Mine(logs), Within(logs)]);

    /// <summary>Those of them after which the deal went on towards the sale.</summary>
    public Expr WentOn() => Condition.AllOf([Entered(), Formula.Parse("AND(to_stage.position > stage.position, to_stage.type <> \"lost\")", logs).Expr!]);

    /// <summary>By stage, how long stays took that have ended; <paramref name="seconds"/> names the field that says it.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, Spread>> SpreadsAsync(string seconds, CancellationToken ct)
    {
        var rows = await groups.AskAsync(logs, Ended(seconds), [StageLog.Fields.Stage, Hours(seconds)], [("n", Aggregate.Count, null)], ct);
        return rows.GroupBy(row => row.Text("k0")).Where(g => g.Key is not null).ToDictionary(g => Guid.Parse(g.Key!), g => SpreadOf([.. g], "k1"));
    }

    /// <summary>The cohorts of the last weeks of the period, latest first.</summary>
    public async ValueTask<IReadOnlyList<Cohort>> CohortsAsync(CancellationToken ct)
    {
        (string, Aggregate, string?)[] deals = [("n", Aggregate.CountDistinct, StageLog.Fields.Opportunity)];
        var isOpen = Formula.Parse("stage.type = \"open\"", logs).Expr!;
        var lately = Condition.AllOf([isOpen, Compare(logs, ">=", Moment(FirstMonday(), session.Schema.Conventions.TimeZone))]);
        var entered = await groups.AskAsync(logs, Condition.AllOf([Entered(), lately]), [Monday, StageLog.Fields.Stage], deals, ct);
        var wentOn = await groups.AskAsync(logs, Condition.AllOf([WentOn(), lately]), [Monday, StageLog.Fields.Stage], deals, ct);
        var hours = await groups.AskAsync(
            logs, Condition.AllOf([Ended(StageLog.Fields.DwellSeconds), lately]), [Monday, StageLog.Fields.Stage, Hours(StageLog.Fields.DwellSeconds)], [("n", Aggregate.Count, null)], ct);

        var on = wentOn.ToLookup(CohortOf);
        var stays = hours.ToLookup(CohortOf);
        var all = entered.Where(row => row.Day("k0") is not null && row.Text("k1") is not null).Select(row =>
        {
            var (monday, stage) = (row.Day("k0")!.Value, Guid.Parse(row.Text("k1")!));
            var (came, went) = (row.Count("n"), on[CohortOf(row)].Sum(r => r.Count("n")));
            return new Cohort(monday, stage, came, went, FilterOf(monday, stage))
            {
                Conversion = Math.Round((decimal)went / came, 4, MidpointRounding.AwayFromZero),
                Dwell = stays[CohortOf(row)].ToArray() is { Length: > 0 } ended ? SpreadOf(ended, "k2") : null,
            };
        }).ToArray();
        var before = all.ToDictionary(c => (c.Monday, c.Stage));
        var mondays = all.Select(c => c.Monday).Distinct().OrderDescending().Take(Weeks).ToHashSet();
        return
        [
            .. all.Where(c => mondays.Contains(c.Monday))
                .Select(c => c with { Delta = before.TryGetValue((c.Monday.AddDays(-7), c.Stage), out var last) ? c.Conversion - last.Conversion : null })
                .OrderByDescending(c => c.Monday),
        ];
    }

    private Expr Ended(string seconds) => Condition.AllOf([Entered(), Condition.Not(Condition.IsEmpty(new FieldPath(logs[seconds])))]);

    // Whole hours, and whole days beyond a month, keep the number of groups small, however many stays there are.
    private static string Hours(string seconds) => $"IF({seconds} < 2592000, FLOOR({seconds} / 3600), 24 * FLOOR({seconds} / 86400))";

    /// <summary>One week more than is shown: the first one shown is compared with the week before.</summary>
    private DateOnly FirstMonday()
    {
        var last = period.To is { } to && to < session.Context.Today ? to : session.Context.Today;
        return DateOnly.FromDayNumber(Math.Max(DateOnly.MinValue.DayNumber + 1, last.DayNumber - (((int)last.DayOfWeek + 6) % 7) - (7 * Weeks)));
    }

    private static (string?, string?) CohortOf(JsonElement row) => (row.Text("k0"), row.Text("k1"));

    private static Spread SpreadOf(IReadOnlyCollection<JsonElement> rows, string hours)
    {
        var sorted = rows.OrderBy(row => row.Number(hours)).ToArray();
        var all = sorted.Sum(row => row.Count("n"));
        return new(Rank(50), Rank(90));

        decimal Rank(int percent)
        {
            var wanted = (all * percent + 99) / 100;
            var seen = 0L;
            var at = sorted.First(row => (seen += row.Count("n")) >= wanted);
            return Math.Round((at.Number(hours) ?? 0) / HoursOfDay, 2, MidpointRounding.AwayFromZero);
        }
    }

    private string FilterOf(DateOnly monday, Guid stage)
    {
        var zone = session.Schema.Conventions.TimeZone;
        var filter = $"stage eq {stage} and entered_at ge {Iso(Moment(monday, zone))} and entered_at lt {Iso(Moment(monday.AddDays(7), zone))}";
        return period.OpenFilter(filter);
    }

    private static string Iso(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private Expr Within(ObjectSchema definition)
    {
        var zone = session.Schema.Conventions.TimeZone;
        var parts = new List<Expr>();
        if (period.From is { } from && from > DateOnly.MinValue)
            parts.Add(Compare(definition, ">=", Moment(from, zone)));
        if (period.To is { } to && to < DateOnly.MaxValue)
            parts.Add(Compare(definition, "<", Moment(to.AddDays(1), zone)));

        return Condition.AllOf(parts);
    }

    // The comparison is read from a formula; the moment, which formulas have no words for, takes the place of NOW().
    private static Call Compare(ObjectSchema definition, string sign, DateTimeOffset moment)
    {
        var comparison = (Call)Formula.Parse($"entered_at {sign} NOW()", definition).Expr!;
        return new Call(comparison.Function, comparison.Type, comparison.Arguments[0], new Constant(moment, new(ValueKind.Instant)));
    }

    private static DateTimeOffset Moment(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(DateTime.SpecifyKind(local - zone.GetUtcOffset(local), DateTimeKind.Utc));
    }
}
