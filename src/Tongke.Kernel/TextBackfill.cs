using Tongke.Kernel.Changes;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel;

/// <summary>
/// Gives the records that exist their search texts and their places in Chinese order, once for every way in which an object's texts are made: after an
/// upgrade, and when an administrator makes a field searchable. What is done is noted in the workspace's state.
/// </summary>
internal sealed class TextBackfill(Database database)
{
    private const int RowsPerBatch = 2_000;
    private const string Mark = "texts of ";

    public async Task RunAsync(Schema schema, CancellationToken ct)
    {
        var done = (await database.ListAsync(Sql.Literal("select name, value from workspace_state"), r => (Name: r.GetText(0), Value: r.GetText(1)), ct)).ToDictionary(s => s.Name, s => s.Value);
        var marks = new WriteBatch();
        var head = await database.ScalarAsync<long?>(Sql.Literal("select max(seq) from change_seal"), ct) ?? 0;
        foreach (var definition in schema.Objects)
        {
            var (name, way) = (Mark + definition.Name, WayOf(definition));
            if (way.Length == 0 || done.GetValueOrDefault(name) == way)
                continue;

            await RunAsync(definition, ct);
            marks.Add(Sql.From($"insert into workspace_state (name, value) values ({name}, {way}) on conflict (name) do update set value = excluded.value"));
        }

        if (marks.Count == 0)
            return;

        // What was written meanwhile may have got its texts in the former way.
        marks.Add(Sql.From($"update consumer_cursor set seq = {head} where name = {SearchConsumer.Name} and seq > {head}"));
        await WriteAsync(marks, ct);
    }

    /// <summary>Finds one row where the texts of the object are made as this definition says.</summary>
    public static Sql IsInForce(ObjectSchema definition) => Sql.From($"select 1 from workspace_state where name = {Mark + definition.Name} and value = {WayOf(definition)}");

    /// <summary>How the texts of an object are made; empty for an object that has none.</summary>
    private static string WayOf(ObjectSchema definition)
    {
        var fields = TextsOf(definition).Select(f => f.OrderColumn is null ? f.Name : f == definition.NameField ? $"{f.Name}~name" : $"{f.Name}~");
        return definition.Columns.Any(f => f.OrderColumn is not null) || definition.SearchFields.Count > 0 ? $"{ChineseOrder.Version} {string.Join(' ', fields)}" : "";
    }

    private static IEnumerable<FieldSchema> TextsOf(ObjectSchema definition) => definition.Columns.Where(f => f.OrderColumn is not null || definition.SearchFields.Contains(f));

    private async Task RunAsync(ObjectSchema definition, CancellationToken ct)
    {
        var last = Guid.Empty;
        while (await ReadAsync(definition, Sql.From($"id > {last} order by id limit {Sql.Integer(RowsPerBatch)}"), ct) is [.., var end] rows)
        {
            last = end.Id;

            // Whoever wrote a record meanwhile may have got its texts written before they were written here: those are looked at again.
            while (rows.Count > 0)
            {
                await WriteAsync(BatchOf(definition, rows), ct);
                var seen = rows.ToDictionary(r => r.Id, r => r.Version);
                rows = [.. (await ReadAsync(definition, Sql.In(Sql.Literal("id"), rows.Select(r => r.Id).ToArray()), ct)).Where(r => r.Version != seen[r.Id])];
            }
        }
    }

    private ValueTask<List<Row>> ReadAsync(ObjectSchema definition, Sql condition, CancellationToken ct)
    {
        var fields = TextsOf(definition).ToArray();
        return database.ListAsync(
            Sql.From($"select id, version, {Sql.List(fields.Select(f => f.Column))} from {definition.Table} where {condition}"),
            r => new Row(r.GetGuid(0), r.GetInt64(1), fields.Index().ToDictionary(f => f.Item, f => Values.Read(r, f.Index + 2, f.Item.ValueType))),
            ct);
    }

    private static WriteBatch BatchOf(ObjectSchema definition, IReadOnlyList<Row> rows)
    {
        var batch = new WriteBatch();
        foreach (var field in definition.Columns.Where(f => f.OrderColumn is not null))
            foreach (var row in rows.Where(r => r.Values[field] is not null))
                batch.Add(Sql.From($"update {definition.Table} set {field.OrderColumn!.Value} = {ChineseOrder.KeyOf((string?)row.Values[field])} where id = {row.Id} and version = {row.Version}"));

        if (definition.SearchFields.Count > 0)
            batch.Add(SearchIndex.PutMany(definition.Table, [.. rows.Select(r => r.Id)], [.. rows.Select(r => SearchTexts.Of(definition, f => r.Values[f]))]));

        return batch;
    }

    private async Task WriteAsync(WriteBatch batch, CancellationToken ct)
    {
        if (await database.WriteAsync(batch, ct) is Refused refused)
            throw new InvalidOperationException($"Texts of records could not be written: {refused.Reason}");
    }

    private sealed record Row(Guid Id, long Version, IReadOnlyDictionary<FieldSchema, object?> Values);
}
