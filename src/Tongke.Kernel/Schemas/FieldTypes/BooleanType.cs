using System.Collections.Frozen;
using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Yes or no.</summary>
internal sealed class BooleanType : FieldType
{
    private static readonly FrozenDictionary<string, bool> Words = Pairs("是 对 有 真 已 y yes true t on 1 √ ✓ ✔ ☑", true)
        .Concat(Pairs("否 不 不是 无 没有 假 未 n no false f off 0 × ✗ ✘ ☐ x", false))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public override string Name => "boolean";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Boolean);

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) => json.ValueKind switch
    {
        JsonValueKind.True => new(true),
        JsonValueKind.False => new(false),
        _ => Coerced.Refuse("expected_boolean"),
    };

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions) =>
        PlainText.IsStorable(text) && Words.TryGetValue(PlainText.Fold(text), out var value) ? new(value) : Coerced.Refuse("expected_boolean");

    public override string ToText(object value, FieldSchema field, Conventions conventions) => ((bool)value, conventions.Language) switch
    {
        (true, Language.Chinese) => "是",
        (false, Language.Chinese) => "否",
        (true, _) => "Yes",
        (false, _) => "No",
    };

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Flag;

    public override bool IsGroupable => true;

    private static IEnumerable<KeyValuePair<string, bool>> Pairs(string words, bool value) => words.Split(' ').Select(w => KeyValuePair.Create(w, value));
}
