using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Periods relative to today: <c>today</c>, <c>this_week</c>, <c>last_month</c>, <c>next_quarter</c>, <c>last_30_days</c> (today included),
/// <c>next_7_days</c> (today included). Weeks begin on Monday.
/// </summary>
public static partial class Periods
{
    private const long MostDays = 9999;

    private static readonly string[] Named =
        ["today", "yesterday", "tomorrow", .. from unit in (string[])["week", "month", "quarter", "year"] from which in (string[])["last", "this", "next"] select $"{which}_{unit}"];

    /// <summary>The condition that a day, or a point in time on the company's calendar, lies in a period.</summary>
    internal static Expr Within(Expr value, string period)
    {
        var (from, to) = Bounds(period.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant()) ?? throw new RefusedExpressionException("filter_unknown_period", period);
        return Condition.AllOf(Calls.Make(Functions.AtLeast, value, from), Calls.Make(Functions.Less, value, to));
    }

    /// <summary>The period that has these bounds; null when it has no name.</summary>
    internal static string? Find(Expr from, Expr to)
    {
        if (Named.FirstOrDefault(n => Bounds(n.Replace("_", "", StringComparison.Ordinal)) == (from, to)) is { } name) return name;

        return (OffsetOf(from), OffsetOf(to)) switch
        {
            ( < 0 and > -MostDays and { } first, 1) => string.Create(CultureInfo.InvariantCulture, $"last_{1 - first}_days"),
            (0, > 1 and <= MostDays and { } last) => string.Create(CultureInfo.InvariantCulture, $"next_{last}_days"),
            _ => null,
        };
    }

    private static long? OffsetOf(Expr day) => day switch
    {
        ContextValue { Name: ContextName.Today } => 0,
        Call { Arguments: [ContextValue { Name: ContextName.Today }, Constant { Value: long days }] } call when call.Function == Functions.AddDays => days,
        _ => null,
    };

    /// <summary>The first day of a period and the first after it.</summary>
    private static (Expr From, Expr To)? Bounds(string period)
    {
        switch (period)
        {
            case "today": return (Day(0), Day(1));
            case "yesterday": return (Day(-1), Day(0));
            case "tomorrow": return (Day(1), Day(2));
        }

        if (Count().Match(period) is { Success: true } count)
        {
            var days = int.Parse(count.Groups[2].Value, CultureInfo.InvariantCulture);
            return count.Groups[1].Value == "last" ? (Day(1 - days), Day(1)) : (Day(0), Day(days));
        }

        if (Unit().Match(period) is not { Success: true } unit) return null;

        var offset = unit.Groups[1].Value switch { "last" => -1, "next" => 1, _ => 0 };
        return (Start(unit.Groups[2].Value, offset), Start(unit.Groups[2].Value, offset + 1));
    }

    private static Expr Day(int offset) => offset == 0 ? Calls.Context(ContextName.Today) : Calls.Make(Functions.AddDays, Calls.Context(ContextName.Today), Calls.Value((long)offset));

    private static Expr Start(string unit, int offset)
    {
        var today = Calls.Context(ContextName.Today);
        return unit switch
        {
            "week" => Moved(Functions.AddDays, Calls.Make(Functions.StartOfWeek, today), 7 * offset),
            "month" => Moved(Functions.AddMonths, Calls.Make(Functions.StartOfMonth, today), offset),
            "quarter" => Moved(Functions.AddMonths, Calls.Make(Functions.StartOfQuarter, today), 3 * offset),
            _ => Moved(Functions.AddMonths, Calls.Make(Functions.StartOfYear, today), 12 * offset),
        };
    }

    private static Expr Moved(Function function, Expr day, int by) => by == 0 ? day : Calls.Make(function, day, Calls.Value((long)by));

    [GeneratedRegex("^(last|next)([1-9][0-9]{0,3})days?$", RegexOptions.CultureInvariant)]
    private static partial Regex Count();

    [GeneratedRegex("^(last|this|next)(week|month|quarter|year)$", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();
}
