using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A text that the database never sees. Every output is masked; only a reveal, which is logged, decrypts it.</summary>
internal sealed class EncryptedTextType : FieldType
{
    /// <summary>What every output shows in place of the text.</summary>
    public const string Mask = "••••••";

    private const int DefaultMax = 4000;

    public override string Name => "encrypted_text";

    public override ExprType ValueType(FieldDefinition field) => new(ValueKind.Bytes);

    public override IEnumerable<Message> Examine(FieldDefinition field)
    {
        foreach (var problem in Examinations.Length(field with { Unique = false }, DefaultMax, DefaultMax)) yield return problem;
        if (field.Unique || field.Search) yield return new("definition_encrypted_search");
    }

    public override Coerced FromJson(JsonElement json, FieldSchema field, Conventions conventions) =>
        JsonTexts.Find(json) is { } text ? FromText(text, field, conventions) : JsonTexts.Refuse(json, "expected_text");

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        var accepted = PlainText.Accept(text, field, DefaultMax, multiline: true);
        if (accepted.Value is not string plain) return accepted;
        if (plain == Mask) return Coerced.Refuse("masked_value");
        return conventions.Cipher is { } cipher ? new(cipher.Encrypt(plain, field)) : Coerced.Refuse("no_encryption_key");
    }

    public override string ToText(object value, FieldSchema field, Conventions conventions) => Mask;

    public override void WriteJson(Utf8JsonWriter writer, object value, FieldSchema field) => writer.WriteStringValue(Mask);

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.Presence;

    public override bool IsSortable => false;
}
