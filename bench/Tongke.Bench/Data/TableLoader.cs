using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Bench.Data;

/// <summary>Puts many rows into an object's table the shortest way there is: no session, no change log, but the search texts.</summary>
internal sealed class TableLoader
{
    private const int RowsPerBatch = 5_000;

    private readonly Database database;
    private readonly ObjectSchema definition;
    private readonly RowColumn[] columns;
    private readonly int[] ordered;
    private readonly Dictionary<FieldSchema, int> places;
    private readonly int id;
    private readonly List<object?[]> rows = new(RowsPerBatch);

    public TableLoader(Database database, ObjectSchema definition, params string[] names)
    {
        (this.database, this.definition) = (database, definition);
        ordered = [.. names.Where(n => definition[n].OrderColumn is not null).Select(n => Array.IndexOf(names, n))];
        columns =
        [
            .. names.Select(n => new RowColumn(definition[n].Column, definition[n].ColumnType)),
            .. ordered.Select(i => new RowColumn(definition[names[i]].OrderColumn!.Value, ColumnType.Text)),
        ];
        places = names.Index().ToDictionary(n => definition[n.Item], n => n.Index);
        id = Array.IndexOf(names, SystemFields.Id);
    }

    /// <summary>Adds a row: values in the order of the names.</summary>
    public ValueTask AddAsync(object?[] row, CancellationToken ct)
    {
        rows.Add([.. row, .. ordered.Select(i => ChineseOrder.KeyOf((string?)row[i]))]);
        return rows.Count < RowsPerBatch ? default : FlushAsync(ct);
    }

    /// <summary>Writes what has gathered.</summary>
    /// <exception cref="InvalidOperationException">The database refused a row: the generator made something impossible.</exception>
    public async ValueTask FlushAsync(CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.AddRows(definition.Table, columns, [.. rows]);
        if (definition.SearchFields.Count > 0)
            batch.Add(SearchIndex.PutMany(definition.Table, [.. rows.Select(r => (Guid)r[id]!)], [.. rows.Select(TextsOf)]));
        if (await database.WriteAsync(batch, ct) is Refused refused)
            throw new InvalidOperationException($"{definition.Name}: {refused.Reason}");

        rows.Clear();
    }

    private IEnumerable<string?> TextsOf(object?[] row) => SearchTexts.Of(definition, f => places.TryGetValue(f, out var i) ? row[i] : null);
}
