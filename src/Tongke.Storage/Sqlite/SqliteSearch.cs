using Tongke.Storage.Search;

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

    /// <summary>Records, and how many of them contain the words: counting on goes no further than it pays.</summary>
    /// <param name="reader">The database.</param>
    /// <param name="table">The searchable table.</param>
    /// <param name="phrases">The words.</param>
    /// <param name="page">Hits that are wanted.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<WordFrequency> CountAsync(Reader reader, Identifier table, IReadOnlyList<SearchPhrase> phrases, int page, CancellationToken ct)
    {
        double records = await reader.ScalarAsync<long>(Sql.From($"select max(_row) from {table}"), ct); // rows are numbered as they come, and few are ever purged
        var most = Sql.Integer(4 * (1 + (long)WordFrequency.MostToCollect(records, page)));
        var hits = await reader.ScalarAsync<long>(Sql.From($"select count(*) from (select 1 from {SearchIndex.TableOf(table)} where words match {SearchQuery.ToFts(phrases)} limit {most})"), ct);
        return new(records, hits);
    }

    private static string Trigger(Identifier table) =>
        $"create trigger {SearchIndex.TriggerOf(table).Quoted} after delete on {table.Quoted} begin delete from {SearchIndex.TableOf(table).Quoted} where rowid = old.\"_row\"; end";
}
