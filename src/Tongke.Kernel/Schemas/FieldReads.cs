using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>What a computed field is made of: whoever sees it learns something of these, even where they are hidden.</summary>
public static class FieldReads
{
    /// <summary>The fields that a formula or roll-up reads, over all levels, its own object's first; empty for what people enter.</summary>
    public static IReadOnlyList<FieldSchema> Of(FieldSchema field)
    {
        var read = new HashSet<FieldSchema>();
        Follow(field, read);
        read.Remove(field);
        return [.. read.OrderBy(f => f.Object != field.Object).ThenBy(f => f.Object.Name, StringComparer.Ordinal).ThenBy(f => f.Ordinal)];
    }

    private static void Follow(FieldSchema field, HashSet<FieldSchema> read)
    {
        IEnumerable<FieldSchema> direct = field.Formula is { } formula ? ExprShape.Fields(formula) : [];
        if (field.RollUp is { } rollUp)
            direct = [rollUp.Lookup, .. rollUp.Of is { } of ? [of] : Array.Empty<FieldSchema>(), .. rollUp.Filter is { } filter ? ExprShape.Fields(filter) : []];

        foreach (var next in direct.Where(read.Add))
            Follow(next, read);
    }
}
