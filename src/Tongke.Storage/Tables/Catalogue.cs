using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongke.Storage.Tables;

/// <summary>Definitions of the tables that exist, kept as JSON in the table <c>_catalogue</c>, one row each.</summary>
internal static class Catalogue
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new IdentifierConverter(), new ColumnConverter(), new JsonStringEnumConverter() },
    };

    public static Identifier Table { get; } = Identifier.Of("_catalogue");

    public static Sql Create { get; } = Sql.From($"create table if not exists {Table} (name text primary key, definition text not null)");

    public static Sql Read { get; } = Sql.From($"select definition from {Table} order by name");

    public static IEnumerable<Sql> Replace(IEnumerable<TableDefinition> tables) =>
        [Sql.From($"delete from {Table}"), .. tables.Select(table => Sql.From($"insert into {Table} (name, definition) values ({table.Name.Name}, {ToJson(table)})"))];

    public static string ToJson<T>(T definition) => JsonSerializer.Serialize(definition, Options);

    public static TableDefinition FromJson(string json) => JsonSerializer.Deserialize<TableDefinition>(json, Options)!;

    private sealed class IdentifierConverter : JsonConverter<Identifier>
    {
        public override Identifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Identifier.Of(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Identifier value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }

    /// <summary>A column with its type as text and its default in the type's form.</summary>
    private sealed class ColumnConverter : JsonConverter<ColumnDefinition>
    {
        public override ColumnDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var form = JsonSerializer.Deserialize<ColumnForm>(ref reader)!;
            var type = form.Precision > 0 ? ColumnType.Decimal(form.Precision, form.Scale) : ColumnType.Of(form.Kind);
            return new ColumnDefinition(Identifier.Of(form.Name), type)
            {
                IsNullable = form.IsNullable,
                Default = form.Default is { } value ? DefaultOf(value, type) : null,
            };
        }

        public override void Write(Utf8JsonWriter writer, ColumnDefinition value, JsonSerializerOptions options) => JsonSerializer.Serialize(
            writer,
            new ColumnForm(value.Name.Name, value.Type.Kind, value.Type.Precision, value.Type.Scale, value.IsNullable, value.Default is null ? null : JsonSerializer.SerializeToElement(value.Default)));

        private static object? DefaultOf(JsonElement value, ColumnType type) => type.Kind switch
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

        private sealed record ColumnForm(string Name, [property: JsonConverter(typeof(JsonStringEnumConverter))] ColumnKind Kind, int Precision, int Scale, bool IsNullable, JsonElement? Default);
    }
}
