using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>What the columns of a file are called that brings records of an object: its fields' and their parts' names, labels and other names, and those of other vendors.</summary>
public static class ColumnNames
{
    /// <summary>Whether a text is one of them, whatever is explained in brackets behind it; null for no object.</summary>
    public static Func<string, bool>? Of(ObjectSchema? definition)
    {
        if (definition is null)
            return null;

        var hasParts = definition.Fields.Any(f => f.Type.TextParts.Count > 0);
        var names = definition.Fields.Where(f => ImportPlan.Takes(f) && (f.Composite is null || FieldParts.Of(f) is not null))
            .SelectMany(f => new[] { f.Name, f.Label.Zh, f.Label.En }.Concat(f.Definition.Aliases))
            .Concat(VendorPresets.All().Where(p => p.Object == definition.Name).Select(p => p.Header))
            .Select(ColumnSuggestions.Bare)
            .ToHashSet(StringComparer.Ordinal);
        return text => IsName(ColumnSuggestions.Bare(text)) || IsName(ColumnSuggestions.Bare(ColumnSuggestions.WithoutAside(text)));

        bool IsName(string bare) => names.Contains(bare) || hasParts && PartColumns.IsWord(bare);
    }
}
