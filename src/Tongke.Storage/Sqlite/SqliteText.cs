using System.Globalization;
using System.Text;

namespace Tongke.Storage;

/// <summary>Values in the text form SQLite keeps them in; the text order is the order of the values.</summary>
internal static class SqliteText
{
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    public const string DateFormat = "yyyy-MM-dd";
    public const string TimeFormat = "HH:mm:ss";

    private const string Shape = "0000-00-00T00:00:00.000Z";

    public static string OfInstant(DateTimeOffset instant) => string.Create(Shape.Length, instant.UtcDateTime, (text, at) =>
    {
        // Each record that is read or written has some of them: a format that is interpreted costs ten times as much.
        Shape.CopyTo(text);
        Put(text[..4], at.Year);
        Put(text[5..7], at.Month);
        Put(text[8..10], at.Day);
        Put(text[11..13], at.Hour);
        Put(text[14..16], at.Minute);
        Put(text[17..19], at.Second);
        Put(text[20..23], at.Millisecond);
    });

    /// <exception cref="FormatException">It has another form.</exception>
    public static DateTimeOffset InstantOf(ReadOnlySpan<byte> text)
    {
        if (text.Length != Shape.Length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
            throw new FormatException($"'{Encoding.UTF8.GetString(text)}' is no moment.");

        var moment = new DateTime(
            Number(text[..4]), Number(text[5..7]), Number(text[8..10]), Number(text[11..13]), Number(text[14..16]), Number(text[17..19]), Number(text[20..23]), DateTimeKind.Utc);
        return new DateTimeOffset(moment);
    }

    public static string OfDate(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    public static string OfTime(TimeOnly time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>No exponent, no trailing zeros, so that equal decimals have equal text.</summary>
    public static string OfDecimal(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static void Put(Span<char> digits, int number)
    {
        for (var i = digits.Length - 1; i >= 0; i--, number /= 10)
            digits[i] = (char)('0' + (number % 10));
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = char.IsAsciiDigit((char)digit) ? (number * 10) + (digit - '0') : throw new FormatException($"'{Encoding.UTF8.GetString(digits)}' is no number.");

        return number;
    }
}
