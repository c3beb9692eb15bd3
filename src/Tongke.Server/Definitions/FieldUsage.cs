using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Server.Definitions;

/// <summary>How many records an object has, and how many of them hold a value in each field; those in the recycle bin count, since they would lose it too.</summary>
internal sealed record FieldUsage(long Records, IReadOnlyList<(string Field, long Count)> Fields)
{
    /// <summary>Counts, a few columns at a time: SQLite answers at most 2,000.</summary>
    public static async Task<FieldUsage> CountAsync(Database database, ObjectSchema definition, CancellationToken ct)
    {
        var records = await database.ScalarAsync<long>(Sql.From($"select count(*) from {definition.Table}"), ct);
        var counts = new List<(string, long)>();
        foreach (var group in definition.Columns.Where(f => !f.IsSystem && f.Composite is null).Chunk(100))
        {
            var columns = Sql.Join(", ", group.Select(f => Sql.From($"count({f.Column})")));
            await using var rows = await database.QueryAsync(Sql.From($"select {columns} from {definition.Table}"), ct);
            if (await rows.ReadAsync(ct))
                counts.AddRange(group.Select((f, i) => (f.Name, rows.Get<long?>(i) ?? 0)));
        }

        return new FieldUsage(records, counts);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("records", Records);
        writer.WriteStartObject("fields");
        foreach (var (field, count) in Fields)
            writer.WriteNumber(field, count);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
