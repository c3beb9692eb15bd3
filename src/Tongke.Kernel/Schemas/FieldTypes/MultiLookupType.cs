using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Points to several records of another object, each once; mirrored into a link table that keeps the integrity.</summary>
internal sealed class MultiLookupType : FieldType
{
    private const int Most = 500;

    public override string Name => "multi_lookup";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Ids);

    public override string? TargetOf(FieldDefinition field) => field.Object;

    public override IEnumerable<Message> Examine(FieldDefinition field)
    {
        if (field.Object is null) yield return new("definition_no_object");
    }

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions)
    {
        if (json.ValueKind != JsonValueKind.Array) return Coerced.Refuse("expected_ids");
        if (json.GetArrayLength() > Most) return Coerced.Refuse("too_many", Most);

        var ids = new List<Guid>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            if (IdentifyingType.Find(item) is not { } id) return Coerced.Refuse("expected_ids");
            ids.Add(id);
        }

        return Accept(ids);
    }

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        if (!PlainText.IsStorable(text)) return Coerced.Refuse("broken_text");

        var parts = Lists.Split(text);
        if (parts.Length > Most) return Coerced.Refuse("too_many", Most);
        if (parts.FirstOrDefault(p => p.Length > LookupType.LongestReference) is { } longest) return Coerced.Refuse("too_long", LookupType.LongestReference, longest.Length);

        var ids = parts.Select(IdentifyingType.Find).ToList();
        return ids.Contains(null) ? Coerced.Named([.. parts.Select(p => p.Normalize())]) : Accept(ids.Select(id => id!.Value));
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => Lists.Join(((Guid[])value).Select(id => id.ToString()));

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Choices;

    public override bool IsSortable => false;

    private static Coerced Accept(IEnumerable<Guid> ids) => ids.Distinct().ToArray() is { Length: > 0 } some ? new(some) : new(null);
}
