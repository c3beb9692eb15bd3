using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tongke.Storage.Sqlite;
using Tongke.Storage.Tables;

namespace Tongke.Storage.Backup;

/// <summary>Writes a backup from a snapshot, row by row.</summary>
internal static class BackupWriter
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(Reader snapshot, string file, CancellationToken ct)
    {
        var part = file + ".part";
        try
        {
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                    await WriteAsync(snapshot, zip, ct);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, file, overwrite: true);
        }
        catch (IOException error) when (error is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw new StorageFullException($"The backup '{file}' cannot be written: {error.Message}", error);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task WriteAsync(Reader snapshot, ZipArchive zip, CancellationToken ct)
    {
        var json = await snapshot.ListAsync(Catalogue.Read, rows => rows.GetText(0), ct);
        await using (var stream = await zip.CreateEntry(BackupFormat.Catalogue).OpenAsync(ct))
            await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', json)), ct);

        foreach (var table in json.Select(Catalogue.FromJson))
        {
            var rows = Sql.From($"select {Sql.List(table.Columns.Select(column => column.Name))} from {table.Name}");
            await WriteLinesAsync(snapshot, zip, BackupFormat.RowsOf(table.Name), rows, (row, writer) => WriteRow(table, row, writer), ct);
            if (table.IsSearchable)
                await WriteSearchAsync(snapshot, zip, table.Name, ct);
        }
    }

    private static void WriteRow(TableDefinition table, Rows row, Utf8JsonWriter writer)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var type = table.Columns[i].Type;
            row.Write(i, type.Kind == ColumnKind.Json ? ColumnType.Text : type, writer); // raw JSON may hold line breaks
        }
    }

    private static Task WriteSearchAsync(Reader snapshot, ZipArchive zip, Identifier table, CancellationToken ct)
    {
        (snapshot as SqliteSnapshot)?.OpenWords(table);
        var words = Sql.PerDialect(
            Sql.From($"select t.id, w.words from (select doc, group_concat(term, ' ' order by offset) words from temp.words_of_search group by doc) w join {table} t on t._row = w.doc"),
            Sql.From($"select s.id, (select string_agg(p || ':' || u.lexeme, ' ' order by p) from unnest(s.words) u, unnest(u.positions) p) from {SearchIndex.TableOf(table)} s"));
        return WriteLinesAsync(snapshot, zip, BackupFormat.SearchOf(table), words, (row, writer) =>
        {
            writer.WriteStringValue(row.GetGuid(0));
            var text = row.IsNull(1) ? "" : row.GetText(1);
            writer.WriteStringValue(snapshot.Dialect == Dialect.Sqlite ? text : WithGaps(text));
        }, ct);
    }

    /// <summary>From "1:云海 2:海 4:abc" to the grams with a gap where a number is left out.</summary>
    private static string WithGaps(string positioned)
    {
        var grams = new List<string?>();
        foreach (var pair in positioned.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = pair.IndexOf(':', StringComparison.Ordinal);
            while (grams.Count + 1 < int.Parse(pair.AsSpan(0, cut), CultureInfo.InvariantCulture))
                grams.Add(null);
            grams.Add(pair[(cut + 1)..]);
        }

        return Search.Bigrams.ToFts(grams);
    }

    private static async Task WriteLinesAsync(Reader snapshot, ZipArchive zip, string name, Sql sql, Action<Rows, Utf8JsonWriter> write, CancellationToken ct)
    {
        await using var stream = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await using var buffered = new BufferedStream(stream, 1 << 16);
        await using var writer = new Utf8JsonWriter(buffered, Readable);
        await using var rows = await snapshot.QueryAsync(sql, ct);
        while (await rows.ReadAsync(ct))
        {
            writer.Reset();
            writer.WriteStartArray();
            write(rows, writer);
            writer.WriteEndArray();
            writer.Flush();
            buffered.WriteByte((byte)'\n');
        }
    }
}
