using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A length of time in whole seconds; never negative.</summary>
internal sealed partial class DurationType : FieldType
{
    private const long Longest = 3_000_000_000_000;

    public override string Name => "duration";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Integer);

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Range(field);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var seconds) ? Accept(seconds, field) : Coerced.Refuse("expected_duration");

    /// <summary>Reads <c>1h30m</c>, <c>1小时30分</c>, <c>90m</c>, <c>1.5h</c>, <c>1:30</c> (hours and minutes), <c>1:30:15</c>; a bare number is seconds.</summary>
    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        if (text.Length > 60 || !PlainText.IsStorable(text)) return Coerced.Refuse("expected_duration");

        var bare = PlainText.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        if (Clock().Match(bare) is { Success: true } clock)
            return Number(clock, "m") < 60 && Number(clock, "s") < 60 ? Accept(Number(clock, "h") * 3600 + Number(clock, "m") * 60 + Number(clock, "s"), field) : Coerced.Refuse("expected_duration");

        return Units().Match(bare) is { Success: true, Length: > 0 } units
            ? Accept(Number(units, "d") * 86400 + Number(units, "h") * 3600 + Number(units, "m") * 60 + Number(units, "s"), field)
            : Coerced.Refuse("expected_duration");
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions)
    {
        var (minutes, seconds) = Math.DivRem((long)value, 60);
        (var hours, minutes) = Math.DivRem(minutes, 60);
        return string.Create(CultureInfo.InvariantCulture, $"{hours}:{minutes:00}:{seconds:00}");
    }

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Number;

    public override bool IsAdditive => true;

    private static Coerced Accept(decimal seconds, FieldSchema field)
    {
        if (seconds < 0 || seconds != decimal.Truncate(seconds)) return Coerced.Refuse("expected_duration");
        return seconds > Longest ? Coerced.Refuse("number_too_large", Longest) : Ranges.Check((long)seconds, seconds, field);
    }

    private static decimal Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? decimal.Parse(found.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<h>[0-9]{1,12}):(?<m>[0-9]{1,2})(?::(?<s>[0-9]{1,2}))?$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?:(?<d>[0-9]{1,9}(?:\.[0-9]{1,6})?)(?:天|日|days?|d))?(?:(?<h>[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:个?小时|时|hours?|hrs?|h))?(?:(?<m>[0-9]{1,14}(?:\.[0-9]{1,6})?)(?:分钟?|minutes?|mins?|m))?(?:(?<s>[0-9]{1,16})(?:秒钟?|seconds?|secs?|s)?)?$")]
    private static partial Regex Units();
}
