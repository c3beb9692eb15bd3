using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>A point in time, to the millisecond. The API writes UTC; a spreadsheet's times are the company's.</summary>
internal sealed partial class DateTimeType : FieldType
{
    // A day away from the ends of the calendar, so that every zone can show every instant.
    private static readonly DateTimeOffset Earliest = new(1, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9999, 12, 30, 0, 0, 0, TimeSpan.Zero);

    public override string Name => "datetime";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Instant);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) =>
        JsonTexts.Find(json) is { } text && Iso().IsMatch(text) ? ReadIso(text) : Coerced.Refuse("expected_instant");

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        if (!PlainText.IsStorable(text)) return Coerced.Refuse("expected_datetime");

        var bare = PlainText.HalfWidth(text);
        if (Iso().IsMatch(bare)) return ReadIso(bare);

        var split = DayAndTime().Match(bare);
        var time = split.Success ? TimeText.Find(split.Groups["time"].Value) : TimeOnly.MinValue;
        if (time is null) return Coerced.Refuse("expected_datetime");

        var read = DateText.Read(split.Success ? split.Groups["day"].Value.TrimEnd() : bare);
        return read.Value is DateOnly day ? Local(day.ToDateTime(time.Value), conventions.TimeZone) : read;
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions)
    {
        var instant = (DateTimeOffset)value;
        var local = TimeZoneInfo.ConvertTime(instant, conventions.TimeZone).DateTime;
        var text = local.ToString(local.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

        // When clocks go back an hour happens twice; only UTC says which.
        return Equals(FromText(text, field, conventions).Value, value) ? text : instant.UtcDateTime.ToString(Values.InstantFormat, CultureInfo.InvariantCulture);
    }

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Day;

    public override bool IsGroupable => true;

    private static Coerced ReadIso(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant) ? Accept(instant) : Coerced.Refuse("no_such_date", text);

    private static Coerced Local(DateTime local, TimeZoneInfo zone)
    {
        if (local.Year is 1 or 9999) return Coerced.Refuse("no_such_date", local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (zone.IsInvalidTime(local)) return Coerced.Refuse("skipped_hour", local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        return Accept(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone)));
    }

    private static Coerced Accept(DateTimeOffset instant) => instant < Earliest || instant > Latest
        ? Coerced.Refuse("no_such_date", instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        : new(new DateTimeOffset(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero));

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<day>\S+(?:\s[A-Za-z]+,?\s[0-9]{4}|\s[0-9]{1,2},?\s[0-9]{4})?|[0-9]{4}.*?[日号])(?:\s+|[Tt]|(?<=[日号]))(?<time>(?:[^\s]*[0-9][^\s]*)(?:\s?[AaPp][Mm])?)$")]
    private static partial Regex DayAndTime();
}
