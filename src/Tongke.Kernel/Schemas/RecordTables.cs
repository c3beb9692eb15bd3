using System.Security.Cryptography;
using System.Text;
using Tongke.Kernel.Expressions;
using Tongke.Storage;

namespace Tongke.Kernel.Schemas;

/// <summary>The tables that hold the records of a Schema: real columns, constraints and indexes for everything that was declared.</summary>
public static class RecordTables
{
    private static readonly Identifier Id = Identifier.Of(SystemFields.Id);
    private static readonly Identifier Deleted = Identifier.Of(SystemFields.DeletedAt);
    private static readonly RowTest IsLiving = RowTest.IsNull(Deleted);

    /// <summary>All tables of <paramref name="schema"/>, link tables of multi-lookups included.</summary>
    public static IEnumerable<TableDefinition> Of(Schema schema) =>
        schema.Objects.OrderBy(o => o.Name, StringComparer.Ordinal).SelectMany(o => LinksOf(o).Prepend(Of(o)));

    /// <summary>Name of the link table that mirrors a multi-lookup.</summary>
    public static Identifier LinkTable(FieldSchema field) => Named(field.Object.Name, field.Name, "link");

    private static TableDefinition Of(ObjectSchema definition) => new()
    {
        Name = definition.Table,
        Columns = [.. definition.Columns.Select(Column), .. definition.Columns.Select(f => f.OrderColumn).OfType<Identifier>().Select(c => new ColumnDefinition(c, ColumnType.Text))],
        ForeignKeys = [.. definition.Columns.Where(PointsSomewhere).Select(f => new ForeignKeyDefinition(Named(definition.Name, f.Name, "fk"), f.Column, f.Target!.Table))],
        Checks = [.. definition.Columns.Where(f => f.Definition is { Type: "select", Options.Count: > 0 }).Select(f => new CheckDefinition(Named(definition.Name, f.Name, "ck"), f.Column, [.. f.Definition.Options.Select(o => o.Value)]))],
        Indexes = [.. Indexes(definition)],
        IsSearchable = definition.Fields.Any(f => f.Definition.Search),
    };

    /// <summary>The index that holds these columns, the first <paramref name="keys"/> of them in front and in any order behind: whoever reads no others need not read the records.</summary>
    public static Identifier? Covering(ObjectSchema definition, IReadOnlyList<FieldSchema> columns, int keys) => Indexes(definition)
        .FirstOrDefault(i => i.Columns.Take(keys).Select(c => c.Name).SequenceEqual(columns.Take(keys).Select(f => f.Column)) && columns.All(f => i.Columns.Any(c => c.Name == f.Column)))?.Name;

    /// <summary>Whether an index of the living records has this column in front.</summary>
    public static bool HasIndexOf(ObjectSchema definition, Identifier column) => Indexes(definition).Any(i => i.Columns[0].Name == column);

    private static ColumnDefinition Column(FieldSchema field) => new(field.Column, field.ColumnType)
    {
        // "Required" of people's fields is the write path's to ask: it may depend on conditions, and old records must stay readable when a field becomes required.
        IsNullable = !(field.IsSystem && field.Definition.Required),

        // Nobody has counted or added up the children of a new record, and there are none.
        Default = field.OfNothing,
    };

    private static bool PointsSomewhere(FieldSchema field) => field.Target is not null && field.ValueType.Kind == ValueKind.Id;

    private static IEnumerable<IndexDefinition> Indexes(ObjectSchema definition)
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        IndexDefinition? Make(bool unique, params IEnumerable<IndexColumn> columns)
        {
            // An index is read in both directions, so an order and its reverse share one.
            var list = columns.ToArray();
            var flip = list[0].Descending;
            list = [.. list.Select(c => c with { Descending = c.Descending != flip })];
            var name = string.Join("_", list.Select(c => c.Descending ? $"{c.Name}_desc" : c.Name.Name));
            return made.Add($"{name} {unique}")
                ? new IndexDefinition(Named(definition.Name, name, unique ? "uq" : "ix"), list) { IsUnique = unique, Where = [IsLiving] }
                : null;
        }

        IEnumerable<IndexDefinition?> all =
        [
            .. definition.Columns.Where(f => f.Definition.Unique).Select(f => Make(true, f.Column)),
            .. definition.Definition.Keys.Where(key => key.Count > 0).Select(key => Make(true, key.Select(name => new IndexColumn(definition[name].Column)))),
            .. definition.Columns.Where(f => PointsSomewhere(f) && NeedsIndex(f)).Select(f => Make(false, f.Column, Id)),
            .. definition.Definition.Indexes.Concat(definition.Definition.Views.Select(v => v.OrderBy)).Where(order => order.Count > 0).Select(order => Make(false, Ordered(definition, order))),
            Make(false, new IndexColumn(Identifier.Of(SystemFields.UpdatedAt), Descending: true), new IndexColumn(Id, Descending: true)),
            .. definition.Definition.Duplicates.SelectMany(d => d.Fields).Select(definition.Find).Where(f => f is { HasColumn: true }).Select(f => Make(false, f!.Column)),
        ];
        var indexes = all.OfType<IndexDefinition>().ToArray();
        return indexes.Where(i => i.IsUnique || !indexes.Any(o => IsBeginning(i.Columns, o.Columns)));
    }

    /// <summary>Whether the longer index answers all that the shorter one does.</summary>
    private static bool IsBeginning(IReadOnlyList<IndexColumn> shorter, IReadOnlyList<IndexColumn> longer) =>
        shorter.Count < longer.Count && longer.Take(shorter.Count).SequenceEqual(shorter);

    /// <summary>Who made or changed a record is rarely asked for; who owns it, always.</summary>
    private static bool NeedsIndex(FieldSchema field) => !field.IsSystem || field.Name is SystemFields.Owner or SystemFields.Department;

    private static IEnumerable<IndexColumn> Ordered(ObjectSchema definition, IReadOnlyList<string> order)
    {
        foreach (var part in order)
            if (definition.Find(part.TrimStart('-')) is { HasColumn: true } field)
                yield return new IndexColumn(field.OrderColumn ?? field.Column, part.StartsWith('-'));

        // Pages continue after the last row: the id makes every order total, in the direction of its last part. Who names it himself goes on with what is only sifted by.
        if (!order.Contains(SystemFields.Id))
            yield return new IndexColumn(Id, order[^1].StartsWith('-'));
    }

    private static IEnumerable<TableDefinition> LinksOf(ObjectSchema definition) => definition.Columns
        .Where(f => f is { ValueType.Kind: ValueKind.Ids, Target: not null })
        .Select(f => new TableDefinition
        {
            Name = LinkTable(f),
            Columns = [new(Identifier.Of("record"), ColumnType.Uuid) { IsNullable = false }, new(Identifier.Of("target"), ColumnType.Uuid) { IsNullable = false }],
            PrimaryKey = [Identifier.Of("record"), Identifier.Of("target")],
            ForeignKeys =
            [
                new(Named(f.Object.Name, f.Name, "link_rfk"), Identifier.Of("record"), f.Object.Table) { OnDelete = Storage.DeleteRule.Cascade },
                new(Named(f.Object.Name, f.Name, "link_tfk"), Identifier.Of("target"), f.Target!.Table),
            ],
            Indexes = [new(Named(f.Object.Name, f.Name, "link_ix"), [Identifier.Of("target")])],
        });

    /// <summary>A name of at most 63 characters; a long one is cut and made unique by a hash of the whole.</summary>
    private static Identifier Named(string definition, string field, string suffix)
    {
        var name = $"{definition}_{field}_{suffix}";
        return Identifier.Of(name.Length <= Identifier.MaxLength ? name : $"{name[..46]}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16]}");
    }
}
