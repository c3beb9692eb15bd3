namespace Tongke.Crm.Forecast;

/// <summary>The forecast of a period: what each person, department and the company is to reach, has closed and expects.</summary>
public sealed record ForecastPage
{
    /// <summary>First day of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The day at whose end it stood so; null when it is that of now.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>From which day on the ledger knows what changed; null while it is empty.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Whether the reader may see amounts: who may not gets how many deals there are, and of all else nothing.</summary>
    public required bool HasAmounts { get; init; }

    /// <summary>The company, its departments and people as far as the reader sees them, each after what it belongs to.</summary>
    public required IReadOnlyList<ForecastRow> Rows { get; init; }
}

/// <summary>One line of the forecast.</summary>
public sealed record ForecastRow
{
    /// <summary>Names the line.</summary>
    public required string Key { get; init; }

    /// <summary>company, department, person, or nobody for deals without an owner.</summary>
    public required string Kind { get; init; }

    /// <summary>The department or person.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its name; null for the company and nobody, which the screen has words for.</summary>
    public string? Name { get; init; }

    /// <summary>Key of the line above it.</summary>
    public string? Parent { get; init; }

    /// <summary>How many lines are above it.</summary>
    public int Depth { get; init; }

    /// <summary>What is to be reached; null where no target is set.</summary>
    public decimal? Target { get; init; }

    /// <summary>Whether the target is only what those of the people below add up to.</summary>
    public bool TargetIsSum { get; init; }

    /// <summary>What the deals add up to.</summary>
    public required ForecastNumbers Computed { get; init; }

    /// <summary>The same with what was said instead: the nearest manager's word, else the owner's own.</summary>
    public required ForecastNumbers Effective { get; init; }

    /// <summary>Both month by month.</summary>
    public required IReadOnlyList<ForecastMonth> Months { get; init; }

    /// <summary>What was said of this line's numbers, the latest of each author; also what does not count because somebody nearer spoke.</summary>
    public required IReadOnlyList<ForecastWord> Adjustments { get; init; }

    /// <summary>Whether the reader may adjust it.</summary>
    public bool MayAdjust { get; init; }

    /// <summary>OData condition of whose deals it counts; null for all that the reader sees.</summary>
    public string? Filter { get; init; }
}

/// <summary>One month of a line.</summary>
public sealed record ForecastMonth(DateOnly Month, ForecastNumbers Computed, ForecastNumbers Effective);

/// <summary>What somebody said a number will be.</summary>
/// <param name="Said">What.</param>
/// <param name="AuthorName">Who, by name.</param>
/// <param name="Counts">Whether it is the one that counts.</param>
public sealed record ForecastWord(Adjusted Said, string? AuthorName, bool Counts);
