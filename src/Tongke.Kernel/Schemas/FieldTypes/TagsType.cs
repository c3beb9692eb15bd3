namespace Tongke.Kernel.Schemas;

/// <summary>Words that people make up as they go; each once, in the order they were given.</summary>
internal sealed class TagsType : TextsType
{
    private const int LongestTag = 50;

    public override string Name => "tags";

    public override string ToText(object value, FieldSchema field, Conventions conventions) => Lists.Join((string[])value);

    protected override Coerced Accept(IReadOnlyList<string> texts, FieldSchema field, bool isTyped)
    {
        var tags = new List<string>(texts.Count);
        foreach (var text in texts)
        {
            if (!PlainText.IsStorable(text)) return Coerced.Refuse("broken_text");

            var tag = Cleanser.Cleanse(text.Normalize(), [Cleansing.Trim, .. field.Definition.Cleanse]);
            if (tag.Length == 0) continue;
            if (tag.Length > LongestTag || !Lists.IsWhole(tag)) return Coerced.Refuse("invalid_tag", PlainText.Quote(tag), LongestTag);
            if (!tags.Contains(tag, StringComparer.OrdinalIgnoreCase)) tags.Add(tag);
        }

        return new(tags.Count == 0 ? null : tags.ToArray());
    }
}
