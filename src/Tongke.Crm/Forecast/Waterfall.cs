namespace Tongke.Crm.Forecast;

/// <summary>What became of the open deals of a period between two days, step by step: the start and all steps make the end.</summary>
/// <param name="From">The day at whose end it starts.</param>
/// <param name="To">The day at whose end it ends.</param>
/// <param name="Start">What the open deals of the period added up to then.</param>
/// <param name="Steps">What was added and taken away, in the order in which it is shown.</param>
/// <param name="End">What they add up to at the end.</param>
/// <param name="Pushes">Who postponed how much.</param>
public sealed record Waterfall(DateOnly From, DateOnly To, decimal Start, IReadOnlyList<WaterfallStep> Steps, decimal End, IReadOnlyList<Pushes> Pushes);

/// <summary>One step.</summary>
/// <param name="Kind">added, pulled_in, increased, decreased, pushed_out, won, lost, reopened, recategorised, reassigned or removed.</param>
/// <param name="Amount">What it added, or took away where it is negative.</param>
/// <param name="Deals">How many entries of the ledger it is made of.</param>
public sealed record WaterfallStep(string Kind, decimal Amount, long Deals);

/// <summary>How often somebody postponed deals of the period between the two days.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">By name.</param>
/// <param name="Count">How often.</param>
/// <param name="Slipped">How often out of the period.</param>
/// <param name="Amount">How much slipped out of it.</param>
public sealed record Pushes(Guid Person, string? Name, long Count, long Slipped, decimal Amount);

/// <summary>One entry of the ledger behind a step.</summary>
public sealed record WaterfallDeal
{
    /// <summary>The deal.</summary>
    public required Guid Deal { get; init; }

    /// <summary>Its name; null where the reader may not see it.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it lies in the recycle bin.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the entry added to the period, or took from it.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Close date before.</summary>
    public DateOnly? FromClose { get; init; }

    /// <summary>Close date after.</summary>
    public DateOnly? ToClose { get; init; }

    /// <summary>Amount before.</summary>
    public decimal? FromAmount { get; init; }

    /// <summary>Amount after.</summary>
    public decimal? ToAmount { get; init; }

    /// <summary>Whose it is, by name.</summary>
    public string? OwnerName { get; init; }
}
