namespace Tongke.Generators.Shapes;

/// <summary>The C# side of every field type.</summary>
internal static class FieldTypes
{
    private static readonly Dictionary<string, string?> Types = new()
    {
        ["text"] = "string", ["long_text"] = "string", ["rich_text"] = "string", ["select"] = "string", ["phone"] = "string",
        ["email"] = "string", ["url"] = "string", ["auto_number"] = "string",
        ["integer"] = "long", ["rating"] = "long", ["duration"] = "long",
        ["decimal"] = "decimal", ["money"] = "decimal", ["percent"] = "decimal",
        ["boolean"] = "bool",
        ["date"] = "global::System.DateOnly", ["time"] = "global::System.TimeOnly", ["datetime"] = "global::System.DateTimeOffset",
        ["multi_select"] = "string[]", ["tags"] = "string[]", ["multi_lookup"] = "global::System.Guid[]",
        ["user"] = "global::System.Guid", ["department"] = "global::System.Guid", ["lookup"] = "global::System.Guid",
        ["reference"] = "global::System.Guid", ["id"] = "global::System.Guid", ["file"] = "global::System.Guid", ["image"] = "global::System.Guid",
        ["json"] = "global::System.Text.Json.JsonElement", ["encrypted_text"] = "byte[]",
        ["address"] = null, ["geo_point"] = null, ["child_table"] = null, ["formula"] = null, ["rollup"] = null,
    };

    private static readonly Dictionary<string, (string Suffix, string Type, bool IsComputed)[]> Parts = new()
    {
        ["money"] = [("currency", "text", false), ("base", "decimal", true)],
        ["address"] = [("province", "text", false), ("city", "text", false), ("district", "text", false), ("street", "text", false)],
        ["geo_point"] = [("lat", "decimal", false), ("lng", "decimal", false)],
        ["reference"] = [("type", "text", false)],
    };

    public static bool IsKnown(string type) => Types.ContainsKey(type);

    /// <summary>The C# type of a value; null for types without one, and for computed fields, whose formula decides.</summary>
    public static string? Of(string type) => Types.TryGetValue(type, out var clr) ? clr : null;

    /// <summary>The fields that come with one of <paramref name="type"/>: name after the underscore, field type, whether the system writes them.</summary>
    public static IReadOnlyList<(string Suffix, string Type, bool IsComputed)> PartsOf(string type) =>
        Parts.TryGetValue(type, out var parts) ? parts : [];

    /// <summary>The object that a field of <paramref name="type"/> points to, when the type says so by itself.</summary>
    public static string? TargetOf(string type) => type is "user" or "department" ? type : null;
}
