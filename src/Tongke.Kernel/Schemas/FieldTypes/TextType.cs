using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>One line of text, 255 characters unless defined otherwise.</summary>
internal sealed class TextType : TextualType
{
    public const int DefaultMax = 255;
    public const int LongestMax = 4000;

    public override string Name => "text";

    public override bool IsGroupable => true;

    public override IEnumerable<Message> Examine(FieldDefinition field) => Examinations.Length(field, LongestMax, DefaultMax);

    protected override Coerced Read(string text, FieldSchema field, Conventions conventions) =>
        PlainText.Accept(text, field, DefaultMax, multiline: false);
}
