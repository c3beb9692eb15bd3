using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>How much of a time lies on days that the company works: weekends and holidays don't count, weekends worked instead (调休) do.</summary>
internal static class WorkTime
{
    /// <summary>Seconds on working days, by the company's calendar and time zone.</summary>
    public static long Between(DateTimeOffset from, DateTimeOffset to, Conventions conventions)
    {
        var zone = conventions.TimeZone;
        var seconds = 0d;
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime); ; day = day.AddDays(1))
        {
            var (begins, ends) = (Moments.StartOf(day, zone), Moments.StartOf(day.AddDays(1), zone));
            if (begins >= to)
                return (long)seconds;

            if (conventions.Calendar.IsWorked(day))
                seconds += ((ends < to ? ends : to) - (begins > from ? begins : from)).TotalSeconds;
        }
    }
}
