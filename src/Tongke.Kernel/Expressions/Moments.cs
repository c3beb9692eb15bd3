using System.Globalization;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>Days and points in time as expressions see them. What leaves the years 1 to 9999 is empty.</summary>
public static class Moments
{
    /// <summary>Months more than any two days are apart.</summary>
    public const int FarMonths = 120_000;

    /// <summary>Days more than any two days are apart.</summary>
    public const int FarDays = 3_700_000;

    /// <summary>Cuts to milliseconds, UTC.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>The clock of <paramref name="zone"/> at <paramref name="instant"/>.</summary>
    public static DateTime LocalOf(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>The day of <paramref name="instant"/> in <paramref name="zone"/>.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(LocalOf(instant, zone));

    /// <summary>The first moment of <paramref name="day"/> in <paramref name="zone"/>, also where clocks change at midnight.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.IsInvalidTime(midnight) ? zone.GetUtcOffset(midnight.AddHours(-3))
            : zone.GetUtcOffset(midnight);
        // East of Greenwich the first day of the calendar begins before there are moments.
        return new(Math.Max(0, midnight.Ticks - offset.Ticks), TimeSpan.Zero);
    }

    /// <summary>A day some days away.</summary>
    public static DateOnly? AddDays(DateOnly day, long days) =>
        Math.Abs(days) < FarDays && day.DayNumber + days is >= 0 and var number && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number) : null;

    /// <summary>The same day some months away, or the last of that month.</summary>
    public static DateOnly? AddMonths(DateOnly day, long months)
    {
        if (Math.Abs(months) > FarMonths) return null;

        var month = (day.Year * 12) + day.Month - 1 + months;
        return month is >= 12 and < 120_000 ? day.AddMonths((int)months) : null;
    }

    /// <summary>A point in time some milliseconds away.</summary>
    public static DateTimeOffset? AddMilliseconds(DateTimeOffset instant, decimal milliseconds)
    {
        var ticks = instant.UtcTicks + (decimal.Round(milliseconds, 0, MidpointRounding.AwayFromZero) * TimeSpan.TicksPerMillisecond);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset((long)ticks, TimeSpan.Zero) : null;
    }

    /// <summary>Complete months from one day to another; negative when the other is earlier.</summary>
    public static long MonthsBetween(DateOnly from, DateOnly to)
    {
        if (to < from) return -MonthsBetween(to, from);

        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return to.Day < from.Day ? months - 1 : months;
    }

    /// <summary>Monday = 1 … Sunday = 7.</summary>
    public static long WeekdayOf(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (long)day.DayOfWeek;

    /// <summary>Worked days from one day to another, both counted; negative when the other is earlier.</summary>
    public static long WorkedDays(DateOnly from, DateOnly to, BusinessCalendar calendar)
    {
        if (to < from) return -WorkedDays(to, from, calendar);

        var days = to.DayNumber - from.DayNumber + 1;
        var worked = days / 7 * 5;
        for (var day = from.AddDays(days / 7 * 7); day <= to; day = day.AddDays(1))
        {
            if (WeekdayOf(day) < 6) worked++;
            if (day == DateOnly.MaxValue) break;
        }

        return worked
            - calendar.Holidays.Count(d => d >= from && d <= to && WeekdayOf(d) < 6)
            + calendar.WorkedWeekends.Count(d => d >= from && d <= to && WeekdayOf(d) >= 6);
    }

    /// <summary>The worked day that comes <paramref name="count"/> worked days after (or before) a day; the day itself for 0. Empty beyond 10,000.</summary>
    public static DateOnly? WorkedDayAfter(DateOnly day, long count, BusinessCalendar calendar)
    {
        if (Math.Abs(count) > 10_000) return null;

        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            if (AddDays(day, step) is not { } next) return null;

            day = next;
            if (calendar.IsWorked(day)) left--;
        }

        return day;
    }

    /// <summary>The form SQLite and JSON have.</summary>
    public static string ToText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The form SQLite and JSON have.</summary>
    public static string ToText(DateTimeOffset instant) => instant.UtcDateTime.ToString(Values.InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>The form SQLite and JSON have.</summary>
    public static string ToText(TimeOnly time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
