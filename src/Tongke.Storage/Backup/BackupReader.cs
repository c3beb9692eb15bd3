using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tongke.Storage.Search;
using Tongke.Storage.Tables;

namespace Tongke.Storage.Backup;

/// <summary>Fills an empty database from a backup: bare tables first, then their rows, then keys and indexes, which check what came in.</summary>
internal static class BackupReader
{
    private const int RowsInBatch = 2000;

    public static async Task ReadAsync(Database database, string file, CancellationToken ct)
    {
        try
        {
            using var zip = await ZipFile.OpenReadAsync(file, ct);
            await ReadAsync(database, zip, ct);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new StorageException($"'{file}' is not a whole backup: {error.Message}", error);
        }
    }

    private static async Task ReadAsync(Database database, ZipArchive zip, CancellationToken ct)
    {
        var tables = new List<TableDefinition>();
        await foreach (var line in LinesAsync(zip, BackupFormat.Catalogue, ct))
            tables.Add(Catalogue.FromJson(line));

        // Planning towards nothing lists what is there.
        if (!(await database.PlanAsync(new Migration { Tables = [] }, ct)).IsEmpty)
            throw new StorageException("A backup can be restored only into an empty database.");

        await database.MigrateAsync(new Migration { Tables = [.. tables.Select(table => table with { ForeignKeys = [], Indexes = [] })] }, ct);
        foreach (var table in tables)
            await FillAsync(database, zip, table, ct);
        foreach (var table in tables.Where(table => table.IsSearchable))
            await FillSearchAsync(database, zip, table.Name, ct);
        await database.MigrateAsync(new Migration { Tables = tables }, ct);
    }

    private static async Task FillAsync(Database database, ZipArchive zip, TableDefinition table, CancellationToken ct)
    {
        RowColumn[] columns = [.. table.Columns.Select(column => new RowColumn(column.Name, column.Type))];
        await foreach (var lines in LinesAsync(zip, BackupFormat.RowsOf(table.Name), ct).Chunk(RowsInBatch).WithCancellation(ct))
        {
            var batch = new WriteBatch();
            batch.AddRows(table.Name, columns, Array.ConvertAll(lines, line => ParseRow(line, columns)));
            await WriteAsync(database, batch, table.Name, ct);
        }
    }

    private static async Task FillSearchAsync(Database database, ZipArchive zip, Identifier table, CancellationToken ct)
    {
        await foreach (var lines in LinesAsync(zip, BackupFormat.SearchOf(table), ct).Chunk(RowsInBatch).WithCancellation(ct))
        {
            var entries = Array.ConvertAll(lines, line => JsonSerializer.Deserialize<string[]>(line)!);
            var batch = new WriteBatch();
            batch.Add(SearchIndex.PutGrams(table, Array.ConvertAll(entries, entry => Guid.Parse(entry[0])), Array.ConvertAll(entries, entry => Bigrams.FromFts(entry[1]))));
            await WriteAsync(database, batch, table, ct);
        }
    }

    private static async Task WriteAsync(Database database, WriteBatch batch, Identifier table, CancellationToken ct)
    {
        if (await database.WriteAsync(batch, ct) is Refused refused)
            throw new StorageException($"Rows of {table} in the backup break its definition: {refused.Reason}");
    }

    private static object?[] ParseRow(string line, RowColumn[] columns)
    {
        using var document = JsonDocument.Parse(line);
        var row = new object?[columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var value = document.RootElement[i];
            row[i] = value.ValueKind == JsonValueKind.Null ? null : columns[i].Type.Kind switch
            {
                ColumnKind.Uuid => value.GetGuid(),
                ColumnKind.Text or ColumnKind.Json => value.GetString(),
                ColumnKind.Integer => value.GetInt64(),
                ColumnKind.Decimal => value.GetDecimal(),
                ColumnKind.Boolean => value.GetBoolean(),
                ColumnKind.Date => value.Deserialize<DateOnly>(),
                ColumnKind.Time => value.Deserialize<TimeOnly>(),
                ColumnKind.Instant => value.GetDateTimeOffset(),
                ColumnKind.Double => value.GetDouble(),
                ColumnKind.Bytes => value.GetBytesFromBase64(),
            };
        }

        return row;
    }

    private static async IAsyncEnumerable<string> LinesAsync(ZipArchive zip, string name, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.");
        using var reader = new StreamReader(await entry.OpenAsync(ct), Encoding.UTF8);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.Length > 0)
                yield return line;
        }
    }
}
