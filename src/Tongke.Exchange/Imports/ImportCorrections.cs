using Tongke.Exchange.Sheets;
using Tongke.Storage;

namespace Tongke.Exchange.Imports;

/// <summary>
/// What people put right in the rows of a file, cell by cell: kept with the import and laid over the file whenever it is read. The file itself stays
/// as it was uploaded.
/// </summary>
public sealed class ImportCorrections(Reader database)
{
    private static readonly Identifier Name = Identifier.Of("import_correction");

    /// <summary>Its table.</summary>
    public static TableDefinition Table { get; } = new()
    {
        Name = Name,
        PrimaryKey = [Identifier.Of("job"), Identifier.Of("file_row"), Identifier.Of("file_column")],
        Columns =
        [
            new(Identifier.Of("job"), ColumnType.Uuid) { IsNullable = false },
            new(Identifier.Of("file_row"), ColumnType.Integer) { IsNullable = false },
            new(Identifier.Of("file_column"), ColumnType.Text) { IsNullable = false },
            new(Identifier.Of("text_before"), ColumnType.Text) { IsNullable = false },
            new(Identifier.Of("text_after"), ColumnType.Text) { IsNullable = false },
        ],
    };

    /// <summary>Keeps what a cell shall say.</summary>
    internal static void Put(WriteBatch batch, Guid job, long row, CorrectedCell cell) => batch.Add(
        Sql.From($"insert into {Name} (job, file_row, file_column, text_before, text_after) values ({job}, {row}, {cell.Column}, {cell.Before}, {cell.After}) on conflict (job, file_row, file_column) do update set text_before = excluded.text_before, text_after = excluded.text_after"));

    /// <summary>The cell says again what stands in the file.</summary>
    internal static void Remove(WriteBatch batch, Guid job, long row, string column) =>
        batch.Add(Sql.From($"delete from {Name} where job = {job} and file_row = {row} and file_column = {column}"));

    /// <summary>Forgets all of them: another file, or another sheet, has other rows.</summary>
    internal static void Clear(WriteBatch batch, Guid job) => batch.Add(Sql.From($"delete from {Name} where job = {job}"));

    /// <summary>All of an import, by row.</summary>
    internal Task<ILookup<long, CorrectedCell>> LoadAsync(Guid job, CancellationToken ct) => ReadAsync(Sql.From($"job = {job}"), ct);

    /// <summary>Those of some rows of it.</summary>
    internal Task<ILookup<long, CorrectedCell>> LoadAsync(Guid job, long first, long last, CancellationToken ct) =>
        ReadAsync(Sql.From($"job = {job} and file_row >= {first} and file_row <= {last}"), ct);

    /// <summary>The row with its corrections; a column that the file has no longer is passed over.</summary>
    internal static SheetRow Apply(SheetRow row, IReadOnlyList<string> headers, IEnumerable<CorrectedCell> corrections)
    {
        string[]? cells = null;
        foreach (var correction in corrections)
            for (var i = 0; i < headers.Count; i++)
                if (headers[i] == correction.Column)
                    (cells ??= [.. row.Cells])[i] = correction.After;

        return cells is null ? row : row with { Cells = cells };
    }

    private async Task<ILookup<long, CorrectedCell>> ReadAsync(Sql condition, CancellationToken ct)
    {
        var found = await database.ListAsync(
            Sql.From($"select file_row, file_column, text_before, text_after from {Name} where {condition} order by file_row, file_column"),
            rows => (Row: rows.GetInt64(0), Cell: new CorrectedCell(rows.GetText(1), rows.GetText(2), rows.GetText(3))),
            ct);
        return found.ToLookup(f => f.Row, f => f.Cell);
    }
}

/// <summary>A cell that somebody put right.</summary>
/// <param name="Column">Header of its column.</param>
/// <param name="Before">What stands in the file.</param>
/// <param name="After">What it shall say.</param>
internal sealed record CorrectedCell(string Column, string Before, string After);
