using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>Finds names of tables, indexes and search tables that would meet another's: all of them share one space in the database.</summary>
internal static class TableNames
{
    /// <summary>What in the object's own definition takes a name that somebody else has.</summary>
    /// <param name="schema">The Schema with the object in it.</param>
    /// <param name="name">The object that is customised.</param>
    /// <param name="others">Tables that hold no records.</param>
    public static IEnumerable<DefinitionProblem> Clashes(Schema schema, string name, IEnumerable<TableDefinition> others)
    {
        var all = RecordTables.Of(schema).Concat(others).SelectMany(Names).ToLookup(n => n, StringComparer.Ordinal);
        if (schema.Find(name) is not { } definition)
            yield break;

        if (all[name].Count() > 1 || all[$"{name}_search"].Count() > 1)
            yield return new(name, null, new Message("duplicate_name", name));

        foreach (var field in definition.Columns.Where(f => f is { ValueType.Kind: Expressions.ValueKind.Ids, Target: not null } && all[RecordTables.LinkTable(f).Name].Count() > 1))
            yield return new(name, field.Name, new Message("duplicate_name", RecordTables.LinkTable(field).Name));
    }

    /// <summary>The table with all that is derived from it, whether it has a text search now or gets one later.</summary>
    private static IEnumerable<string> Names(TableDefinition table) =>
        [table.Name.Name, $"{table.Name}_search", $"{table.Name}_unsearch", $"{table.Name}_pkey", .. table.Indexes.Select(i => i.Name.Name)];
}
