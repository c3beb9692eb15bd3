using System.Collections.Frozen;

namespace Tongke.Kernel.Schemas;

/// <summary>Which days a company works: Monday to Friday, less its holidays, plus the weekend days it works instead (调休).</summary>
public sealed record BusinessCalendar(FrozenSet<DateOnly> Holidays, FrozenSet<DateOnly> WorkedWeekends)
{
    /// <summary>Monday to Friday, nothing else.</summary>
    public static BusinessCalendar Weekdays { get; } = new(FrozenSet<DateOnly>.Empty, FrozenSet<DateOnly>.Empty);

    /// <summary>Whether <paramref name="day"/> is worked.</summary>
    public bool IsWorked(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        ? WorkedWeekends.Contains(day)
        : !Holidays.Contains(day);
}
