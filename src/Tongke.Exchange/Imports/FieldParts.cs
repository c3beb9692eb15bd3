using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>The parts of a field that a file may have in a column each: 省份, 城市, 区县 and 详细地址 of an address.</summary>
internal static class FieldParts
{
    /// <summary>The field that this one is such a part of, and which part it is; null for any other field.</summary>
    public static (FieldSchema Whole, string Name)? Of(FieldSchema field) =>
        field.Composite is { } whole && whole.Type.TextParts.FirstOrDefault(p => field.Name == $"{whole.Name}_{p}") is { } part ? (whole, part) : null;

    /// <summary>The parts of a field, in their order.</summary>
    public static IEnumerable<(FieldSchema Field, string Name)> In(FieldSchema whole) =>
        whole.Type.TextParts.Select(p => (whole.Object[$"{whole.Name}_{p}"], p));
}
