using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tongke.Kernel.Schemas;

/// <summary>Definitions as JSON text: what packages ship and designers save.</summary>
public static class ObjectDefinitions
{
    /// <summary>Reads one definition; <c>$schema</c> is for editors and ignored.</summary>
    /// <exception cref="JsonException">The text is no definition; the message names <paramref name="source"/>.</exception>
    public static ObjectDefinition Read(Stream stream, string source)
    {
        try
        {
            var node = JsonNode.Parse(stream, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
            node.AsObject().Remove("$schema");
            return node.Deserialize<ObjectDefinition>(Json.Definitions)!;
        }
        catch (JsonException failure)
        {
            throw new JsonException($"{source}: {failure.Message}", failure);
        }
    }

    /// <summary>Reads one definition from text.</summary>
    /// <exception cref="JsonException">The text is no definition.</exception>
    public static ObjectDefinition Read(string text) => JsonSerializer.Deserialize<ObjectDefinition>(text, Json.Definitions)!;

    /// <summary>
    /// Lays a customisation over a package's definition: fields, views, validations, actions and duplicate rules of the same name are replaced, others
    /// added; layout, labels and indexes are replaced where the overlay has them. So packages can be upgraded without losing a customer's changes.
    /// </summary>
    public static ObjectDefinition Overlay(ObjectDefinition original, ObjectDefinition overlay) => original with
    {
        Label = overlay.Label,
        Plural = overlay.Plural ?? original.Plural,
        Icon = overlay.Icon ?? original.Icon,
        Fields = Merge(original.Fields, overlay.Fields, f => f.Name),
        Validations = Merge(original.Validations, overlay.Validations, v => v.Name),
        Views = Merge(original.Views, overlay.Views, v => v.Name),
        Actions = Merge(original.Actions, overlay.Actions, a => a.Name),
        Duplicates = Merge(original.Duplicates, overlay.Duplicates, d => d.Name),
        Indexes = [.. original.Indexes, .. overlay.Indexes],
        Keys = [.. original.Keys, .. overlay.Keys],
        Layout = overlay.Layout ?? original.Layout,
        Quality = overlay.Quality ?? original.Quality,
    };

    private static T[] Merge<T>(IReadOnlyList<T> original, IReadOnlyList<T> overlay, Func<T, string> name) =>
    [
        .. original.Select(o => overlay.FirstOrDefault(v => name(v) == name(o)) ?? o),
        .. overlay.Where(v => original.All(o => name(o) != name(v))),
    ];
}
