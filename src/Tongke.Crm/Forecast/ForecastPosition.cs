using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Forecast;

/// <summary>What a deal stands for in the forecast.</summary>
/// <param name="Close">The day it is to close, or closed.</param>
/// <param name="Category">The category of its stage; <c>closed</c> once won, <c>lost</c> once lost.</param>
/// <param name="Amount">Its amount in the company's currency; 0 where that is not known.</param>
/// <param name="Owner">Whose it is.</param>
internal readonly record struct ForecastPosition(DateOnly? Close, string Category, decimal Amount, Guid? Owner)
{
    /// <summary>Fields of a deal that it is made of.</summary>
    public static IReadOnlyList<string> Fields { get; } = [Opportunity.Fields.Stage, Opportunity.Fields.Status, Opportunity.Fields.CloseDate, Amounts, SystemFields.Owner];

    /// <summary>Field with the amount in the company's currency.</summary>
    public const string Amounts = "amount_base";

    /// <summary>As the deal is in this session.</summary>
    public static ForecastPosition Of(Opportunity deal, IReadOnlyList<Stage> stages) =>
        Of(deal.Status, deal.Stage?.Value, deal.CloseDate, deal.Record[Amounts] as decimal?, deal.Record.Owner, stages);

    /// <summary>As the deal is stored.</summary>
    public static ForecastPosition OfStored(Opportunity deal, IReadOnlyList<Stage> stages) => Of(
        deal.Original<string>(Opportunity.Fields.Status),
        deal.Original<Guid?>(Opportunity.Fields.Stage),
        deal.Original<DateOnly?>(Opportunity.Fields.CloseDate),
        deal.Original<decimal?>(Amounts),
        deal.Original<Guid?>(SystemFields.Owner),
        stages);

    /// <summary>The category of a deal of this status in a stage of this category: an open deal is never closed, whatever its stage says.</summary>
    public static string CategoryOf(string? status, string? category) => status switch
    {
        Opportunity.StatusValue.Won => ForecastMove.ToCategoryValue.Closed,
        Opportunity.StatusValue.Lost => ForecastMove.ToCategoryValue.Lost,
        _ => category switch
        {
            Stage.ForecastCategoryValue.Closed => ForecastMove.ToCategoryValue.Commit,
            null => ForecastMove.ToCategoryValue.Omitted,
            _ => category,
        },
    };

    private static ForecastPosition Of(string? status, Guid? stage, DateOnly? close, decimal? amount, Guid? owner, IReadOnlyList<Stage> stages) =>
        new(close, CategoryOf(status, stages.FirstOrDefault(s => s.Id == stage)?.ForecastCategory), amount ?? 0, owner);
}

/// <summary>One thing that changes about a deal's position.</summary>
/// <param name="Aspect">Which: at most one step of a commit is about it.</param>
/// <param name="Kind">What the ledger calls it.</param>
/// <param name="From">Before; null where the deal was not in the forecast.</param>
/// <param name="To">After; null where it is in it no more.</param>
internal readonly record struct ForecastStep(int Aspect, string Kind, ForecastPosition? From, ForecastPosition? To)
{
    /// <summary>How many aspects there are.</summary>
    public const int Aspects = 6;

    /// <summary>The deal was there before the ledger was.</summary>
    public static ForecastStep Opening(ForecastPosition position) => new(0, ForecastMove.KindValue.Opening, null, position);

    /// <summary>The way from one position to another, one thing at a time: whose, when, how much, how sure.</summary>
    public static IEnumerable<ForecastStep> Between(ForecastPosition? before, ForecastPosition? after)
    {
        if (before is not { } at)
        {
            if (after is not null)
                yield return new(1, ForecastMove.KindValue.Added, null, after);

            yield break;
        }

        if (after is not { } end)
        {
            yield return new(1, ForecastMove.KindValue.Removed, before, null);
            yield break;
        }

        if (at.Owner != end.Owner)
            yield return new(2, ForecastMove.KindValue.Reassigned, at, at = at with { Owner = end.Owner });

        // A deal without a day is further away than any day.
        if (at.Close != end.Close)
            yield return new(3, (end.Close ?? DateOnly.MaxValue) > (at.Close ?? DateOnly.MaxValue) ? ForecastMove.KindValue.Pushed : ForecastMove.KindValue.Pulled, at, at = at with { Close = end.Close });

        if (at.Amount != end.Amount)
            yield return new(4, end.Amount > at.Amount ? ForecastMove.KindValue.Increased : ForecastMove.KindValue.Decreased, at, at = at with { Amount = end.Amount });

        if (at.Category != end.Category)
            yield return new(5, KindOf(at.Category, end.Category), at, end);
    }

    private static string KindOf(string from, string to) => (from, to) switch
    {
        (_, ForecastMove.ToCategoryValue.Closed) => ForecastMove.KindValue.Won,
        (_, ForecastMove.ToCategoryValue.Lost) => ForecastMove.KindValue.Lost,
        (ForecastMove.ToCategoryValue.Closed or ForecastMove.ToCategoryValue.Lost, _) => ForecastMove.KindValue.Reopened,
        _ => ForecastMove.KindValue.Recategorised,
    };
}
