namespace Tongke.Crm.Customers;

/// <summary>How good the data of one object is, over the records that a reader sees.</summary>
public sealed record QualityFigures
{
    /// <summary>The object.</summary>
    public required string Object { get; init; }

    /// <summary>What people call its records.</summary>
    public required string Label { get; init; }

    /// <summary>How many there are.</summary>
    public long Records { get; init; }

    /// <summary>0 to 100; null without records.</summary>
    public decimal? Score { get; init; }

    /// <summary>0 to 100: how much of what should be filled is.</summary>
    public decimal? Completeness { get; init; }

    /// <summary>0 to 100: how much of it is right.</summary>
    public decimal? Validity { get; init; }

    /// <summary>0 to 100: how recent the last news is.</summary>
    public decimal? Freshness { get; init; }

    /// <summary>OData condition of the records with a low score.</summary>
    public required string Filter { get; init; }

    /// <summary>Fields that are most often empty or wrong, worst first.</summary>
    public IReadOnlyList<WeakField> Worst { get; init; } = [];

    /// <summary>The score of the whole company day by day; empty for those who don't see all of it.</summary>
    public IReadOnlyList<QualityDay> Trend { get; init; } = [];
}

/// <summary>A field that is empty in some records.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Empty">In how many records.</param>
/// <param name="Share">In which part of them, 0 to 1.</param>
/// <param name="Filter">OData condition of these records.</param>
public sealed record WeakField(string Field, string Label, long Empty, decimal Share, string Filter);

/// <summary>The score of a day.</summary>
public sealed record QualityDay(DateOnly Date, decimal? Score);
