using System.Text.Json;

namespace Tongke.Storage;

/// <summary>
/// The rows of a query, read one at a time. The getters throw <see cref="InvalidCastException"/> on NULL (ask <see cref="IsNull"/> first);
/// the writers put a JSON null. Dispose gives the connection back.
/// </summary>
public abstract class Rows : IAsyncDisposable
{
    public abstract int FieldCount { get; }

    public abstract string GetName(int i);

    /// <summary>Steps to the next row; false after the last.</summary>
    public abstract ValueTask<bool> ReadAsync(CancellationToken ct = default);

    public abstract bool IsNull(int i);

    public abstract long GetInt64(int i);

    public abstract double GetDouble(int i);

    /// <param name="i">The field.</param>
    /// <param name="scale">The column's scale; the result has exactly this many digits after the point.</param>
    public abstract decimal GetDecimal(int i, int scale);

    /// <summary>A decimal that no column holds: the result of the dec_* functions on SQLite, of numeric arithmetic on PostgreSQL. Without trailing zeros.</summary>
    public abstract decimal GetCanonicalDecimal(int i);

    public abstract Guid GetGuid(int i);

    public abstract string GetText(int i);

    public abstract bool GetBoolean(int i);

    public abstract DateOnly GetDate(int i);

    public abstract TimeOnly GetTime(int i);

    /// <summary>UTC, to the millisecond.</summary>
    public abstract DateTimeOffset GetInstant(int i);

    public abstract byte[] GetBytes(int i);

    public abstract void WriteText(int i, Utf8JsonWriter writer);

    public abstract void WriteInt64(int i, Utf8JsonWriter writer);

    public abstract void WriteDouble(int i, Utf8JsonWriter writer);

    public abstract void WriteDecimal(int i, int scale, Utf8JsonWriter writer);

    public abstract void WriteCanonicalDecimal(int i, Utf8JsonWriter writer);

    public abstract void WriteBoolean(int i, Utf8JsonWriter writer);

    public abstract void WriteGuid(int i, Utf8JsonWriter writer);

    public abstract void WriteDate(int i, Utf8JsonWriter writer);

    public abstract void WriteTime(int i, Utf8JsonWriter writer);

    public abstract void WriteInstant(int i, Utf8JsonWriter writer);

    /// <summary>A JSON column, put as it is.</summary>
    public abstract void WriteJson(int i, Utf8JsonWriter writer);

    public abstract void WriteBytes(int i, Utf8JsonWriter writer);

    /// <summary>The value in its CLR form, or null: for the few places that don't know the type at compile time.</summary>
    public object? GetValue(int i, ColumnType type) => IsNull(i) ? null : type.Kind switch
    {
        ColumnKind.Uuid => GetGuid(i),
        ColumnKind.Text or ColumnKind.Json => GetText(i),
        ColumnKind.Integer => GetInt64(i),
        ColumnKind.Decimal => GetDecimal(i, type.Scale),
        ColumnKind.Boolean => GetBoolean(i),
        ColumnKind.Date => GetDate(i),
        ColumnKind.Time => GetTime(i),
        ColumnKind.Instant => GetInstant(i),
        ColumnKind.Double => GetDouble(i),
        ColumnKind.Bytes => GetBytes(i),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Writes the value in its API form, or null.</summary>
    public void Write(int i, ColumnType type, Utf8JsonWriter writer)
    {
        switch (type.Kind)
        {
            case ColumnKind.Uuid: WriteGuid(i, writer); break;
            case ColumnKind.Text: WriteText(i, writer); break;
            case ColumnKind.Integer: WriteInt64(i, writer); break;
            case ColumnKind.Decimal: WriteDecimal(i, type.Scale, writer); break;
            case ColumnKind.Boolean: WriteBoolean(i, writer); break;
            case ColumnKind.Date: WriteDate(i, writer); break;
            case ColumnKind.Time: WriteTime(i, writer); break;
            case ColumnKind.Instant: WriteInstant(i, writer); break;
            case ColumnKind.Double: WriteDouble(i, writer); break;
            case ColumnKind.Json: WriteJson(i, writer); break;
            case ColumnKind.Bytes: WriteBytes(i, writer); break;
            default: throw new ArgumentOutOfRangeException(nameof(type));
        }
    }

    /// <summary>The value as <typeparamref name="T"/>: Guid, string, long, int, double, bool, DateOnly, TimeOnly, DateTimeOffset, byte[] or their nullable forms; default for NULL.</summary>
    public T? Get<T>(int i)
    {
        if (IsNull(i))
            return default;

        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object value = type == typeof(Guid) ? GetGuid(i)
            : type == typeof(string) ? GetText(i)
            : type == typeof(long) ? GetInt64(i)
            : type == typeof(int) ? checked((int)GetInt64(i))
            : type == typeof(double) ? GetDouble(i)
            : type == typeof(bool) ? GetBoolean(i)
            : type == typeof(DateOnly) ? GetDate(i)
            : type == typeof(TimeOnly) ? GetTime(i)
            : type == typeof(DateTimeOffset) ? GetInstant(i)
            : type == typeof(byte[]) ? GetBytes(i)
            : throw new ArgumentException($"A field cannot be read as {typeof(T)}.");
        return (T)value;
    }

    public abstract ValueTask DisposeAsync();
}
