using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A calendar day. Its range is written as numbers: 20260101.</summary>
internal sealed class DateType : FieldType
{
    private const string Format = "yyyy-MM-dd";

    public override string Name => "date";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Date);

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Range(field);

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

        var read = DateText.Read(bare);
        return read.Value is DateOnly day ? Accept(day, field) : read;
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((DateOnly)value).ToString(Format, CultureInfo.InvariantCulture);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Day;

    public override bool IsGroupable => true;

    private static Coerced Accept(DateOnly day, FieldSchema field) => Ranges.Check(day, day.Year * 10_000 + day.Month * 100 + day.Day, field);
}
