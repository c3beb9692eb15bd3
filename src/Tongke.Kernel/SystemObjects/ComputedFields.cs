using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.SystemObjects;

/// <summary>As what the formulas and roll-ups of the records that exist were computed last: what means something else by now is computed anew, whoever changed it.</summary>
internal sealed class ComputedFields(IReadOnlyDictionary<(string Object, string Field), string> before)
{
    private const int MostAtOnce = 1000;

    private static readonly Identifier Table = Identifier.Of("computed_field");

    /// <summary>Whether nothing is remembered: the database is new, or from before the table was.</summary>
    public bool IsEmpty => before.Count == 0;

    /// <summary>What is remembered.</summary>
    public static async Task<ComputedFields> ReadAsync(Database database, CancellationToken ct)
    {
        var exists = await database.ScalarAsync<long>(
            Sql.PerDialect(
                Sql.Literal("select count(*) from sqlite_master where type = 'table' and name = 'computed_field'"),
                Sql.Literal("select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'computed_field'")),
            ct) > 0;
        return new(exists
            ? (await database.ListAsync(Sql.From($"select object, field, meaning from {Table}"), r => ((r.GetText(0), r.GetText(1)), r.GetText(2)), ct)).ToDictionary(f => f.Item1, f => f.Item2)
            : new Dictionary<(string, string), string>());
    }

    /// <summary>Whether the field itself means something else than it did, whatever became of what it reads.</summary>
    public bool IsChanged(FieldSchema field) => before.GetValueOrDefault((field.Object.Name, field.Name)) != MeaningOf(field);

    /// <summary>Whether something of the Schema means something else than it did, or is gone.</summary>
    public bool IsOutdated(Schema schema) => Of(schema) is var now && (now.Count != before.Count || now.Exists(IsChanged));

    /// <summary>Remembers what the fields mean now, for the transaction that computes them.</summary>
    public IEnumerable<Sql> Remember(Schema schema)
    {
        var now = Of(schema);
        foreach (var (owner, field) in before.Keys.Except(now.Select(f => (f.Object.Name, f.Name))))
            yield return Sql.From($"delete from {Table} where object = {owner} and field = {field}");
        foreach (var changed in now.Where(IsChanged).Chunk(MostAtOnce))
            yield return Sql.From(
                $"""
                insert into {Table} (object, field, meaning) values {Sql.Join(", ", changed.Select(f => Sql.From($"({f.Object.Name}, {f.Name}, {MeaningOf(f)})")))}
                on conflict (object, field) do update set meaning = excluded.meaning
                """);
    }

    private static List<FieldSchema> Of(Schema schema) => [.. schema.Objects.SelectMany(o => o.Fields).Where(f => f.Formula is not null || f.RollUp is not null)];

    private static string MeaningOf(FieldSchema field) => JsonSerializer.Serialize(
        new { Storage = field.Storage.ToString(), Kind = field.ValueType.Kind.ToString(), field.ValueType.Scale, field.Definition.Formula, field.Definition.RollUp }, Json.Definitions);
}
