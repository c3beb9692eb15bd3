namespace Tongke.Storage.Sqlite;

/// <summary>The text search of a table: a contentless FTS5 index by <c>_row</c>, cleared by a trigger when rows are deleted, in cascades too.</summary>
internal static class SqliteSearch
{
    public static IEnumerable<string> Create(Identifier table) =>
    [
        $"create virtual table {SearchIndex.TableOf(table).Quoted} using fts5(words, tokenize = 'ascii', content = '', contentless_delete = 1)",
        Trigger(table),
    ];

    public static string Drop(Identifier table) => $"drop table {SearchIndex.TableOf(table).Quoted}";

    public static string DropTrigger(Identifier table) => $"drop trigger {SearchIndex.TriggerOf(table).Quoted}";

    public static IEnumerable<string> Rename(Identifier from, Identifier to) =>
    [
        $"alter table {SearchIndex.TableOf(from).Quoted} rename to {SearchIndex.TableOf(to).Quoted}",
        Trigger(to),
    ];

    private static string Trigger(Identifier table) =>
        $"create trigger {SearchIndex.TriggerOf(table).Quoted} after delete on {table.Quoted} begin delete from {SearchIndex.TableOf(table).Quoted} where rowid = old.\"_row\"; end";
}
