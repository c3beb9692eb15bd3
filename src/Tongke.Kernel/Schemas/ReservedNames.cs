using System.Collections.Frozen;

namespace Tongke.Kernel.Schemas;

/// <summary>Names that the databases keep to themselves: a table or column cannot have them, however well formed they are.</summary>
internal static class ReservedNames
{
    private static readonly FrozenSet<string> Columns = new[] { "ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "rowid", "oid" }.ToFrozenSet();

    /// <summary>Whether no object may be called so.</summary>
    public static bool IsObject(string name) =>
        name.StartsWith("sqlite_", StringComparison.Ordinal) || name.StartsWith("pg_", StringComparison.Ordinal);

    /// <summary>Whether no field may be called so.</summary>
    public static bool IsField(string name) => Columns.Contains(name);
}
