using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>The one form of each <see cref="ValueKind"/> in the database, in JSON and in memory.</summary>
public static class Values
{
    /// <summary>Form of an instant in JSON and in SQLite: UTC, milliseconds.</summary>
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes a value as the API shows it.</summary>
    public static void WriteJson(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool b: writer.WriteBooleanValue(b); break;
            case long n: writer.WriteNumberValue(n); break;
            case decimal d: writer.WriteNumberValue(d); break;
            case string s: writer.WriteStringValue(s); break;
            case Guid id: writer.WriteStringValue(id); break;
            case DateOnly day: writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case TimeOnly time: writer.WriteStringValue(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset instant: writer.WriteStringValue(instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture)); break;
            case JsonElement json: json.WriteTo(writer); break;
            case byte[] bytes: writer.WriteBase64StringValue(bytes); break;
            case string[] texts:
                writer.WriteStartArray();
                foreach (var text in texts) writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            case Guid[] ids:
                writer.WriteStartArray();
                foreach (var id in ids) writer.WriteStringValue(id);
                writer.WriteEndArray();
                break;
            default: throw new InvalidOperationException($"{value.GetType()} is not a field value.");
        }
    }

    /// <summary>Reads a column into its CLR value.</summary>
    public static object? Read(Rows rows, int column, ExprType type)
    {
        if (rows.IsNull(column)) return null;

        return type.Kind switch
        {
            ValueKind.Boolean => rows.GetBoolean(column),
            ValueKind.Integer => rows.GetInt64(column),
            ValueKind.Decimal => rows.GetDecimal(column, type.Scale),
            ValueKind.Text => rows.GetText(column),
            ValueKind.Date => rows.GetDate(column),
            ValueKind.Time => rows.GetTime(column),
            ValueKind.Instant => rows.GetInstant(column),
            ValueKind.Id => rows.GetGuid(column),
            ValueKind.Texts => JsonSerializer.Deserialize<string[]>(rows.GetText(column)),
            ValueKind.Ids => JsonSerializer.Deserialize<Guid[]>(rows.GetText(column)),
            ValueKind.Json => JsonDocument.Parse(rows.GetText(column)).RootElement,
            ValueKind.Bytes => rows.GetBytes(column),
        };
    }

    /// <summary>The value of a column that a commit brought back.</summary>
    public static object? Read(ReturnedRow row, int column, ExprType type)
    {
        if (row.IsNull(column)) return null;

        return type.Kind switch
        {
            ValueKind.Boolean => row.GetBoolean(column),
            ValueKind.Integer => row.GetInt64(column),
            ValueKind.Decimal => row.GetDecimal(column, type.Scale),
            ValueKind.Text => row.GetText(column),
            ValueKind.Date => row.GetDate(column),
            ValueKind.Time => row.GetTime(column),
            ValueKind.Instant => row.GetInstant(column),
            ValueKind.Id => row.GetGuid(column),
            ValueKind.Texts => JsonSerializer.Deserialize<string[]>(row.GetText(column)),
            ValueKind.Ids => JsonSerializer.Deserialize<Guid[]>(row.GetText(column)),
            ValueKind.Json => JsonDocument.Parse(row.GetText(column)).RootElement,
            ValueKind.Bytes => row.GetBytes(column),
        };
    }

    /// <summary>Copies a column into JSON without making an object of it.</summary>
    public static void Copy(Rows rows, int column, ExprType type, Utf8JsonWriter writer)
    {
        switch (type.Kind)
        {
            case ValueKind.Boolean: rows.WriteBoolean(column, writer); break;
            case ValueKind.Integer: rows.WriteInt64(column, writer); break;
            case ValueKind.Decimal: rows.WriteDecimal(column, type.Scale, writer); break;
            case ValueKind.Text: rows.WriteText(column, writer); break;
            case ValueKind.Date: rows.WriteDate(column, writer); break;
            case ValueKind.Time: rows.WriteTime(column, writer); break;
            case ValueKind.Instant: rows.WriteInstant(column, writer); break;
            case ValueKind.Id: rows.WriteGuid(column, writer); break;
            case ValueKind.Texts or ValueKind.Ids or ValueKind.Json: rows.WriteJson(column, writer); break;
            case ValueKind.Bytes: rows.WriteBytes(column, writer); break;
        }
    }

    /// <summary>The form of <paramref name="value"/> that its column takes.</summary>
    public static object? ToStored(object? value) => value switch
    {
        string[] or Guid[] => JsonSerializer.Serialize(value, Json.Relaxed),
        JsonElement json => json.GetRawText(),
        _ => value,
    };

    /// <summary>The parameter that stores <paramref name="value"/> in the column of <paramref name="field"/>.</summary>
    public static Sql Parameter(FieldSchema field, object? value) => Sql.Value(ToStored(value), field.ColumnType);

    /// <summary>Reads back what <see cref="WriteJson"/> wrote.</summary>
    public static object? Parse(JsonElement json, ExprType type) => json.ValueKind == JsonValueKind.Null ? null : type.Kind switch
    {
        ValueKind.Boolean => json.GetBoolean(),
        ValueKind.Integer => json.GetInt64(),
        ValueKind.Decimal => json.GetDecimal(),
        ValueKind.Text => json.GetString(),
        ValueKind.Date => DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.Time => TimeOnly.ParseExact(json.GetString()!, "HH:mm:ss", CultureInfo.InvariantCulture),
        ValueKind.Instant => json.GetDateTimeOffset(),
        ValueKind.Id => json.GetGuid(),
        ValueKind.Texts => json.Deserialize<string[]>(),
        ValueKind.Ids => json.Deserialize<Guid[]>(),
        ValueKind.Json => json.Clone(),
        ValueKind.Bytes => json.GetBytesFromBase64(),
    };

    /// <summary>
    /// Reads back what <see cref="WriteJson"/> wrote of a field that may have had another type then: what the type of today cannot read is not known,
    /// and is null.
    /// </summary>
    public static object? ParsePast(JsonElement json, ExprType type)
    {
        try
        {
            return Parse(json, type);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or JsonException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Whether two field values are the same.</summary>
    public static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string[] x, string[] y) => x.AsSpan().SequenceEqual(y),
        (Guid[] x, Guid[] y) => x.AsSpan().SequenceEqual(y),
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y),
        _ => a.Equals(b),
    };
}
