namespace Tongke.Crm.Forecast;

/// <summary>What the deals of somebody that close in a month add up to, by category; each category alone.</summary>
/// <param name="Closed">Amount of those that were won.</param>
/// <param name="Commit">Amount of those that are committed.</param>
/// <param name="BestCase">Amount of the best case.</param>
/// <param name="Pipeline">Amount of those that are worked on.</param>
/// <param name="Weighted">Amount times probability of the open ones.</param>
/// <param name="Won">How many were won.</param>
/// <param name="CommitDeals">How many are committed.</param>
/// <param name="BestCaseDeals">How many are the best case.</param>
/// <param name="PipelineDeals">How many are worked on.</param>
public readonly record struct ForecastNumbers(
    decimal Closed, decimal Commit, decimal BestCase, decimal Pipeline, decimal Weighted, long Won, long CommitDeals, long BestCaseDeals, long PipelineDeals)
{
    /// <summary>How many are open.</summary>
    public long Open => CommitDeals + BestCaseDeals + PipelineDeals;

    /// <summary>What is expected: what is closed, and what is committed.</summary>
    public decimal Landing => Closed + Commit;

    /// <summary>Both together.</summary>
    public static ForecastNumbers operator +(ForecastNumbers a, ForecastNumbers b) =>
        new(a.Closed + b.Closed, a.Commit + b.Commit, a.BestCase + b.BestCase, a.Pipeline + b.Pipeline, a.Weighted + b.Weighted,
            a.Won + b.Won, a.CommitDeals + b.CommitDeals, a.BestCaseDeals + b.BestCaseDeals, a.PipelineDeals + b.PipelineDeals);

    /// <summary>Both together.</summary>
    public static ForecastNumbers Add(ForecastNumbers left, ForecastNumbers right) => left + right;

    /// <summary>Deals of one category.</summary>
    internal static ForecastNumbers Of(string? category, decimal amount, decimal weighted, long count) => category switch
    {
        ForecastMove.ToCategoryValue.Closed => new(amount, 0, 0, 0, 0, count, 0, 0, 0),
        ForecastMove.ToCategoryValue.Commit => new(0, amount, 0, 0, weighted, 0, count, 0, 0),
        ForecastMove.ToCategoryValue.BestCase => new(0, 0, amount, 0, weighted, 0, 0, count, 0),
        ForecastMove.ToCategoryValue.Pipeline => new(0, 0, 0, amount, weighted, 0, 0, 0, count),
        _ => default,
    };

    /// <summary>A category as an adjustment counts it: alone, or with what is closed and every surer one.</summary>
    internal decimal AmountOf(string category, string? counting)
    {
        var (before, alone) = category switch
        {
            ForecastAdjustment.CategoryValue.Commit => (Closed, Commit),
            ForecastAdjustment.CategoryValue.BestCase => (Closed + Commit, BestCase),
            _ => (Closed + Commit + BestCase, Pipeline),
        };
        return counting == ForecastAdjustment.CountingValue.Single ? alone : before + alone;
    }

    /// <summary>
    /// With what was said instead: a cumulative number stands for everything up to its category, a single one for the category alone. What is closed is never
    /// adjusted away, and a category is never less than nothing.
    /// </summary>
    internal ForecastNumbers Adjusted(Adjusted? commit, Adjusted? best, Adjusted? pipeline)
    {
        var upToCommit = UpTo(Closed, Commit, commit);
        var upToBest = UpTo(upToCommit, BestCase, best);
        var upToPipeline = UpTo(upToBest, Pipeline, pipeline);
        return this with { Commit = upToCommit - Closed, BestCase = upToBest - upToCommit, Pipeline = upToPipeline - upToBest };

        static decimal UpTo(decimal before, decimal alone, Adjusted? said) => said switch
        {
            null => before + alone,
            { Counting: ForecastAdjustment.CountingValue.Single } => before + said.Amount,
            _ => Math.Max(before, said.Amount),
        };
    }
}

/// <summary>What somebody said a number will be.</summary>
/// <param name="Id">The adjustment.</param>
/// <param name="Level">person, department or company.</param>
/// <param name="Subject">The person or department.</param>
/// <param name="Month">First day of the month.</param>
/// <param name="Category">commit, best_case or pipeline.</param>
/// <param name="Counting">cumulative or single.</param>
/// <param name="Amount">The number.</param>
/// <param name="Note">Why.</param>
/// <param name="Author">Who.</param>
/// <param name="At">When.</param>
/// <param name="Deals">What the deals added up to then, counted in the same way; null where that is not known.</param>
public sealed record Adjusted(
    Guid Id, string Level, Guid? Subject, DateOnly Month, string Category, string Counting, decimal Amount, string? Note, Guid? Author, DateTimeOffset At, decimal? Deals);
