using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>One line of text, 255 characters unless defined otherwise. With a <c>number</c>, a new record that brings none is numbered.</summary>
internal sealed class TextType : TextualType
{
    public const int DefaultMax = 255;
    public const int LongestMax = 4000;

    public override string Name => "text";

    public override bool IsGroupable => true;

    public override IEnumerable<Message> Examine(FieldDefinition field) =>
        Examinations.Length(field, LongestMax, DefaultMax).Concat(field.Number is null ? [] : Examinations.Number(field.Number));

    protected override Coerced Read(string text, FieldSchema field, Conventions conventions) =>
        PlainText.Accept(text, field, DefaultMax, multiline: false);
}
