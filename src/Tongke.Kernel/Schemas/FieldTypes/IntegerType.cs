using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A whole number of 64 bits.</summary>
internal sealed class IntegerType : FieldType
{
    public override string Name => "integer";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Integer);

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Range(field);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions)
    {
        if (json.ValueKind != JsonValueKind.Number) return Coerced.Refuse("expected_integer");
        return json.TryGetDecimal(out var number) ? Accept(number, field) : Coerced.Refuse("number_too_large", long.MaxValue);
    }

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return Accept(whole, field);

        var read = NumberText.Read(text);
        if (read.IsTooLarge) return Coerced.Refuse("number_too_large", long.MaxValue);
        return read is { Value: { } number, Currency: null, IsPercent: false } ? Accept(number, field) : Coerced.Refuse("expected_integer");
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((long)value).ToString(CultureInfo.InvariantCulture);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Number;

    public override bool IsGroupable => true;

    public override bool IsAdditive => true;

    /// <summary>A number as a whole one in its field's range, or why it is none.</summary>
    public static Coerced Accept(decimal number, FieldSchema field)
    {
        if (number != decimal.Truncate(number)) return Coerced.Refuse("expected_integer");
        if (number is < long.MinValue or > long.MaxValue) return Coerced.Refuse("number_too_large", long.MaxValue);
        return Ranges.Check((long)number, number, field);
    }
}
