namespace Tongke.Storage;

/// <param name="Name">Unique in its table.</param>
/// <param name="Type">What it holds.</param>
public sealed record ColumnDefinition(Identifier Name, ColumnType Type)
{
    public bool IsNullable { get; init; } = true;

    /// <summary>What rows get that do not name the column, those that exist when it is added included. In the CLR form of <see cref="Type"/>; text or numbers or booleans or ids.</summary>
    public object? Default { get; init; }
}
