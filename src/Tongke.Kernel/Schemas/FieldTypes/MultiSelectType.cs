using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Some of the defined options, kept in the order of the definition.</summary>
internal sealed class MultiSelectType : TextsType
{
    public override string Name => "multi_select";

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Options(field);

    public override string ToText(object value, FieldSchema field, Conventions conventions) =>
        Lists.Join(((string[])value).Select(v => Choices.Write(field, v, conventions, Lists.IsWhole)));

    protected override Coerced Accept(IReadOnlyList<string> texts, FieldSchema field, bool isTyped)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if ((isTyped ? Choices.Find(field, text) : Choices.FindValue(field, text)) is not { } option) return Choices.Refuse(field, text);
            chosen.Add(option.Value);
        }

        return new(chosen.Count == 0 ? null : field.Definition.Options.Where(o => chosen.Contains(o.Value)).Select(o => o.Value).ToArray());
    }
}
