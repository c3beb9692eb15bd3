using System.Text.Json;
using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>A type whose values are ids. That the record exists is a foreign key's promise, not checked here.</summary>
internal abstract class IdentifyingType : FieldType
{
    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Id);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) =>
        Find(json) is { } id ? new(id) : Coerced.Refuse("expected_id");

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions) =>
        Find(text.Trim()) is { } id ? new(id) : Coerced.Refuse("expected_id");

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((Guid)value).ToString();

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Choice;

    /// <summary>The id a JSON value is; null when it is none.</summary>
    public static Guid? Find(JsonElement json) => JsonTexts.Find(json) is { } text ? Find(text) : null;

    /// <summary>The id a text is; null when it is none.</summary>
    public static Guid? Find(string text) => Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty ? id : null;
}
