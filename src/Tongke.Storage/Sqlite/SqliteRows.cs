using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SQLitePCL;

namespace Tongke.Storage.Sqlite;

/// <summary>Rows of a running statement, read from SQLite's own buffers: the UTF-8 bytes go into JSON without becoming strings.</summary>
internal sealed class SqliteRows(NativeConnection connection, NativeStatement statement, Action<NativeConnection>? release, CancellationToken ct) : Rows
{
    private readonly CancellationTokenRegistration _cancel = ct.UnsafeRegister(static c => ((NativeConnection)c!).Interrupt(), connection);
    private readonly sqlite3_stmt _handle = statement.Handle;
    private bool _disposed;

    public override int FieldCount => statement.ColumnCount;

    public override string GetName(int i) => raw.sqlite3_column_name(_handle, i).utf8_to_string();

    public override ValueTask<bool> ReadAsync(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult(statement.Step());
    }

    public override bool IsNull(int i) => raw.sqlite3_column_type(_handle, i) == raw.SQLITE_NULL;

    public override long GetInt64(int i) => raw.sqlite3_column_int64(_handle, i) is not 0 and var number ? number : OrThrowIfNull(i, 0L);

    public override double GetDouble(int i) => raw.sqlite3_column_double(_handle, i) is not 0 and var number ? number : OrThrowIfNull(i, 0d);

    public override decimal GetDecimal(int i, int scale) => ScaledDecimal.FromScaled(GetInt64(i), scale);

    public override decimal GetCanonicalDecimal(int i) => decimal.Parse(BytesThatAre(i), NumberStyles.Float, CultureInfo.InvariantCulture);

    public override Guid GetGuid(int i) => new(BytesThatAre(i), bigEndian: true);

    public override string GetText(int i) => Encoding.UTF8.GetString(BytesThatAre(i));

    public override bool GetBoolean(int i) => GetInt64(i) != 0;

    public override DateOnly GetDate(int i) => DateOnly.ParseExact(GetText(i), SqliteText.DateFormat, CultureInfo.InvariantCulture);

    public override TimeOnly GetTime(int i) => TimeOnly.ParseExact(GetText(i), SqliteText.TimeFormat, CultureInfo.InvariantCulture);

    public override DateTimeOffset GetInstant(int i) => SqliteText.InstantOf(BytesThatAre(i));

    public override byte[] GetBytes(int i) => BytesThatAre(i).ToArray();

    public override void WriteText(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(Bytes(i));
    }

    public override void WriteInt64(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteNumberValue(raw.sqlite3_column_int64(_handle, i));
    }

    public override void WriteDouble(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteNumberValue(raw.sqlite3_column_double(_handle, i));
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
            writer.WriteBooleanValue(raw.sqlite3_column_int64(_handle, i) != 0);
    }

    public override void WriteGuid(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(GetGuid(i));
    }

    public override void WriteDate(int i, Utf8JsonWriter writer) => WriteText(i, writer);

    public override void WriteTime(int i, Utf8JsonWriter writer) => WriteText(i, writer);

    public override void WriteInstant(int i, Utf8JsonWriter writer) => WriteText(i, writer);

    public override void WriteJson(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteRawValue(Bytes(i), skipInputValidation: true);
    }

    public override void WriteBytes(int i, Utf8JsonWriter writer)
    {
        if (IsNull(i))
            writer.WriteNullValue();
        else
            writer.WriteBase64StringValue(Bytes(i));
    }

    public override ValueTask DisposeAsync()
    {
        if (_disposed)
            return ValueTask.CompletedTask;

        _disposed = true;
        _cancel.Dispose();
        connection.Return(statement);
        release?.Invoke(connection);
        return ValueTask.CompletedTask;
    }

    /// <summary>Asking for a blob leaves text as it lies, in UTF-8.</summary>
    private ReadOnlySpan<byte> Bytes(int i) => raw.sqlite3_column_blob(_handle, i);

    /// <summary>SQLite's answer for null is nothing or zero, so only then is it asked which of the two it is.</summary>
    private ReadOnlySpan<byte> BytesThatAre(int i)
    {
        var bytes = Bytes(i);
        return bytes.IsEmpty ? OrThrowIfNull(i, Array.Empty<byte>()) : bytes;
    }

    private T OrThrowIfNull<T>(int i, T value) => IsNull(i) ? throw new InvalidCastException($"Field {i} ({GetName(i)}) is null.") : value;
}
