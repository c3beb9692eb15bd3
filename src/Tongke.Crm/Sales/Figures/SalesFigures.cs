using System.Text.Json.Serialization;

namespace Tongke.Crm.Sales;

/// <summary>The sales home page: where the deals are, what was won and lost and why, and who sold what. Each mark names the deals behind it.</summary>
public sealed record SalesFigures
{
    /// <summary>Stages in their order.</summary>
    public required IReadOnlyList<StageFigures> Stages { get; init; }

    /// <summary>Won deals.</summary>
    public required Total Won { get; init; }

    /// <summary>Lost deals.</summary>
    public required Total Lost { get; init; }

    /// <summary>Open deals.</summary>
    public required Total Open { get; init; }

    /// <summary>Won / (won + lost), 0 to 1; null when nothing was closed.</summary>
    public decimal? WinRate { get; init; }

    /// <summary>Mean days from engagement to close, over won deals.</summary>
    public decimal? CycleDays { get; init; }

    /// <summary>Sum of the won deals, in the company's currency.</summary>
    public decimal WonAmount { get; init; }

    /// <summary>The five most frequent reasons of loss.</summary>
    public required IReadOnlyList<Slice> LossReasons { get; init; }

    /// <summary>Lost deals that name no reason.</summary>
    public required Total Unexplained { get; init; }

    /// <summary>Won and lost deals by owner.</summary>
    public required IReadOnlyList<Slice> ByOwner { get; init; }

    /// <summary>Won and lost deals by product.</summary>
    public required IReadOnlyList<Slice> ByProduct { get; init; }

    /// <summary>Won and lost deals by region.</summary>
    public required IReadOnlyList<Slice> ByRegion { get; init; }

    /// <summary>What began and ended each week, oldest first.</summary>
    public required IReadOnlyList<Week> Weekly { get; init; }

    /// <summary>By week and stage: the deals that came into the stage in that week, and what became of them; latest week first.</summary>
    public required IReadOnlyList<Cohort> Cohorts { get; init; }
}

/// <summary>A count and a sum.</summary>
/// <param name="Count">How many deals.</param>
/// <param name="Amount">Their sum, in the company's currency.</param>
/// <param name="Filter">OData condition of these deals.</param>
public sealed record Total(long Count, decimal Amount, string Filter);

/// <summary>One stage.</summary>
public sealed record StageFigures(Guid Id, string Name, string Type, string? Color, long Count, decimal Amount, decimal Weighted, string Filter)
{
    /// <summary>The pipeline it is a stage of.</summary>
    public Guid? Pipeline { get; init; }

    /// <summary>Share, 0 to 1, of the deals that ever were in the stage and went on towards the sale; null when none ever was.</summary>
    public decimal? Conversion { get; init; }

    /// <summary>Mean days of a stay that has ended.</summary>
    [JsonPropertyName("dwell_days")]
    public decimal? DwellDays { get; init; }

    /// <summary>How long stays that have ended took, in days of the calendar.</summary>
    public Spread? Dwell { get; init; }

    /// <summary>The same counting only the days that the company works.</summary>
    [JsonPropertyName("work_dwell")]
    public Spread? WorkDwell { get; init; }
}

/// <summary>The middle and the long end of a set of durations, by nearest rank: half of them, and nine of ten, took no longer. To the hour, beyond 30 days to the day.</summary>
public sealed record Spread(decimal P50, decimal P90);

/// <summary>The deals that came into one stage in one week.</summary>
/// <param name="Monday">First day of the week.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Entered">Deals that came into it.</param>
/// <param name="WentOn">Those of them that went on towards the sale since.</param>
/// <param name="Filter">OData condition of their stays in the stage history.</param>
public sealed record Cohort([property: JsonPropertyName("week")] DateOnly Monday, Guid Stage, long Entered, [property: JsonPropertyName("went_on")] long WentOn, string Filter)
{
    /// <summary>WentOn / Entered, 0 to 1.</summary>
    public decimal Conversion { get; init; }

    /// <summary>Conversion less that of the same stage the week before; null when nothing came into it then.</summary>
    public decimal? Delta { get; init; }

    /// <summary>How long the stays that have ended took.</summary>
    public Spread? Dwell { get; init; }
}

/// <summary>The closed deals of one owner, product, region or reason.</summary>
public sealed record Slice(string? Value, string? Label, long Count, decimal Amount, string Filter)
{
    /// <summary>Won deals.</summary>
    public long? Won { get; init; }

    /// <summary>Lost deals.</summary>
    public long? Lost { get; init; }

    /// <summary>Won / (won + lost), 0 to 1.</summary>
    public decimal? WinRate { get; init; }

    /// <summary>Part of all lost deals, 0 to 1.</summary>
    public decimal? Share { get; init; }
}

/// <summary>One week, from Monday.</summary>
/// <param name="Monday">Its first day.</param>
/// <param name="Entered">Deals engaged.</param>
/// <param name="Won">Deals won.</param>
/// <param name="Lost">Deals lost.</param>
/// <param name="Filter">OData condition of the deals closed in it.</param>
public sealed record Week([property: JsonPropertyName("week")] DateOnly Monday, long Entered, long Won, long Lost, string Filter)
{
    /// <summary>Won / (won + lost), 0 to 1; null when nothing was closed.</summary>
    public decimal? Conversion { get; init; }

    /// <summary>Conversion less that of the week before.</summary>
    public decimal? Delta { get; init; }
}
