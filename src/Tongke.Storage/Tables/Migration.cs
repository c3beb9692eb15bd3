namespace Tongke.Storage;

/// <summary>What the database is to become. Tables that are not in <see cref="Tables"/> are dropped, unless it <see cref="KeepsData"/>.</summary>
public sealed record Migration
{
    public required IReadOnlyList<TableDefinition> Tables { get; init; }

    /// <summary>Whether tables and columns that are not named stay as they are, with what they hold: for definitions that leave something out for a while.</summary>
    public bool KeepsData { get; init; }

    /// <summary>Done when the old name exists and the new one doesn't, so it does no harm to give it again.</summary>
    public IReadOnlyList<TableRename> TableRenames { get; init; } = [];

    /// <summary>As <see cref="TableRenames"/>; the table is named as in <see cref="Tables"/>.</summary>
    public IReadOnlyList<ColumnRename> ColumnRenames { get; init; } = [];

    /// <summary>Statements run in the same transaction when new columns are there, before anything is made NOT NULL, unique or checked: the values of a new stored formula. Not asked for when nothing changes, unless they are <see cref="IsNews"/>.</summary>
    public Func<MigrationPlan, IEnumerable<Sql>> Backfill { get; init; } = _ => [];

    /// <summary>Whether the back-fill is wanted though no table changes: another formula may have the same column.</summary>
    public bool IsNews { get; init; }
}

public readonly record struct TableRename(Identifier From, Identifier To);

public readonly record struct ColumnRename(Identifier Table, Identifier From, Identifier To);
