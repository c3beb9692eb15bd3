using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Tongke.Storage.Postgres;

internal sealed class PostgresRows : Rows
{
    private readonly NpgsqlDataReader _reader;
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlConnection? _connection;

    private PostgresRows(NpgsqlDataReader reader, NpgsqlCommand command, NpgsqlConnection? connection) => (_reader, _command, _connection) = (reader, command, connection);

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="connection">Where.</param>
    /// <param name="transaction">In which, if in one.</param>
    /// <param name="ownsConnection">Whether it is given back when the rows have been read; by a failure it never is.</param>
    /// <param name="ct">Calls the statement back.</param>
    public static async Task<PostgresRows> ExecuteAsync(RenderedSql sql, NpgsqlConnection connection, NpgsqlTransaction? transaction, bool ownsConnection, CancellationToken ct)
    {
        var command = new NpgsqlCommand(sql.Text, connection, transaction);
        try
        {
            PostgresParameters.AddTo(command.Parameters, sql.Parameters);
            return new PostgresRows(await command.ExecuteReaderAsync(ct), command, ownsConnection ? connection : null);
        }
        catch
        {
            await PostgresPreparations.ForgetAsync(command);
            await command.DisposeAsync();
            throw;
        }
    }

    public override int FieldCount => _reader.FieldCount;

    public override string GetName(int i) => _reader.GetName(i);

    public override async ValueTask<bool> ReadAsync(CancellationToken ct = default)
    {
        try
        {
            return await _reader.ReadAsync(ct);
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            throw PostgresFailures.Of(error, _command.CommandText);
        }
    }

    public override bool IsNull(int i) => _reader.IsDBNull(i);

    public override long GetInt64(int i) => _reader.GetFieldType(i) == typeof(decimal) ? decimal.ToInt64(_reader.GetDecimal(i)) : _reader.GetInt64(i);

    public override double GetDouble(int i) => _reader.GetFieldType(i) == typeof(double) ? _reader.GetDouble(i) : (double)GetNumber(i);

    public override decimal GetDecimal(int i, int scale) => Decimals.WithScale(GetNumber(i), scale);

    public override decimal GetCanonicalDecimal(int i) => Decimals.Canonical(GetNumber(i));

    public override Guid GetGuid(int i) => _reader.GetGuid(i);

    public override string GetText(int i) => _reader.GetString(i);

    public override bool GetBoolean(int i) => _reader.GetBoolean(i);

    public override DateOnly GetDate(int i) => _reader.GetFieldValue<DateOnly>(i);

    public override TimeOnly GetTime(int i) => _reader.GetFieldValue<TimeOnly>(i);

    public override DateTimeOffset GetInstant(int i) => _reader.GetFieldValue<DateTimeOffset>(i);

    public override byte[] GetBytes(int i) => _reader.GetFieldValue<byte[]>(i);

    public override void WriteText(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(_reader.GetString(i));
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
            writer.WriteBooleanValue(_reader.GetBoolean(i));
    }

    public override void WriteGuid(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(_reader.GetGuid(i));
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
        else if (_reader.GetDateTime(i).TryFormat(text, out _, SqliteText.InstantFormat, CultureInfo.InvariantCulture))
            writer.WriteStringValue(text);
    }

    public override void WriteJson(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteRawValue(_reader.GetString(i), skipInputValidation: true);
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
        var type = _reader.GetFieldType(i);
        return type == typeof(decimal) ? _reader.GetDecimal(i) : type == typeof(double) ? (decimal)_reader.GetDouble(i) : _reader.GetInt64(i);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await _reader.DisposeAsync();
            await _command.DisposeAsync();
        }
        finally
        {
            if (_connection is not null)
                await _connection.DisposeAsync();
        }
    }
}
