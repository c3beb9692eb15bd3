using System.Globalization;

namespace Tongke.Storage;

/// <summary>Values in the text form SQLite keeps them in; the text order is the order of the values.</summary>
internal static class SqliteText
{
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    public const string DateFormat = "yyyy-MM-dd";
    public const string TimeFormat = "HH:mm:ss";

    public static string OfInstant(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static string OfDate(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    public static string OfTime(TimeOnly time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>No exponent, no trailing zeros, so that equal decimals have equal text.</summary>
    public static string OfDecimal(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
