using System.Text.Json;
using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>Anything JSON, at most 64 levels deep and 1 MB long.</summary>
internal sealed class JsonType : FieldType
{
    public override string Name => "json";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Json);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) =>
        JsonDocuments.Examine(json) is { } problem ? new(null, problem) : new(json.Clone());

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        if (text.Length > JsonDocuments.Largest) return Coerced.Refuse("json_too_large", JsonDocuments.Largest);
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = JsonDocuments.Deepest + 1 });
            return document.RootElement.ValueKind == JsonValueKind.Null ? new(null) : FromJson(document.RootElement, field, conventions);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Coerced.Refuse("expected_json");
        }
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((JsonElement)value).GetRawText();

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Presence;

    public override bool IsSortable => false;
}
