using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Points to one record of another object. A spreadsheet may name it; the importer finds it.</summary>
internal class LookupType : IdentifyingType
{
    public const int LongestReference = 500;

    public override string Name => "lookup";

    public override string? TargetOf(FieldDefinition field) => field.Object;

    public override bool IsGroupable => true;

    public override IEnumerable<Message> Examine(FieldDefinition field)
    {
        if (TargetOf(field) is null) yield return new("definition_no_object");
        if (field is { Required: true, OnDelete: DeleteRule.Clear }) yield return new("definition_required_clear");
    }

    public override Coerced FromText(string text, FieldSchema field, Conventions conventions)
    {
        var reference = text.Trim();
        if (Find(reference) is { } id) return new(id);
        if (!PlainText.IsStorable(text)) return Coerced.Refuse("broken_text");
        if (reference.Length > LongestReference) return Coerced.Refuse("too_long", LongestReference, reference.Length);
        return reference.Length == 0 ? new(null) : Coerced.Named(reference.Normalize());
    }
}
