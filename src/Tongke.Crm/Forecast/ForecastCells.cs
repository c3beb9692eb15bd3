using System.Text.Json;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Forecast;

/// <summary>The forecast by owner and month, of the deals that the actor sees: as they are, or from the ledger as they were at the end of a day.</summary>
/// <param name="session">Of the actor.</param>
/// <param name="hasAmounts">Whether amounts are asked for; otherwise only how many deals there are.</param>
internal sealed class ForecastCells(Session session, bool hasAmounts = true)
{
    /// <summary>More groups than the largest company has people, months and categories.</summary>
    private const int MostGroups = 1_000_000;

    private readonly Groups groups = new(session, MostGroups);

    /// <summary>Why one of the questions was refused; null when none was.</summary>
    public Refusal? Refusal => groups.Refusal;

    /// <summary>Whether the actor may read the amounts of deals.</summary>
    public static bool MayReadAmounts(Session session)
    {
        var deals = session.Schema[Opportunity.ObjectName];
        return session.Access.On(deals).MayRead(deals[ForecastPosition.Amounts]);
    }

    /// <summary>As the deals are.</summary>
    public async ValueTask<Dictionary<ForecastCell, ForecastNumbers>> NowAsync(ForecastPeriod period, CancellationToken ct)
    {
        var deals = session.Schema[Opportunity.ObjectName];
        var status = new FieldPath(deals[Opportunity.Fields.Status]);
        var counts = Condition.AllOf(period.Has(deals, Opportunity.Fields.CloseDate), Condition.AnyOf(Condition.Equal(status, Opportunity.StatusValue.Open), Condition.Equal(status, Opportunity.StatusValue.Won)));
        List<(string, Aggregate, string?)> measures = Measures(ForecastPosition.Amounts);
        if (hasAmounts && session.Access.On(deals).MayRead(deals[Opportunity.Fields.WeightedBase]))
            measures.Add(("weighted", Aggregate.Sum, Opportunity.Fields.WeightedBase));

        var rows = await groups.AskAsync(
            deals,
            counts,
            [SystemFields.Owner, "STARTOFMONTH(close_date)", Opportunity.Fields.Status, "stage.forecast_category"],
            measures,
            ct);
        var cells = new Dictionary<ForecastCell, ForecastNumbers>();
        foreach (var row in rows)
            Add(cells, row, ForecastPosition.CategoryOf(row.Text("k2"), row.Text("k3")), row.Number("amount") ?? 0, row.Number("weighted") ?? 0, row.Count("n"));

        return cells;
    }

    /// <summary>As they were at the end of a day.</summary>
    public async ValueTask<Dictionary<ForecastCell, ForecastNumbers>> OnAsync(ForecastPeriod period, DateOnly day, CancellationToken ct)
    {
        var moves = session.Schema[ForecastMove.ObjectName];
        var upTo = Condition.IsUpTo(new FieldPath(moves[ForecastMove.Fields.Day]), day);
        var cells = new Dictionary<ForecastCell, ForecastNumbers>();
        foreach (var (side, sign) in Sides)
            foreach (var row in await groups.AskAsync(
                moves,
                Condition.AllOf(upTo, period.Has(moves, $"{side}_close")),
                [$"{side}_owner", $"STARTOFMONTH({side}_close)", $"{side}_category"],
                Measures($"{side}_amount"),
                ct))
                Add(cells, row, row.Text("k2"), sign * (row.Number("amount") ?? 0), 0, sign * row.Count("n"));

        return cells;
    }

    /// <summary>
    /// As they were at several points of each of the periods in which deals close, the earliest first: <paramref name="checkpoint"/> is a formula that gives,
    /// for a side's close date, the number of the first point at which an entry is known.
    /// </summary>
    public async ValueTask<Dictionary<ForecastCell, ForecastNumbers>[]> AtAsync(DateOnly from, DateOnly to, int points, Func<string, string> checkpoint, CancellationToken ct)
    {
        var moves = session.Schema[ForecastMove.ObjectName];
        var cells = Enumerable.Range(0, points).Select(_ => new Dictionary<ForecastCell, ForecastNumbers>()).ToArray();
        foreach (var (side, sign) in Sides)
        {
            var within = Condition.AllOf(Condition.IsFrom(new FieldPath(moves[$"{side}_close"]), from), Condition.IsUpTo(new FieldPath(moves[$"{side}_close"]), to));
            var rows = await groups.AskAsync(
                moves, within, [$"{side}_owner", $"STARTOFMONTH({side}_close)", $"{side}_category", checkpoint($"{side}_close")], Measures($"{side}_amount"), ct);
            foreach (var row in rows)
                for (var point = (int)row.Count("k3"); point < points; point++)
                    Add(cells[point], row, row.Text("k2"), sign * (row.Number("amount") ?? 0), 0, sign * row.Count("n"));
        }

        return cells;
    }

    private static readonly (string Side, int Sign)[] Sides = [("to", 1), ("from", -1)];

    private List<(string Name, Aggregate Function, string? Of)> Measures(string amount) =>
        hasAmounts ? [("n", Aggregate.Count, null), ("amount", Aggregate.Sum, amount)] : [("n", Aggregate.Count, null)];

    private static void Add(Dictionary<ForecastCell, ForecastNumbers> cells, JsonElement row, string? category, decimal amount, decimal weighted, long count)
    {
        var cell = new ForecastCell(row.Text("k0") is { } owner ? Guid.Parse(owner) : null, row.Day("k1") ?? default);
        cells[cell] = cells.GetValueOrDefault(cell) + ForecastNumbers.Of(category, amount, weighted, count);
    }
}

/// <summary>One person's month; nobody's where deals have no owner.</summary>
internal readonly record struct ForecastCell(Guid? Owner, DateOnly Month);
