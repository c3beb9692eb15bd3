using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A calendar day, or the first of a month where the field stands for one. Its range is written as numbers: 20260101.</summary>
internal sealed class DateType : FieldType
{
    /// <summary>What a date can stand for instead of a day.</summary>
    public const string Month = "month";

    private const string Format = "yyyy-MM-dd";

    public override string Name => "date";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Date);

    public override IEnumerable<Message> Examine(FieldDefinition field) =>
        field.Period is null or Month ? Examinations.Range(field) : Examinations.Range(field).Append(new("definition_period", field.Period, Month));

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) =>
        JsonTexts.Find(json) is { } text && DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Accept(day, field)
            : Coerced.Refuse("expected_date");

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        if (!PlainText.IsStorable(text)) return Coerced.Refuse("expected_date");

        var bare = PlainText.HalfWidth(text);
        if (bare.LastIndexOf(' ') is > 0 and var space && TimeText.Find(bare[(space + 1)..]) is { } time)
        {
            if (time != TimeOnly.MinValue) return Coerced.Refuse("date_with_time", PlainText.Quote(text));
            bare = bare[..space];
        }

        var read = DateText.Read(field.Definition.Period == Month ? DateText.WithFirstDay(bare) : bare);
        return read.Value is DateOnly day ? Accept(day, field) : read;
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((DateOnly)value).ToString(Format, CultureInfo.InvariantCulture);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Day;

    public override bool IsGroupable => true;

    private static Coerced Accept(DateOnly given, FieldSchema field)
    {
        var day = field.Definition.Period == Month ? new DateOnly(given.Year, given.Month, 1) : given;
        return Ranges.Check(day, day.Year * 10_000 + day.Month * 100 + day.Day, field);
    }
}
