using System.Text.Json;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Forecast;

/// <summary>Reads from the ledger what became of the open deals of a period between two days, and the deals behind each step.</summary>
public sealed class ReadWaterfall
{
    private const int MostGroups = 1_000_000;
    private const int MostDeals = 500;
    private const int MostEntries = 20_000;

    private static readonly string[] Order = ["added", "pulled_in", "increased", "reopened", "recategorised", "reassigned", "decreased", "pushed_out", "removed", "lost", "won"];

    private readonly Session session;
    private readonly ForecastPeriod period;
    private readonly ForecastScope scope;
    private readonly HashSet<Guid>? people;
    private readonly ObjectSchema moves;
    private readonly Groups groups;

    private ReadWaterfall(Session session, ForecastPeriod period, ForecastScope scope)
    {
        (this.session, this.period, this.scope) = (session, period, scope);
        people = scope.People(session.Organization);
        moves = session.Schema[ForecastMove.ObjectName];
        groups = new Groups(session, MostGroups);
    }

    /// <summary>The waterfall, or why the actor does not get it: one of the two.</summary>
    public static async ValueTask<(Waterfall? Waterfall, Refusal? Refusal)> RunAsync(
        Session session, ForecastPeriod period, DateOnly from, DateOnly to, ForecastScope scope, CancellationToken ct)
    {
        var reader = new ReadWaterfall(session, period, scope);
        var waterfall = await reader.ReadAsync(from, to, ct);
        return reader.groups.Refusal is { } refusal ? (null, refusal) : (waterfall, null);
    }

    /// <summary>The entries of one step, the largest first; or why the actor does not get them.</summary>
    public static async ValueTask<(IReadOnlyList<WaterfallDeal>? Deals, Refusal? Refusal)> DealsAsync(
        Session session, ForecastPeriod period, DateOnly from, DateOnly to, ForecastScope scope, string step, CancellationToken ct)
    {
        var reader = new ReadWaterfall(session, period, scope);
        if (await reader.MayReadAsync(ct) is { } refusal)
            return (null, refusal);

        return (await reader.ReadDealsAsync(from, to, step, ct), null);
    }

    private async ValueTask<Waterfall> ReadAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var start = await OpenOnAsync(from, ct);
        var rows = await groups.AskAsync(
            moves,
            Between(from, to),
            [
                ForecastMove.Fields.Kind, Within("from_close"), Within("to_close"), ForecastMove.Fields.FromCategory, ForecastMove.Fields.ToCategory,
                ForecastMove.Fields.FromOwner, ForecastMove.Fields.ToOwner,
            ],
            [("n", Aggregate.Count, null), ("from", Aggregate.Sum, ForecastMove.Fields.FromAmount), ("to", Aggregate.Sum, ForecastMove.Fields.ToAmount)],
            ct);
        var steps = new Dictionary<string, (decimal Amount, long Deals)>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var before = Counts(row.Count("k1") == 1, row.Text("k3"), IdOf(row, "k5")) ? row.Number("from") ?? 0 : (decimal?)null;
            var after = Counts(row.Count("k2") == 1, row.Text("k4"), IdOf(row, "k6")) ? row.Number("to") ?? 0 : (decimal?)null;
            if (StepOf(row.Text("k0")!, before is not null, after is not null) is not { } step)
                continue;

            var (amount, deals) = steps.GetValueOrDefault(step);
            steps[step] = (amount + (after ?? 0) - (before ?? 0), deals + row.Count("n"));
        }

        var shown = Order.Where(steps.ContainsKey).Select(kind => new WaterfallStep(kind, steps[kind].Amount, steps[kind].Deals)).ToArray();
        return new Waterfall(from, to, start, shown, start + shown.Sum(s => s.Amount), await PushesAsync(from, to, ct));
    }

    private async ValueTask<decimal> OpenOnAsync(DateOnly day, CancellationToken ct)
    {
        var cells = new ForecastCells(session);
        var numbers = await cells.OnAsync(period, day, ct);
        return numbers.Where(c => people is null || (c.Key.Owner is { } owner && people.Contains(owner))).Sum(c => c.Value.Commit + c.Value.BestCase + c.Value.Pipeline);
    }

    private async ValueTask<IReadOnlyList<Pushes>> PushesAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var pushed = Condition.AllOf(
            Days(from, to),
            Condition.Equal(new FieldPath(moves[ForecastMove.Fields.Kind]), ForecastMove.KindValue.Pushed),
            period.Has(moves, ForecastMove.Fields.FromClose),
            scope.Has(session, moves, ForecastMove.Fields.ToOwner));
        var rows = await groups.AskAsync(
            moves, pushed, [ForecastMove.Fields.ToOwner, Within("to_close")], [("n", Aggregate.Count, null), ("amount", Aggregate.Sum, ForecastMove.Fields.ToAmount)], ct);
        return
        [
            .. rows.Where(row => row.Text("k0") is not null).GroupBy(row => Guid.Parse(row.Text("k0")!)).Select(g =>
            {
                var slipped = g.Where(row => row.Count("k1") == 0).ToArray();
                return new Pushes(g.Key, session.Organization.Find(g.Key)?.Name, g.Sum(row => row.Count("n")), slipped.Sum(row => row.Count("n")), slipped.Sum(row => row.Number("amount") ?? 0));
            }).OrderByDescending(p => p.Slipped).ThenByDescending(p => p.Count),
        ];
    }

    private async ValueTask<IReadOnlyList<WaterfallDeal>> ReadDealsAsync(DateOnly from, DateOnly to, string step, CancellationToken ct)
    {
        var found = (await session.FindWhereAsync(moves, Condition.AllOf(Between(from, to), OfStep(step)), MostEntries, ct)).Select(ForecastMove.Over)
            .Select(m => (Move: m, Before: Part(m.FromClose, m.FromCategory, m.FromOwner, m.FromAmount), After: Part(m.ToClose, m.ToCategory, m.ToOwner, m.ToAmount)))
            .Where(m => StepOf(m.Move.Kind!, m.Before is not null, m.After is not null) == step)
            .Select(m => (m.Move, Amount: (m.After ?? 0) - (m.Before ?? 0)))
            .OrderByDescending(m => Math.Abs(m.Amount)).ThenBy(m => m.Move.At)
            .Take(MostDeals)
            .ToArray();
        var deals = session.Schema[Opportunity.ObjectName];
        var mayName = session.Access.On(deals).MayRead(deals.NameField);
        var living = await session.FindManyAsync(deals, [.. found.Select(m => m.Move.Deal!.Value).Distinct()], ct: ct);
        var answer = new List<WaterfallDeal>();
        foreach (var (move, amount) in found)
        {
            var deal = living.GetValueOrDefault(move.Deal!.Value).Record ?? (await session.FindInBinAsync(deals, move.Deal!.Value, ct: ct)).Record;
            answer.Add(new WaterfallDeal
            {
                Deal = move.Deal!.Value,
                Name = mayName ? deal?[deals.NameField] as string : null,
                IsDeleted = deal?.IsDeleted ?? true,
                At = move.At!.Value,
                Amount = amount,
                FromClose = move.FromClose,
                ToClose = move.ToClose,
                FromAmount = move.FromAmount,
                ToAmount = move.ToAmount,
                OwnerName = (move.ToOwner ?? move.FromOwner) is { } owner ? session.Organization.Find(owner)?.Name : null,
            });
        }

        return answer;

        decimal? Part(DateOnly? close, string? category, Guid? owner, decimal? amount) =>
            close is { } day && Counts(day >= period.From && day <= period.To, category, owner) ? amount ?? 0 : null;
    }

    /// <summary>Asks for nothing, to hear whether the actor may read what the entries are made of.</summary>
    private async ValueTask<Refusal?> MayReadAsync(CancellationToken ct)
    {
        await groups.AskAsync(moves, Constant.False, [ForecastMove.Fields.FromOwner, ForecastMove.Fields.ToOwner, ForecastMove.Fields.FromCategory, ForecastMove.Fields.ToCategory, ForecastMove.Fields.FromClose, ForecastMove.Fields.ToClose], [("from", Aggregate.Sum, ForecastMove.Fields.FromAmount), ("to", Aggregate.Sum, ForecastMove.Fields.ToAmount)], ct);
        return groups.Refusal;
    }

    private Expr Between(DateOnly from, DateOnly to) => Condition.AllOf(
        Days(from, to),
        Condition.AnyOf(period.Has(moves, ForecastMove.Fields.FromClose), period.Has(moves, ForecastMove.Fields.ToClose)),
        scope.Has(session, moves, ForecastMove.Fields.FromOwner, ForecastMove.Fields.ToOwner));

    /// <summary>Kinds of entries that may be the step; which of them are depends on where they lead.</summary>
    private Expr OfStep(string step)
    {
        string[] kinds = step switch
        {
            "added" => [ForecastMove.KindValue.Opening, ForecastMove.KindValue.Added],
            "pulled_in" or "pushed_out" => [ForecastMove.KindValue.Pulled, ForecastMove.KindValue.Pushed],
            _ => [step],
        };
        return Condition.AnyOf(kinds.Select(kind => Condition.Equal(new FieldPath(moves[ForecastMove.Fields.Kind]), kind)));
    }

    private Expr Days(DateOnly from, DateOnly to)
    {
        var day = new FieldPath(moves[ForecastMove.Fields.Day]);
        return Condition.AllOf(Condition.Not(Condition.IsUpTo(day, from)), Condition.IsUpTo(day, to));
    }

    private string Within(string field) => $"IF({period.FormulaOf(field)}, 1, 0)";

    /// <summary>Whether a side of an entry is one of the open deals of the period and people.</summary>
    private bool Counts(bool isWithin, string? category, Guid? owner) =>
        isWithin
        && category is ForecastMove.ToCategoryValue.Pipeline or ForecastMove.ToCategoryValue.BestCase or ForecastMove.ToCategoryValue.Commit
        && (people is null || (owner is { } one && people.Contains(one)));

    /// <summary>What an entry is to the period; null where it is nothing to it.</summary>
    private static string? StepOf(string kind, bool wasCounted, bool isCounted) => (kind, wasCounted, isCounted) switch
    {
        (_, false, false) => null,
        (ForecastMove.KindValue.Opening or ForecastMove.KindValue.Added, _, _) => "added",
        (ForecastMove.KindValue.Pulled or ForecastMove.KindValue.Pushed, true, false) => "pushed_out",
        (ForecastMove.KindValue.Pulled or ForecastMove.KindValue.Pushed, false, true) => "pulled_in",
        (ForecastMove.KindValue.Pulled or ForecastMove.KindValue.Pushed, _, _) => null,
        (ForecastMove.KindValue.Recategorised or ForecastMove.KindValue.Reassigned, true, true) => null,
        _ => kind,
    };

    private static Guid? IdOf(JsonElement row, string key) => row.Text(key) is { } text ? Guid.Parse(text) : null;
}
