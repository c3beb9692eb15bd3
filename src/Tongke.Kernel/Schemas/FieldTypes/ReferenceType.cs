using System.Text.Json;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Points to a record of one of several objects; the companion <c>{field}_type</c> names the object.</summary>
internal sealed class ReferenceType : IdentifyingType
{
    public const string Target = "type";

    public override string Name => "reference";

    public override IEnumerable<FieldDefinition> Companions(FieldDefinition field) =>
    [
        new() { Name = $"{field.Name}_{Target}", Type = "text", Max = 63, Label = new(field.Label.Zh + "类型", field.Label.En + " type") },
    ];

    public override IEnumerable<Message> Examine(FieldDefinition field)
    {
        if (field.Objects.Count == 0) yield return new("definition_no_objects");
    }

    /// <summary>Reads an id, whose object the companion field names, or <c>{"type": "lead", "id": "…"}</c>.</summary>
    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions)
    {
        if (json.ValueKind != JsonValueKind.Object) return base.FromJson(json, field, conventions);
        if (!JsonObjects.HasOnly(json, Target, "id")) return Coerced.Refuse("expected_reference");

        return JsonObjects.Find(json, "id") is { } id && JsonObjects.Find(json, Target) is { } type && JsonTexts.Find(type) is { } target
            ? Accept(Find(id), target, field)
            : Coerced.Refuse("expected_reference");
    }

    /// <summary>Reads <c>lead:0198…</c>, or an id whose object the companion's column names.</summary>
    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        if (text.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) return base.FromText(text, field, conventions);
        return Accept(Find(text[(colon + 1)..].Trim()), text[..colon].Trim(), field);
    }

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Choice;

    private static Coerced Accept(Guid? id, string target, FieldSchema field)
    {
        if (!field.Definition.Objects.Contains(target)) return Coerced.Refuse("unknown_reference_type", PlainText.Quote(target), field.Definition.Objects);
        return id is { } found ? new(found) { Parts = new() { [Target] = target } } : Coerced.Refuse("expected_id");
    }
}
