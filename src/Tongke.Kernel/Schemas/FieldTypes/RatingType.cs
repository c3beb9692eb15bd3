using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Stars: 1 to 5, or to the largest value of the definition.</summary>
internal sealed class RatingType : FieldType
{
    private const int DefaultMax = 5;
    private const int LargestMax = 10;

    public override string Name => "rating";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Integer);

    public override IEnumerable<Message> Examine(FieldDefinition field)
    {
        if (field.Max is < 2 or > LargestMax || field.Max is { } max && max != decimal.Truncate(max)) yield return new("definition_rating", LargestMax);
    }

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var stars) ? Accept(stars, field) : Refuse(field);

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        if (!PlainText.IsStorable(text)) return Refuse(field);

        var bare = PlainText.HalfWidth(text);
        if (bare.Length > 0 && bare.Trim('★', '☆').Length == 0) return Accept(bare.Count(c => c == '★'), field);
        return NumberText.Read(bare.TrimEnd('星', '★', '分')).Value is { } stars ? Accept(stars, field) : Refuse(field);
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((long)value).ToString(CultureInfo.InvariantCulture);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Number;

    public override bool IsGroupable => true;

    public override bool IsAdditive => true;

    private static Coerced Accept(decimal stars, FieldSchema field) =>
        stars >= 1 && stars <= MaxOf(field) && stars == decimal.Truncate(stars) ? new((long)stars) : Refuse(field);

    private static Coerced Refuse(FieldSchema field) => Coerced.Refuse("expected_rating", MaxOf(field));

    private static decimal MaxOf(FieldSchema field) => field.Definition.Max ?? DefaultMax;
}
