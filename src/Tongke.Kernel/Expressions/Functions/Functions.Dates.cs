using System.Globalization;
using Tongke.Storage;
using static Tongke.Kernel.Expressions.ParameterKind;

namespace Tongke.Kernel.Expressions;

/// <summary>Days, points in time and times of day. A point in time has its parts on the company's clock.</summary>
public static partial class Functions
{
    public static readonly Function ToDate = new()
    {
        Name = "TODATE", IsPublic = false, Description = new("时间点在公司时区的日期", "The day of a point in time on the company's calendar"),
        Parameters = [ParameterKind.Instant], Needs = ConventionNeed.TimeZone, Result = Always(Date),
        Evaluate = (a, context) => Moments.DayOf((DateTimeOffset)a[0]!, context.Conventions.TimeZone),
        Postgres = a => Sql.From($"({LocalTime(a)})::date"),
    };

    public static readonly Function MakeDate = new()
    {
        Name = "DATE", Description = new("由年、月、日组成的日期；不存在的日子为空", "The day of a year, month and day; empty when there is none such"),
        Parameters = [Whole, Whole, Whole], Result = Always(Date),
        Evaluate = (a, _) => (long)a[0]! is >= 1 and <= 9999 and var y && (long)a[1]! is >= 1 and <= 12 and var m && (long)a[2]! is >= 1 and var d && d <= DateTime.DaysInMonth((int)y, (int)m)
            ? new DateOnly((int)y, (int)m, (int)d) : null,
        Postgres = a => Sql.From($"(select case when y between 1 and 9999 and m between 1 and 12 and d between 1 and extract(day from make_date(y::int, m::int, 1) + interval '1 month - 1 day') then make_date(y::int, m::int, d::int) end from (select {a[0]} as y, {a[1]} as m, {a[2]} as d offset 0) t)"),
    };

    public static readonly Function DateValue = new()
    {
        Name = "DATEVALUE", Description = new("文本 yyyy-MM-dd 表示的日期，或时间点的日期", "The day a text yyyy-MM-dd shows, or of a point in time"),
        Parameters = [ParameterKind.Text], Result = Always(Date),
        Evaluate = (a, _) => DateOnly.TryParseExact((string)a[0]!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        Postgres = a => Sql.From($"(select case when y >= 1 and m between 1 and 12 and d between 1 and extract(day from make_date(y, m, 1) + interval '1 month - 1 day') then make_date(y, m, d) end from (select greatest(p[1]::int, 1) as y, p[2]::int as m, p[3]::int as d, p[1]::int as z from (select regexp_match({a[0]}, '^([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})$') as p offset 0) r) t where z >= 1)"),
    };

    public static readonly Function Year = DatePart("YEAR", new("年", "Year"), d => d.Year, Sql.Literal("year"), d => Sql.From($"cast(substr({d}, 1, 4) as integer)"));

    public static readonly Function Quarter = DatePart("QUARTER", new("季度（1–4）", "Quarter, 1 to 4"), d => (d.Month + 2) / 3, Sql.Literal("quarter"), d => Sql.From($"((cast(substr({d}, 6, 2) as integer) + 2) / 3)"));

    public static readonly Function Month = DatePart("MONTH", new("月（1–12）", "Month, 1 to 12"), d => d.Month, Sql.Literal("month"), d => Sql.From($"cast(substr({d}, 6, 2) as integer)"));

    public static readonly Function Day = DatePart("DAY", new("日（1–31）", "Day of the month"), d => d.Day, Sql.Literal("day"), d => Sql.From($"cast(substr({d}, 9, 2) as integer)"));

    public static readonly Function Weekday = DatePart("WEEKDAY", new("星期几：星期一为 1，星期日为 7", "Day of the week: Monday is 1, Sunday is 7"), Moments.WeekdayOf, Sql.Literal("isodow"));

    public static readonly Function WeekNumber = DatePart("WEEKNUM", new("ISO 周数", "ISO week of the year"), d => ISOWeek.GetWeekOfYear(d.ToDateTime(TimeOnly.MinValue)), Sql.Literal("week"));

    public static readonly Function Hour = ClockPart("HOUR", new("时（0–23）", "Hour, 0 to 23"), t => t.Hour, Sql.Literal("hour"));

    public static readonly Function Minute = ClockPart("MINUTE", new("分", "Minute"), t => t.Minute, Sql.Literal("minute"));

    public static readonly Function Second = ClockPart("SECOND", new("秒", "Second"), t => t.Second, Sql.Literal("second"));

    public static readonly Function StartOfWeek = DateStart("STARTOFWEEK", new("所在周的星期一", "Monday of its week"), d => Moments.AddDays(d, 1 - Moments.WeekdayOf(d)), Sql.Literal("week"));

    public static readonly Function StartOfMonth = DateStart("STARTOFMONTH", new("所在月的第一天", "First day of its month"), d => new DateOnly(d.Year, d.Month, 1), Sql.Literal("month"), d => Sql.From($"(substr({d}, 1, 8) || '01')"));

    public static readonly Function StartOfQuarter = DateStart("STARTOFQUARTER", new("所在季度的第一天", "First day of its quarter"), d => new DateOnly(d.Year, ((d.Month - 1) / 3 * 3) + 1, 1), Sql.Literal("quarter"));

    public static readonly Function StartOfYear = DateStart("STARTOFYEAR", new("所在年的第一天", "First day of its year"), d => new DateOnly(d.Year, 1, 1), Sql.Literal("year"), d => Sql.From($"(substr({d}, 1, 5) || '01-01')"));

    public static readonly Function EndOfMonth = new()
    {
        Name = "EOMONTH", Description = new("若干月后的月末", "Last day of the month some months away"),
        Parameters = [ParameterKind.Date, Whole], Result = Always(Date),
        Evaluate = (a, _) => Moments.AddMonths((DateOnly)a[0]!, (long)a[1]!) is { } d ? new DateOnly(d.Year, d.Month, DateTime.DaysInMonth(d.Year, d.Month)) : null,
        Postgres = a => Sql.From($"(date_trunc('month', {PlusMonths(a)}::timestamp) + interval '1 month - 1 day')::date"),
    };

    public static readonly Function AddMonths = new()
    {
        Name = "EDATE", Description = new("若干月后的同一天，或该月最后一天", "The same day some months away, or the last of that month"),
        Parameters = [ParameterKind.Date, Whole], Result = Always(Date),
        Evaluate = (a, _) => Moments.AddMonths((DateOnly)a[0]!, (long)a[1]!),
        Postgres = PlusMonths,
    };

    public static readonly Function AddDays = new()
    {
        Name = "ADDDAYS", IsPublic = false, Description = new("若干天后的日期", "The day some days away"),
        Parameters = [ParameterKind.Date, Whole], Result = Always(Date),
        Evaluate = (a, _) => Moments.AddDays((DateOnly)a[0]!, (long)a[1]!),
        Postgres = a => Sql.From($"(select case when (v - date '0001-01-01') + n between 0 and 3652058 then v + n::int end from (select {a[0]} as v, {a[1]} as n offset 0) t)"),
    };

    public static readonly Function AddDuration = new()
    {
        Name = "ADDTIME", IsPublic = false, Description = new("若干天（可带小数）后的时间点", "The point in time some days, or parts of one, away"),
        Parameters = [ParameterKind.Instant, Number], Result = Always(Instant),
        Evaluate = (a, _) => Math.Abs((decimal)a[1]!) > Moments.FarDays ? null : Moments.AddMilliseconds((DateTimeOffset)a[0]!, (decimal)a[1]! * 86_400_000),
        Postgres = a => Sql.From($"""
            (select case when extract(epoch from v) * 1000 + ms between -62135596800000 and 253402300799999
                then v + trunc(ms / 86400000)::int * interval '24 hours' + mod(ms, 86400000)::int * interval '1 millisecond' end
            from (select {a[0]} as v, round(least(greatest({a[1]}, {Sql.Integer(-Moments.FarDays)}), {Sql.Integer(Moments.FarDays)}) * 86400000) as ms offset 0) t)
            """),
    };

    public static readonly Function DaysBetween = new()
    {
        Name = "DAYS", Description = new("从第二个日期到第一个日期的天数", "Days from the second day to the first"),
        Parameters = [ParameterKind.Date, ParameterKind.Date], Result = Always(Integer),
        Evaluate = (a, _) => (long)(((DateOnly)a[0]!).DayNumber - ((DateOnly)a[1]!).DayNumber),
        Postgres = a => Sql.From($"({a[0]} - {a[1]})::bigint"),
    };

    public static readonly Function DurationBetween = new()
    {
        Name = "DURATION", IsPublic = false, Description = new("两个时间点相差的天数（带小数）", "Days between two points in time, with parts"),
        Parameters = [ParameterKind.Instant, ParameterKind.Instant], Result = Always(new(ValueKind.Decimal, QuotientScale)),
        Evaluate = (a, _) => Numbers.Divide((decimal)((((DateTimeOffset)a[0]!).UtcTicks - ((DateTimeOffset)a[1]!).UtcTicks) / TimeSpan.TicksPerMillisecond), 86_400_000),
        Postgres = a => Sql.From($"round(round(extract(epoch from ({a[0]} - {a[1]})), 45) / 86400, {Sql.Integer(Numbers.Digits)})"),
    };

    public static readonly Function MonthsBetween = new()
    {
        Name = "MONTHS", IsPublic = false, Description = new("两个日期之间的整月数", "Complete months between two days"),
        Parameters = [ParameterKind.Date, ParameterKind.Date], Result = Always(Integer),
        Evaluate = (a, _) => Moments.MonthsBetween((DateOnly)a[0]!, (DateOnly)a[1]!),
        Postgres = a => Sql.From($"(select (case when f > t then -1 else 1 end) * ((extract(year from greatest(f, t)) - extract(year from least(f, t))) * 12 + extract(month from greatest(f, t)) - extract(month from least(f, t)) - (extract(day from greatest(f, t)) < extract(day from least(f, t)))::int)::bigint from (select {a[0]} as f, {a[1]} as t offset 0) s where f is not null and t is not null)"),
    };

    public static readonly Function WorkedDays = new()
    {
        Name = "NETWORKDAYS", Description = new("两个日期之间的工作日数（含两端），按公司日历", "Worked days from one day to another, both counted, on the company's calendar"),
        Parameters = [ParameterKind.Date, ParameterKind.Date], Needs = ConventionNeed.Calendar, Result = Always(Integer),
        Evaluate = (a, context) => Moments.WorkedDays((DateOnly)a[0]!, (DateOnly)a[1]!, context.Conventions.Calendar),
        Postgres = a => Sql.From($"""
            (select (case when x > y then -1 else 1 end) * (n / 7 * 5
                + (select count(*) from generate_series(0, n % 7 - 1) i where extract(isodow from f + n / 7 * 7 + i) < 6)
                - (select count(*) from jsonb_array_elements_text({Days(a.Context.Conventions.Calendar.Holidays)}) h where h::date between f and t and extract(isodow from h::date) < 6)
                + (select count(*) from jsonb_array_elements_text({Days(a.Context.Conventions.Calendar.WorkedWeekends)}) w where w::date between f and t and extract(isodow from w::date) >= 6))
            from (select x, y, least(x, y) as f, greatest(x, y) as t, abs(y - x) + 1 as n from (select {a[0]} as x, {a[1]} as y offset 0) r) s where x is not null and y is not null)
            """),
    };

    public static readonly Function WorkedDayAfter = new()
    {
        Name = "WORKDAY", Description = new("若干工作日后（前）的日期，按公司日历", "The day some worked days away, on the company's calendar"),
        Parameters = [ParameterKind.Date, Whole], Needs = ConventionNeed.Calendar, Result = Always(Date),
        Evaluate = (a, context) => Moments.WorkedDayAfter((DateOnly)a[0]!, (long)a[1]!, context.Conventions.Calendar),
        Postgres = a => Within(Sql.From($"""
            (select case when n = 0 then x when abs(n) <= 10000 then
                (select d from (select x + sign(n)::int * i as d, i from generate_series(1, (abs(n) / 5 * 7 + 14 + {Sql.Integer(a.Context.Conventions.Calendar.Holidays.Count * 2)})::int) i) c
                where case when extract(isodow from d) >= 6 then {Days(a.Context.Conventions.Calendar.WorkedWeekends)} @> to_jsonb(d::text) else not {Days(a.Context.Conventions.Calendar.Holidays)} @> to_jsonb(d::text) end
                order by i offset abs(n) - 1 limit 1) end
            from (select {a[0]} as x, {a[1]} as n offset 0) r)
            """)),
    };

    public static readonly Function FormatDate = new()
    {
        Name = "FORMATDATE", IsPublic = false, Description = new("按格式写日期", "A day in a format"),
        Parameters = [ParameterKind.Date, Literal], Result = Always(Text),
        Evaluate = (a, _) => DateFormat.Parse((string)a[1]!)!.Write(((DateOnly)a[0]!).ToDateTime(TimeOnly.MinValue)),
        Postgres = a => Sql.From($"to_char({a[0]}::timestamp, {DateFormat.Parse(a.Literal(1))!.ToPostgres()})"),
    };

    public static readonly Function FormatInstant = new()
    {
        Name = "FORMATINSTANT", IsPublic = false, Description = new("按格式写时间点（公司时区）", "A point in time in a format, on the company's clock"),
        Parameters = [ParameterKind.Instant, Literal], Needs = ConventionNeed.TimeZone, Result = Always(Text),
        Evaluate = (a, context) => DateFormat.Parse((string)a[1]!)!.Write(Moments.LocalOf((DateTimeOffset)a[0]!, context.Conventions.TimeZone)),
        Postgres = a => Sql.From($"to_char({LocalTime(a)}, {DateFormat.Parse(a.Literal(1))!.ToPostgres()})"),
    };

    public static readonly Function TimeText = new()
    {
        Name = "TIMETEXT", IsPublic = false, Description = new("时刻作文本", "A time of day as text"),
        Parameters = [ParameterKind.Time], Result = Always(Text),
        Evaluate = (a, _) => Moments.ToText((TimeOnly)a[0]!),
        Sqlite = a => a[0],
        Postgres = a => Sql.From($"to_char({a[0]}::interval, 'HH24:MI:SS')"),
    };

    private static Sql LocalTime(SqlArguments a) => a.Expressions[0].Type.Kind == ValueKind.Instant
        ? Sql.From($"({a[0]} at time zone {a.Context.Conventions.TimeZone.Id})")
        : a[0];

    private static Sql PlusMonths(SqlArguments a) =>
        Sql.From($"(select case when extract(year from v) * 12 + extract(month from v) - 1 + n between 12 and 119999 then (v + make_interval(months => n::int))::date end from (select {a[0]} as v, {a[1]} as n offset 0) t)");

    /// <summary>Empties what leaves the years 1 to 9999.</summary>
    private static Sql Within(Sql day) => Sql.From($"(select case when r between date '0001-01-01' and date '9999-12-31' then r end from (select {day} as r offset 0) w)");

    private static Sql Days(IEnumerable<DateOnly> days) => Sql.Value(days.Order().Select(Moments.ToText).ToArray(), ColumnType.Json);

    private static Function DatePart(string name, Texts.Label description, Func<DateOnly, long> evaluate, Sql postgres, Func<Sql, Sql>? sqlite = null) => new()
    {
        Name = name, Description = description,
        Parameters = [ParameterKind.Date], Result = Always(Integer),
        Evaluate = (a, _) => evaluate((DateOnly)a[0]!),
        Sqlite = sqlite is null ? null : a => sqlite(a[0]),
        Postgres = a => Sql.From($"extract({postgres} from {a[0]})::bigint"),
    };

    private static Function ClockPart(string name, Texts.Label description, Func<TimeOnly, long> evaluate, Sql postgres) => new()
    {
        Name = name, Description = description,
        Parameters = [Clock], Needs = ConventionNeed.TimeZone, Result = Always(Integer),
        Evaluate = (a, context) => evaluate(a[0] is TimeOnly time ? time : TimeOnly.FromDateTime(Moments.LocalOf((DateTimeOffset)a[0]!, context.Conventions.TimeZone))),
        Postgres = a => Sql.From($"floor(extract({postgres} from {LocalTime(a)}))::bigint"),
    };

    private static Function DateStart(string name, Texts.Label description, Func<DateOnly, DateOnly?> evaluate, Sql postgres, Func<Sql, Sql>? sqlite = null) => new()
    {
        Name = name, Description = description,
        Parameters = [ParameterKind.Date], Result = Always(Date),
        Evaluate = (a, _) => evaluate((DateOnly)a[0]!),
        Sqlite = sqlite is null ? null : a => sqlite(a[0]),
        Postgres = a => Within(Sql.From($"date_trunc('{postgres}', {a[0]}::timestamp)::date")),
    };
}
