namespace Tongke.Storage;

/// <summary>Why the database refused a statement.</summary>
public abstract record RefusalReason
{
    private protected RefusalReason()
    {
    }
}

/// <summary>The statement touched another number of rows than it had to: the record changed or went away meanwhile.</summary>
public sealed record ExpectationMissed(long Rows) : RefusalReason;

/// <param name="Table">The table, when the database names it.</param>
/// <param name="Constraint">The constraint's or index's name, when it is known.</param>
/// <param name="Columns">The columns that must be unique together; empty when not known.</param>
public sealed record UniqueViolated(string? Table, string? Constraint, IReadOnlyList<string> Columns) : RefusalReason;

/// <param name="Table">The table that holds the reference, when it is known.</param>
/// <param name="Constraint">The foreign key's name, when it is known.</param>
/// <param name="StillReferenced">True when a row that others point to was to be deleted; false when a row points to nothing; null when not known.</param>
public sealed record ForeignKeyViolated(string? Table, string? Constraint, bool? StillReferenced) : RefusalReason;

public sealed record CheckViolated(string? Table, string? Constraint) : RefusalReason;

/// <summary>A number that the database computed, such as a sum, has more digits than its column.</summary>
public sealed record ValueOutOfRange : RefusalReason;

public sealed record NotNullViolated(string? Table, string? Column) : RefusalReason;
