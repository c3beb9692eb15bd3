using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>The records of a child object that belong to this one (主从). Its value is an array of child objects, which the write path makes records of.</summary>
internal sealed class ChildTableType : FieldType
{
    private const int Most = 1000;

    public override string Name => "child_table";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Json);

    public override ColumnType? Column(FieldDefinition field) => null;

    public override string? TargetOf(FieldDefinition field) => field.Object;

    public override IEnumerable<Message> Examine(FieldDefinition field)
    {
        if (field.Object is null || field.By is null) yield return new("definition_no_children");
    }

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions)
    {
        if (json.ValueKind != JsonValueKind.Array || json.EnumerateArray().Any(child => child.ValueKind != JsonValueKind.Object)) return Coerced.Refuse("expected_children");
        if (json.GetArrayLength() > Most) return Coerced.Refuse("too_many", Most);
        return JsonDocuments.Examine(json) is { } problem ? new(null, problem) : new(json.Clone());
    }

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = JsonDocuments.Deepest + 1 });
            return FromJson(document.RootElement, field, conventions);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Coerced.Refuse("expected_children");
        }
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((JsonElement)value).GetRawText();

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Presence;

    public override bool IsSortable => false;
}
