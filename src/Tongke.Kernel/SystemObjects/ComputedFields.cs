using System.Security.Cryptography;
using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.SystemObjects;

/// <summary>As what the formulas and roll-ups of the records that exist were computed last: what means something else by now is computed anew, whoever changed it.</summary>
internal sealed class ComputedFields(IReadOnlyDictionary<(string Object, string Field), string> before, string? mark)
{
    private const int MostAtOnce = 1000;

    /// <summary>Where the workspace's state has the mark of the Schema in force.</summary>
    public const string State = "computed fields";

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
        if (!exists)
            return new(new Dictionary<(string, string), string>(), null);

        var before = await database.ListAsync(Sql.From($"select object, field, meaning from {Table}"), r => ((r.GetText(0), r.GetText(1)), r.GetText(2)), ct);
        return new(before.ToDictionary(f => f.Item1, f => f.Item2), await database.ScalarAsync<string>(Sql.From($"select value from workspace_state where name = {State}"), ct));
    }

    /// <summary>The fields of the Schema that were computed anew since a moment because of what they, or what they read, came to mean.</summary>
    public static async Task<IReadOnlySet<FieldSchema>> SinceAsync(Database database, Schema schema, DateTimeOffset since, CancellationToken ct) =>
        (await database.ListAsync(Sql.From($"select object, field from {Table} where changed_at >= {since}"), r => schema.Find(r.GetText(0))?.Find(r.GetText(1)), ct)).OfType<FieldSchema>().ToHashSet();

    /// <summary>What the formulas and roll-ups of a Schema mean, in one word.</summary>
    public static string MarkOf(Schema schema) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        Of(schema).Select(f => (Name: $"{f.Object.Name}.{f.Name}", Meaning: MeaningOf(f))).OrderBy(f => f.Name, StringComparer.Ordinal).SelectMany(f => new[] { f.Name, f.Meaning }))));

    /// <summary>Whether the field itself means something else than it did, whatever became of what it reads.</summary>
    public bool IsChanged(FieldSchema field) => before.GetValueOrDefault((field.Object.Name, field.Name)) != MeaningOf(field);

    /// <summary>Whether something of the Schema means something else than it did, or is gone.</summary>
    public bool IsOutdated(Schema schema) => mark != schema.ComputedMark;

    /// <summary>Remembers what the fields mean now, and that some are computed <paramref name="anew"/>, for the transaction that computes them.</summary>
    public IEnumerable<Sql> Remember(Schema schema, IReadOnlySet<FieldSchema> anew, DateTimeOffset at)
    {
        DateTimeOffset? changedAt = IsEmpty ? null : at; // what is new has no writers yet
        if (IsOutdated(schema))
            yield return Sql.From($"insert into workspace_state (name, value) values ({State}, {schema.ComputedMark}) on conflict (name) do update set value = excluded.value");
        if (!IsEmpty && anew.Count > 0)
            yield return LateWrites.Expect(at);

        var now = Of(schema);
        foreach (var (owner, field) in before.Keys.Except(now.Select(f => (f.Object.Name, f.Name))))
            yield return Sql.From($"delete from {Table} where object = {owner} and field = {field}");
        foreach (var changed in now.Where(f => IsChanged(f) || anew.Contains(f)).Chunk(MostAtOnce))
            yield return Sql.From(
                $"""
                insert into {Table} (object, field, meaning, changed_at) values {Sql.Join(", ", changed.Select(f => Sql.From($"({f.Object.Name}, {f.Name}, {MeaningOf(f)}, {Sql.Value(changedAt, ColumnType.Instant)})")))}
                on conflict (object, field) do update set meaning = excluded.meaning, changed_at = excluded.changed_at
                """);
    }

    private static List<FieldSchema> Of(Schema schema) => [.. schema.Objects.SelectMany(o => o.Fields).Where(f => f.Formula is not null || f.RollUp is not null)];

    private static string MeaningOf(FieldSchema field) => JsonSerializer.Serialize(
        new { Storage = field.Storage.ToString(), Kind = field.ValueType.Kind.ToString(), field.ValueType.Scale, field.Definition.Formula, field.Definition.RollUp }, Json.Definitions);
}
