namespace Tongke.Storage;

/// <summary>The changes from what exists to what shall be, in the order they are made.</summary>
public sealed record MigrationPlan(IReadOnlyList<MigrationStep> Steps)
{
    public bool IsEmpty => Steps.Count == 0;

    /// <summary>Something that holds data goes away.</summary>
    public bool DestroysData => Steps.Any(step => step.DestroysData);

    /// <summary>Whether an existing table gets this column.</summary>
    public bool Adds(Identifier table, Identifier column) => Steps.Any(step => step.Adds == (table, column));

    /// <summary>One line a step.</summary>
    public override string ToString() => string.Join('\n', Steps.Select(step => step.Description));
}

public sealed record MigrationStep(string Description, bool DestroysData)
{
    /// <summary>The column that is made, where an existing table gets one.</summary>
    public (Identifier Table, Identifier Column)? Adds { get; init; }
}
