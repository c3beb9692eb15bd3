using System.Text.Json;
using System.Text.Json.Nodes;
using Tongke.Kernel.Texts;

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
    /// Lays a customisation over a package's definition: fields, kinds of records, views, validations, actions and duplicate rules of the same name are replaced, others
    /// added; layout, labels and indexes are replaced where the overlay has them; what is for rules alone stays so. So packages can be upgraded without losing a customer's changes.
    /// </summary>
    public static ObjectDefinition Overlay(ObjectDefinition original, ObjectDefinition overlay) => Placed(Merge(original, overlay), original);

    /// <summary>An object that administrators made: it has a list and a form even where they arranged none.</summary>
    public static ObjectDefinition Custom(ObjectDefinition definition) => Placed(definition, original: null) is { Views.Count: 0 } without
        ? without with { Views = [new() { Name = "all", Label = new("全部", "All"), Columns = DefaultColumns(without) }] }
        : Placed(definition, original: null);

    private static ObjectDefinition Merge(ObjectDefinition original, ObjectDefinition overlay) => original with
    {
        Label = overlay.Label,
        Plural = overlay.Plural ?? original.Plural,
        Icon = overlay.Icon ?? original.Icon,
        Fields = [.. Merge(original.Fields, overlay.Fields, f => f.Name).Select(f => original.Fields.Any(o => o.Name == f.Name && o.RulesOnly) ? f with { RulesOnly = true } : f)],
        RecordTypes = Merge(original.RecordTypes, overlay.RecordTypes, t => t.Name),
        Validations = Merge(original.Validations, overlay.Validations, v => v.Name),
        Views = Merge(original.Views, overlay.Views, v => v.Name),
        Actions = Merge(original.Actions, overlay.Actions, a => a.Name),
        Reviews = Merge(original.Reviews, overlay.Reviews, r => r.Action),
        Duplicates = Merge(original.Duplicates, overlay.Duplicates, d => d.Name),
        Indexes = [.. original.Indexes, .. overlay.Indexes],
        Keys = [.. original.Keys, .. overlay.Keys],
        Locks = [.. original.Locks, .. overlay.Locks],
        Layout = overlay.Layout is { Quick.Count: 0 } layout ? layout with { Quick = original.Layout?.Quick ?? [] } : overlay.Layout ?? original.Layout,
        Quality = overlay.Quality ?? original.Quality,
    };

    /// <summary>Fields that an administrator added and put nowhere stand in a section at the end: a new field is on the form the moment it is there.</summary>
    private static ObjectDefinition Placed(ObjectDefinition definition, ObjectDefinition? original)
    {
        var layout = definition.Layout ?? new LayoutDefinition();
        var placed = layout.Sections.SelectMany(s => s.Fields).Concat(original?.Fields.Select(f => f.Name) ?? []).ToHashSet(StringComparer.Ordinal);
        var unplaced = definition.Fields.Select(f => f.Name).Where(f => !placed.Contains(f)).ToArray();
        if (unplaced.Length == 0)
            return definition;

        var label = layout.Sections.Count == 0 ? new Label("基本信息", "Details") : new Label("更多信息", "More");
        return definition with { Layout = layout with { Sections = [.. layout.Sections, new(label, unplaced)] } };
    }

    private static string[] DefaultColumns(ObjectDefinition definition)
    {
        string[] wide = ["long_text", "rich_text", "child_table", "json", "encrypted_text", "address"];
        var columns = definition.Fields.Where(f => f.Name != definition.NameField && !wide.Contains(f.Type)).Take(6).Select(f => f.Name);
        return [definition.NameField, .. columns, .. definition.Owned ? [SystemFields.Owner] : Array.Empty<string>(), SystemFields.UpdatedAt];
    }

    private static T[] Merge<T>(IReadOnlyList<T> original, IReadOnlyList<T> overlay, Func<T, string> name) =>
    [
        .. original.Select(o => overlay.FirstOrDefault(v => name(v) == name(o)) ?? o),
        .. overlay.Where(v => original.All(o => name(o) != name(v))),
    ];
}
