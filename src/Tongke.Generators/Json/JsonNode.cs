namespace Tongke.Generators.Json;

/// <summary>What a piece of JSON is.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

/// <summary>One value of a JSON document and where it starts.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text of a string without quotes and escapes; the spelling of a number, a Boolean or null.</param>
/// <param name="Items">Values of an array.</param>
/// <param name="Members">Members of an object, in order.</param>
/// <param name="Offset">Characters before it in the document.</param>
internal sealed record JsonNode(
    JsonKind Kind,
    string Text,
    IReadOnlyList<JsonNode> Items,
    IReadOnlyList<KeyValuePair<string, JsonNode>> Members,
    int Offset)
{
    /// <summary>The member called <paramref name="name"/>, in any case, as the kernel reads definitions; null when there is none.</summary>
    public JsonNode? Find(string name) =>
        Members.FirstOrDefault(m => string.Equals(m.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The text of the member called <paramref name="name"/>; null when it is absent or no string.</summary>
    public string? FindText(string name) => Find(name) is { Kind: JsonKind.Text } node ? node.Text : null;

    /// <summary>The items of the member called <paramref name="name"/>; none when it is absent or no array.</summary>
    public IReadOnlyList<JsonNode> FindItems(string name) => Find(name)?.Items ?? [];

    /// <summary>Whether the member called <paramref name="name"/> is there and true.</summary>
    public bool IsTrue(string name) => Find(name) is { Kind: JsonKind.Boolean, Text: "true" };
}
