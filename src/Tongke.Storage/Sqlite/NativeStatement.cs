using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Tongke.Storage.Sqlite;

/// <summary>One prepared statement.</summary>
internal sealed class NativeStatement : IDisposable
{
    private readonly NativeConnection _connection;
    private readonly sqlite3_stmt _handle;

    public NativeStatement(NativeConnection connection, string text)
    {
        _connection = connection;
        Text = text;
        var code = raw.sqlite3_prepare_v3(connection.Handle, text, raw.SQLITE_PREPARE_PERSISTENT, out _handle, out var rest);
        if (code != raw.SQLITE_OK)
            throw SqliteFailures.Of(code, connection.Handle, text);
        if (!string.IsNullOrWhiteSpace(rest))
            throw new StatementException("Only one statement may be run at a time.", text);
    }

    public string Text { get; }

    public sqlite3_stmt Handle => _handle;

    public int ColumnCount => raw.sqlite3_column_count(_handle);

    /// <summary>True when a row is there.</summary>
    public bool Step()
    {
        var code = TryStep();
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw SqliteFailures.Of(code, _connection.Handle, Text),
        };
    }

    /// <summary>SQLITE_ROW, SQLITE_DONE or an extended error code.</summary>
    public int TryStep() => raw.sqlite3_step(_handle);

    public void Reset()
    {
        _ = raw.sqlite3_reset(_handle);
        _ = raw.sqlite3_clear_bindings(_handle);
    }

    public void Bind(ReadOnlySpan<SqlParameter> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
            Bind(i + 1, parameters[i].Value, parameters[i].Kind, parameters[i].Scale);
    }

    /// <param name="index">From 1.</param>
    /// <param name="value">As <see cref="SqlParameter.Normalize"/> leaves it.</param>
    /// <param name="kind">How the value is kept.</param>
    /// <param name="scale">The decimal's scale, or <see cref="SqlParameter.AsText"/>.</param>
    public void Bind(int index, object? value, ColumnKind kind, int scale)
    {
        var code = value switch
        {
            null => raw.sqlite3_bind_null(_handle, index),
            Guid id => BindGuid(index, id),
            string text => BindText(index, text),
            long number => raw.sqlite3_bind_int64(_handle, index, number),
            decimal number when scale == SqlParameter.AsText => BindText(index, SqliteText.OfDecimal(number)),
            decimal number => raw.sqlite3_bind_int64(_handle, index, new ScaledDecimal(number, scale).ToScaled()),
            bool truth => raw.sqlite3_bind_int64(_handle, index, truth ? 1 : 0),
            DateTimeOffset instant => BindText(index, SqliteText.OfInstant(instant)),
            DateOnly date => BindText(index, SqliteText.OfDate(date)),
            TimeOnly time => BindText(index, SqliteText.OfTime(time)),
            double number => raw.sqlite3_bind_double(_handle, index, number),
            byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_handle, index, 0),
            byte[] bytes => raw.sqlite3_bind_blob(_handle, index, bytes),
            _ => throw new ArgumentException($"SQLite cannot take a {value.GetType()} as {kind}."),
        };
        if (code != raw.SQLITE_OK)
            throw SqliteFailures.Of(code, _connection.Handle, Text);
    }

    public void Dispose() => _handle.Dispose();

    private int BindGuid(int index, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return raw.sqlite3_bind_blob(_handle, index, bytes);
    }

    private int BindText(int index, string text)
    {
        if (text.Length == 0)
            return raw.sqlite3_bind_text(_handle, index, "");

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= 512)
        {
            Span<byte> near = stackalloc byte[512];
            return raw.sqlite3_bind_text(_handle, index, near[..Encoding.UTF8.GetBytes(text, near)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        var code = raw.sqlite3_bind_text(_handle, index, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return code;
    }
}
