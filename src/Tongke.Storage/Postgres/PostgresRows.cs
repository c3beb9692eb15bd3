using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Tongke.Storage.Postgres;

internal sealed class PostgresRows(NpgsqlDataReader reader, NpgsqlCommand command, string statement) : Rows
{
    public override int FieldCount => reader.FieldCount;

    public override string GetName(int i) => reader.GetName(i);

    public override async ValueTask<bool> ReadAsync(CancellationToken ct = default)
    {
        try
        {
            return await reader.ReadAsync(ct);
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            throw PostgresFailures.Of(error, statement);
        }
    }

    public override bool IsNull(int i) => reader.IsDBNull(i);

    public override long GetInt64(int i) => reader.GetFieldType(i) == typeof(decimal) ? decimal.ToInt64(reader.GetDecimal(i)) : reader.GetInt64(i);

    public override double GetDouble(int i) => reader.GetFieldType(i) == typeof(double) ? reader.GetDouble(i) : (double)GetNumber(i);

    public override decimal GetDecimal(int i, int scale) => Decimals.WithScale(GetNumber(i), scale);

    public override decimal GetCanonicalDecimal(int i) => Decimals.Canonical(GetNumber(i));

    public override Guid GetGuid(int i) => reader.GetGuid(i);

    public override string GetText(int i) => reader.GetString(i);

    public override bool GetBoolean(int i) => reader.GetBoolean(i);

    public override DateOnly GetDate(int i) => reader.GetFieldValue<DateOnly>(i);

    public override TimeOnly GetTime(int i) => reader.GetFieldValue<TimeOnly>(i);

    public override DateTimeOffset GetInstant(int i) => reader.GetFieldValue<DateTimeOffset>(i);

    public override byte[] GetBytes(int i) => reader.GetFieldValue<byte[]>(i);

    public override void WriteText(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(reader.GetString(i));
    }

    public override void WriteInt64(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteNumberValue(GetInt64(i));
    }

    public override void WriteDouble(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteNumberValue(GetDouble(i));
    }

    public override void WriteDecimal(int i, int scale, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteNumberValue(GetDecimal(i, scale));
    }

    public override void WriteCanonicalDecimal(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteNumberValue(GetCanonicalDecimal(i));
    }

    public override void WriteBoolean(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteBooleanValue(reader.GetBoolean(i));
    }

    public override void WriteGuid(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(reader.GetGuid(i));
    }

    public override void WriteDate(int i, Utf8JsonWriter writer)
    {
        Span<char> text = stackalloc char[10];
        if (IsNull(i))
            writer.WriteNullValue();
        else if (GetDate(i).TryFormat(text, out _, SqliteText.DateFormat, CultureInfo.InvariantCulture))
            writer.WriteStringValue(text);
    }

    public override void WriteTime(int i, Utf8JsonWriter writer)
    {
        Span<char> text = stackalloc char[8];
        if (IsNull(i))
            writer.WriteNullValue();
        else if (GetTime(i).TryFormat(text, out _, SqliteText.TimeFormat, CultureInfo.InvariantCulture))
            writer.WriteStringValue(text);
    }

    public override void WriteInstant(int i, Utf8JsonWriter writer)
    {
        Span<char> text = stackalloc char[24];
        if (IsNull(i))
            writer.WriteNullValue();
        else if (reader.GetDateTime(i).TryFormat(text, out _, SqliteText.InstantFormat, CultureInfo.InvariantCulture))
            writer.WriteStringValue(text);
    }

    public override void WriteJson(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteRawValue(reader.GetString(i), skipInputValidation: true);
    }

    public override void WriteBytes(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteBase64StringValue(GetBytes(i));
    }

    /// <summary>Sums and averages come back in another type than what they are made of.</summary>
    private decimal GetNumber(int i)
    {
        var type = reader.GetFieldType(i);
        return type == typeof(decimal) ? reader.GetDecimal(i) : type == typeof(double) ? (decimal)reader.GetDouble(i) : reader.GetInt64(i);
    }

    public override async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await command.DisposeAsync();
    }
}
