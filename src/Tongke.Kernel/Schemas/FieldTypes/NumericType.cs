using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>A type whose values are decimals: rounded to their scale (half away from zero), within their digits and range.</summary>
internal abstract class NumericType : FieldType
{
    public const int DefaultScale = 2;

    private static readonly decimal[] Powers = [.. Enumerable.Range(0, ColumnType.MaxPrecision + 1).Select(n => (decimal)Math.Pow(10, n))];

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Decimal, Scale(field));

    public override ColumnType? Column(FieldDefinition field) => ColumnType.Decimal(Precision(field), Scale(field));

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Digits(field, Precision(field), Scale(field));

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions)
    {
        if (json.ValueKind != JsonValueKind.Number) return Coerced.Refuse("expected_number");
        return json.TryGetDecimal(out var number) ? Accept(number, field) : Coerced.Refuse("number_too_large", LargestOf(field));
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((decimal)value).ToString(CultureInfo.InvariantCulture);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Number;

    public override bool IsAdditive => true;

    protected static int Precision(FieldDefinition field) => field.Precision ?? ColumnTypes.DefaultPrecision;

    protected static int Scale(FieldDefinition field) => field.Scale ?? DefaultScale;

    /// <summary>A number in the form it is stored in, or why it can't be stored.</summary>
    protected static Coerced Accept(decimal number, FieldSchema field)
    {
        var largest = LargestOf(field);
        if (Math.Abs(number) > largest) return Coerced.Refuse("number_too_large", largest);

        var rounded = Math.Round(number, Scale(field.Definition), MidpointRounding.AwayFromZero);
        return Math.Abs(rounded) > largest ? Coerced.Refuse("number_too_large", largest) : Ranges.Check(rounded, rounded, field);
    }

    protected static Coerced Refuse(NumberText read, FieldSchema field) =>
        read.IsTooLarge ? Coerced.Refuse("number_too_large", LargestOf(field)) : Coerced.Refuse("expected_number");

    /// <summary>The largest number that the column of a decimal field holds.</summary>
    public static decimal LargestOf(FieldSchema field) => (Powers[Precision(field.Definition)] - 1) / Powers[field.ValueType.Scale];
}
