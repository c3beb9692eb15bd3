namespace Tongke.Storage.Tables;

/// <summary>Which types a column may change to while it holds data.</summary>
internal static class TypeChange
{
    /// <exception cref="MigrationException">The change could lose or misread values.</exception>
    public static void ThrowIfLossy(ChangeType change)
    {
        var allowed = (change.Old.Type.Kind, change.New.Type.Kind) switch
        {
            (ColumnKind.Integer, ColumnKind.Decimal or ColumnKind.Text) => true,
            (ColumnKind.Decimal, ColumnKind.Decimal or ColumnKind.Text) => true,
            (ColumnKind.Date, ColumnKind.Text) => true,
            _ => false,
        };
        if (!allowed)
            throw new MigrationException($"{change.Table}.{change.New.Name} cannot change from {change.Old.Type} to {change.New.Type}: add a new column and fill it.");
    }

    public static MigrationException TooNarrow(ChangeType change) =>
        new($"{change.Table}.{change.New.Name} has values that {change.New.Type} cannot hold.");
}
