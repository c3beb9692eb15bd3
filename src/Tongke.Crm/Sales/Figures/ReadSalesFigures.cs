using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>
/// Reads the sales page for the actor of a session. Amounts are in the company's currency; a deal counts by its close date once it is closed,
/// a stay in a stage by when it began.
/// </summary>
public sealed class ReadSalesFigures
{
    private const int TopReasons = 5;
    private const int Weeks = 16;
    private const string Amount = "amount_base";

    /// <summary>Weeks from here on leave the calendar.</summary>
    private static readonly DateOnly LastWeek = DateOnly.MaxValue.AddDays(-7);

    private static readonly (string, Aggregate, string?)[] CountAndAmount = [("n", Aggregate.Count, null), ("amount", Aggregate.Sum, Amount)];

    private readonly Session session;
    private readonly SalesPeriod period;
    private readonly Groups groups;
    private readonly ObjectSchema deals;

    private ReadSalesFigures(Session session, SalesPeriod period)
    {
        (this.session, this.period) = (session, period);
        groups = new Groups(session);
        deals = session.Schema[Opportunity.ObjectName];
    }

    /// <summary>The figures, or why the actor does not get them: one of the two.</summary>
    public static async ValueTask<(SalesFigures? Figures, Refusal? Refusal)> RunAsync(Session session, SalesPeriod period, CancellationToken ct)
    {
        var reader = new ReadSalesFigures(session, period);
        var figures = await reader.ReadAsync(ct);
        return reader.groups.Refusal is { } refusal ? (null, refusal) : (figures, null);
    }

    private async ValueTask<SalesFigures> ReadAsync(CancellationToken ct)
    {
        var open = await TotalAsync(Opportunity.StatusValue.Open, ct);
        var won = await TotalAsync(Opportunity.StatusValue.Won, ct);
        var lost = await TotalAsync(Opportunity.StatusValue.Lost, ct);
        var (reasons, unexplained) = await LossReasonsAsync(lost.Count, ct);
        var stays = new ReadStays(session, period, groups);
        return new SalesFigures
        {
            Stages = await new ReadStageFigures(session, period, groups, stays).RunAsync(ct),
            Open = open,
            Won = won,
            Lost = lost,
            WinRate = Rate(won.Count, lost.Count),
            CycleDays = await CycleAsync(ct),
            WonAmount = won.Amount,
            LossReasons = reasons,
            Unexplained = unexplained,
            ByOwner = await SlicesAsync(SystemFields.Owner, ct),
            ByProduct = await SlicesAsync(Opportunity.Fields.Product, ct),
            ByRegion = await SlicesAsync(Opportunity.Fields.Region, ct),
            Weekly = await WeeklyAsync(ct),
            Cohorts = await stays.CohortsAsync(ct),
        };
    }

    private async ValueTask<Total> TotalAsync(string status, CancellationToken ct)
    {
        var isOpen = status == Opportunity.StatusValue.Open;
        var rows = await groups.AskAsync(deals, Condition.AllOf([HasStatus(status), isOpen ? period.Mine(deals) : period.Closed(deals)]), [], CountAndAmount, ct);
        var first = $"status eq '{status}'";
        return rows is [var row]
            ? new Total(row.Count("n"), row.Number("amount") ?? 0, isOpen ? period.OpenFilter(first) : period.ClosedFilter(first))
            : new Total(0, 0, first);
    }

    private async ValueTask<decimal?> CycleAsync(CancellationToken ct)
    {
        var rows = await groups.AskAsync(deals, Condition.AllOf([HasStatus(Opportunity.StatusValue.Won), period.Closed(deals)]), [], [("days", Aggregate.Average, Opportunity.Fields.CycleDays)], ct);
        return rows is [var row] && row.Number("days") is { } days ? Math.Round(days, 2, MidpointRounding.AwayFromZero) : null;
    }

    private async ValueTask<(IReadOnlyList<Slice> Reasons, Total Unexplained)> LossReasonsAsync(long lost, CancellationToken ct)
    {
        var field = deals[Opportunity.Fields.LossReason];
        var rows = await groups.AskAsync(deals, Condition.AllOf([HasStatus(Opportunity.StatusValue.Lost), period.Closed(deals)]), [field.Name], CountAndAmount, ct);
        var silent = rows.Where(row => string.IsNullOrEmpty(row.Text("k0"))).ToArray();
        var unexplained = new Total(silent.Sum(row => row.Count("n")), silent.Sum(row => row.Number("amount") ?? 0), period.ClosedFilter($"status eq 'lost' and {EqualTo(field.Name, null)}"));
        IReadOnlyList<Slice> reasons =
        [
            .. rows
                .Where(row => !string.IsNullOrEmpty(row.Text("k0")))
                .Select(row => new Slice(row.Text("k0"), LabelOf(field, row.Text("k0")!), row.Count("n"), row.Number("amount") ?? 0, period.ClosedFilter($"status eq 'lost' and {field.Name} eq '{row.Text("k0")}'"))
                {
                    Share = lost > 0 ? Math.Round((decimal)row.Count("n") / lost, 4) : null,
                })
                .OrderByDescending(s => s.Count)
                .ThenByDescending(s => s.Amount)
                .Take(TopReasons),
        ];
        return (reasons, unexplained);
    }

    private async ValueTask<IReadOnlyList<Slice>> SlicesAsync(string by, CancellationToken ct)
    {
        var isClosed = Condition.AnyOf([HasStatus(Opportunity.StatusValue.Won), HasStatus(Opportunity.StatusValue.Lost)]);
        var rows = await groups.AskAsync(deals, Condition.AllOf([isClosed, period.Closed(deals)]), [by, Opportunity.Fields.Status], CountAndAmount, ct);
        var names = await NamesAsync(deals[by], rows, ct);
        return
        [
            .. rows.GroupBy(row => row.Text("k0")).Select(group =>
            {
                var won = group.FirstOrDefault(row => row.Text("k1") == Opportunity.StatusValue.Won);
                var lost = group.FirstOrDefault(row => row.Text("k1") == Opportunity.StatusValue.Lost);
                var (wins, losses) = (won.Count("n"), lost.Count("n"));
                return new Slice(group.Key, group.Key is null ? null : names.GetValueOrDefault(group.Key, group.Key), wins, won.Number("amount") ?? 0, period.ClosedFilter($"status eq 'won' and {EqualTo(by, group.Key)}"))
                {
                    Won = wins,
                    Lost = losses,
                    WinRate = Rate(wins, losses),
                };
            }).OrderByDescending(s => s.Amount).ThenByDescending(s => s.Count),
        ];
    }

    private async ValueTask<IReadOnlyList<Week>> WeeklyAsync(CancellationToken ct)
    {
        var begun = Condition.AllOf([period.Mine(deals), period.Within(deals, Opportunity.Fields.EngageDate)]);
        var entered = await groups.AskAsync(deals, begun, ["STARTOFWEEK(engage_date)"], CountAndAmount[..1], ct);
        var isClosed = Condition.AnyOf([HasStatus(Opportunity.StatusValue.Won), HasStatus(Opportunity.StatusValue.Lost)]);
        var ended = await groups.AskAsync(deals, Condition.AllOf([isClosed, period.Closed(deals)]), ["STARTOFWEEK(close_date)", Opportunity.Fields.Status], CountAndAmount[..1], ct);
        var mondays = entered.Concat(ended).Select(row => row.Day("k0")).OfType<DateOnly>().Where(day => day < LastWeek).Distinct().OrderDescending().Take(Weeks).Order();

        var weeks = new List<Week>();
        foreach (var monday in mondays)
        {
            long CountOf(IEnumerable<JsonElement> rows) => rows.Where(row => row.Day("k0") == monday).Sum(row => row.Count("n"));
            var won = CountOf(ended.Where(row => row.Text("k1") == Opportunity.StatusValue.Won));
            var lost = CountOf(ended.Where(row => row.Text("k1") == Opportunity.StatusValue.Lost));
            var filter = period.ClosedFilter($"status ne 'open' and close_date ge {SalesPeriod.Iso(monday)} and close_date lt {SalesPeriod.Iso(monday.AddDays(7))}");
            var conversion = Rate(won, lost);
            weeks.Add(new Week(monday, CountOf(entered), won, lost, filter)
            {
                Conversion = conversion,
                Delta = weeks is [.., { Conversion: { } before }] ? conversion - before : null,
            });
        }

        return weeks;
    }

    private async ValueTask<Dictionary<string, string>> NamesAsync(FieldSchema field, IReadOnlyList<JsonElement> rows, CancellationToken ct)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (field.Target is not { } target || !session.Access.On(target).MayRead(target.NameField))
            return names;

        foreach (var value in rows.Select(row => row.Text("k0")).OfType<string>().Distinct())
            if (await session.FindAsync(target, Guid.Parse(value), ct: ct) is { Record: { } record })
                names[value] = record[target.NameField]?.ToString() ?? value;

        return names;
    }

    private Expr HasStatus(string status) => Condition.Equal(new FieldPath(deals[Opportunity.Fields.Status]), status);

    private string LabelOf(FieldSchema field, string value) =>
        field.Definition.Options.FirstOrDefault(o => o.Value == value)?.Label.In(session.Actor.Language) ?? value;

    private string EqualTo(string field, string? value) => value switch
    {
        null => $"{field} eq null",
        _ when deals[field].Target is not null => $"{field} eq {value}",
        _ => $"{field} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'",
    };

    private static decimal? Rate(long won, long lost) => won + lost > 0 ? Math.Round((decimal)won / (won + lost), 6, MidpointRounding.AwayFromZero) : null;
}
