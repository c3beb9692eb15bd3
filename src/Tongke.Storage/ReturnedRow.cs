using System.Globalization;

namespace Tongke.Storage;

/// <summary>One row of a returning clause, kept in memory in the database's own form and read by type as <see cref="Rows"/> is.</summary>
public sealed class ReturnedRow
{
    private readonly object?[] _values;

    internal ReturnedRow(object?[] values) => _values = values;

    public int FieldCount => _values.Length;

    public bool IsNull(int i) => _values[i] is null;

    public long GetInt64(int i) => Convert.ToInt64(_values[i], CultureInfo.InvariantCulture);

    public double GetDouble(int i) => Convert.ToDouble(_values[i], CultureInfo.InvariantCulture);

    public bool GetBoolean(int i) => _values[i] is bool boolean ? boolean : GetInt64(i) != 0;

    public string GetText(int i) => (string)Present(i);

    public byte[] GetBytes(int i) => (byte[])Present(i);

    public Guid GetGuid(int i) => Present(i) is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid)Present(i);

    public decimal GetDecimal(int i, int scale) => Present(i) is long scaled ? ScaledDecimal.FromScaled(scaled, scale) : (decimal)Present(i);

    public DateOnly GetDate(int i) => Present(i) switch
    {
        string text => DateOnly.ParseExact(text, SqliteText.DateFormat, CultureInfo.InvariantCulture),
        DateTime date => DateOnly.FromDateTime(date),
        var date => (DateOnly)date,
    };

    public TimeOnly GetTime(int i) => Present(i) switch
    {
        string text => TimeOnly.ParseExact(text, SqliteText.TimeFormat, CultureInfo.InvariantCulture),
        TimeSpan time => TimeOnly.FromTimeSpan(time),
        var time => (TimeOnly)time,
    };

    public DateTimeOffset GetInstant(int i) => Present(i) is string text
        ? DateTimeOffset.ParseExact(text, SqliteText.InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : new DateTimeOffset((DateTime)Present(i), TimeSpan.Zero);

    private object Present(int i) => _values[i] ?? throw new InvalidCastException($"Field {i} is null.");
}
