using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>Several lines of text, 100,000 characters unless defined otherwise.</summary>
internal sealed class LongTextType : TextualType
{
    public const int DefaultMax = 100_000;

    public override string Name => "long_text";

    public override IReadOnlyList<FilterOperator> Operators => FilterOperators.LongText;

    public override bool IsSortable => false;

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Length(field, DefaultMax, DefaultMax);

    protected override Coerced Read(string text, FieldSchema field, Conventions conventions) =>
        PlainText.Accept(text, field, DefaultMax, multiline: true);
}
