using Tongke.Storage;

namespace Tongke.Kernel.Changes;

/// <summary>The tables of the kernel that are not objects: the log, its seals, the consumers' cursors, the counters, the state of the workspace, the customisations in force.</summary>
internal static class ChangeTables
{
    public static IEnumerable<TableDefinition> All { get; } =
    [
        Table("change", ["id"],
            [
                Not("id", ColumnType.Uuid), Not("tx", ColumnType.Integer), Not("object", ColumnType.Text), Not("record", ColumnType.Uuid),
                Not("version", ColumnType.Integer), Not("kind", ColumnType.Text), May("actor", ColumnType.Uuid), Not("actor_name", ColumnType.Text),
                Not("via", ColumnType.Text), May("address", ColumnType.Text), Not("at", ColumnType.Instant), Not("commit_id", ColumnType.Uuid), Not("diff", ColumnType.Json),
            ],
            [("change_record_ix", ["record", "version"]), ("change_tx_ix", ["tx", "id"])]),
        Table("change_seal", ["seq"],
            [Not("seq", ColumnType.Integer), Not("change", ColumnType.Uuid), Not("tx", ColumnType.Integer), Not("hash", ColumnType.Bytes)],
            [("change_seal_change_ix", ["change"])]),
        Table("consumer_cursor", ["name"], [Not("name", ColumnType.Text), Not("seq", ColumnType.Integer), Not("updated_at", ColumnType.Instant)]),
        Table("number_counter", ["name", "period"], [Not("name", ColumnType.Text), Not("period", ColumnType.Text), Not("value", ColumnType.Integer)]),
        Table("applied_customisation", ["object"], [Not("object", ColumnType.Text), Not("definition", ColumnType.Text)]),
        Table("computed_field", ["object", "field"], [Not("object", ColumnType.Text), Not("field", ColumnType.Text), Not("meaning", ColumnType.Text), May("changed_at", ColumnType.Instant)]),
        Table("workspace_state", ["name"], [Not("name", ColumnType.Text), Not("value", ColumnType.Text)]),
    ];

    private static TableDefinition Table(string name, string[] key, ColumnDefinition[] columns, (string Name, string[] Columns)[]? indexes = null) => new()
    {
        Name = Identifier.Of(name),
        Columns = columns,
        PrimaryKey = [.. key.Select(Identifier.Of)],
        Indexes = [.. (indexes ?? []).Select(i => new IndexDefinition(Identifier.Of(i.Name), [.. i.Columns.Select(c => new IndexColumn(Identifier.Of(c)))]))],
    };

    private static ColumnDefinition Not(string name, ColumnType type) => new(Identifier.Of(name), type) { IsNullable = false };

    private static ColumnDefinition May(string name, ColumnType type) => new(Identifier.Of(name), type);
}
