using Tongke.Storage.Search;

namespace Tongke.Storage.Sqlite;

/// <summary>The text search of a table: a contentless FTS5 index by <c>_row</c>, cleared by a trigger when rows are deleted, in cascades too.</summary>
internal static class SqliteSearch
{
    public static IEnumerable<string> Create(Identifier table) =>
    [
        $"create virtual table {SearchIndex.TableOf(table).Quoted} using fts5(words, tokenize = 'ascii', content = '', contentless_delete = 1)",
        Trigger(table),
        .. Settings(table).Select(s => s.ToText(Dialect.Sqlite)),
    ];

    /// <summary>
    /// Texts come many at a time, and with each lot FTS5 merges some of the former ones: eight of a size into one, which writes each text again half as often as
    /// FTS5's own four. What has piled up nevertheless is merged in one go only when it is a great deal: other writers wait for that.
    /// </summary>
    public static IEnumerable<Sql> Settings(Identifier table)
    {
        var search = SearchIndex.TableOf(table);
        return [Sql.From($"insert into {search} ({search}, rank) values ('automerge', 8)"), Sql.From($"insert into {search} ({search}, rank) values ('crisismerge', 64)")];
    }

    /// <summary>A search looks into each of the lots that texts were put in and are not merged yet.</summary>
    public static async ValueTask<long> LotsAsync(Reader reader, Identifier table, CancellationToken ct)
    {
        var lots = Identifier.Of($"{SearchIndex.TableOf(table).Name}_idx"); // FTS5's own; read from one lot to the next
        return await reader.ScalarAsync<long>(
            Sql.From($"with recursive lot(id) as (select min(segid) from {lots} union all select (select min(segid) from {lots} where segid > lot.id) from lot where lot.id is not null) select count(id) from lot"), ct);
    }

    /// <summary>Merges lots of about the same size, so many pages of them; what is begun goes on the next time.</summary>
    public static IEnumerable<Sql> Merge(Identifier table, int pages)
    {
        var search = SearchIndex.TableOf(table);
        return [Sql.From($"insert into {search} ({search}, rank) values ('usermerge', 2)"), Sql.From($"insert into {search} ({search}, rank) values ('merge', {Sql.Integer(pages)})")];
    }

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
