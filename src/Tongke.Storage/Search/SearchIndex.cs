using Tongke.Storage.Search;

namespace Tongke.Storage;

/// <summary>
/// The text search of a table whose definition is searchable. A record's texts are put in the same batch as the record;
/// when the record is deleted, its entry goes with it.
/// </summary>
public static class SearchIndex
{
    /// <summary>Where collecting and going through cost the same in a million records.</summary>
    private const int FewHitsOnSqlite = 30_000;
    private const int FewHitsOnPostgres = 5_000;

    /// <summary>Makes these the texts by which the record is found. The record must exist when the statement runs.</summary>
    /// <param name="table">The searchable table.</param>
    /// <param name="id">The record.</param>
    /// <param name="texts">The values of its searchable fields; a match never reaches from one into the next.</param>
    public static Sql Put(Identifier table, Guid id, IEnumerable<string?> texts)
    {
        var grams = Bigrams.Of(texts);
        return Sql.PerDialect(
            Sql.From($"insert or replace into {TableOf(table)} (rowid, words) select _row, {Bigrams.ToFts(grams)} from {table} where id = {id}"),
            Sql.From($"insert into {TableOf(table)} (id, words) values ({id}, {Bigrams.ToVector(grams)}::tsvector) on conflict (id) do update set words = excluded.words"));
    }

    /// <summary>As <see cref="Put"/>, for many records in one statement.</summary>
    public static Sql PutMany(Identifier table, IReadOnlyList<Guid> ids, IReadOnlyList<IEnumerable<string?>> texts)
    {
        return PutGrams(table, ids, [.. texts.Select(Bigrams.Of)]);
    }

    internal static Sql PutGrams(Identifier table, IReadOnlyList<Guid> ids, IReadOnlyList<IReadOnlyList<string?>> grams)
    {
        var pairs = ids.Select((id, i) => new[] { id.ToString("N"), Bigrams.ToFts(grams[i]) }).ToArray();
        var vectors = grams.Select(Bigrams.ToVector).ToArray();
        return Sql.PerDialect(
            Sql.From($"insert or replace into {TableOf(table)} (rowid, words) select t._row, j.value ->> 1 from json_each({JsonText.Of(pairs)}) j join {table} t on t.id = unhex(j.value ->> 0)"),
            Sql.From($"insert into {TableOf(table)} (id, words) select i, v::tsvector from unnest({SqlMembership.Parameter(ids.ToArray(), ColumnKind.Uuid)}, {SqlMembership.Parameter(vectors, ColumnKind.Text)}) as x (i, v) on conflict (id) do update set words = excluded.words"));
    }

    /// <summary>True for records of which some text contains every word of the query, as whole or part, whatever its case and width.</summary>
    /// <param name="table">The searchable table.</param>
    /// <param name="alias">The name by which the query around it knows the table.</param>
    /// <param name="query">What a person typed. Without a letter or digit it finds nothing.</param>
    /// <param name="isFrequent">What <see cref="IsFrequentAsync"/> says. The meaning is the same, the way is not: few hits are collected and sorted; with many,
    /// a page is found sooner by going through the records in their order and asking each. Say true only for a page whose order has an index and that no other
    /// condition narrows much: asking every record of a table is slow.</param>
    public static Sql Matches(Identifier table, Identifier alias, string query, bool isFrequent = false)
    {
        var phrases = SearchQuery.Parse(query);
        if (phrases.Count == 0)
            return Sql.Literal("1 = 0");

        var (fts, vector) = (Sql.From($"{SearchQuery.ToFts(phrases)}"), Sql.From($"{SearchQuery.ToTsQuery(phrases)}::tsquery"));
        var collect = Sql.From($"{alias}._row in (select rowid from {TableOf(table)} where words match {fts})");
        return isFrequent
            ? Sql.PerDialect(
                phrases.Any(phrase => phrase.IsOpen) ? collect : Sql.From($"exists (select 1 from {TableOf(table)} where rowid = {alias}._row and words match {fts})"), // an open phrase costs the same for one record as for all
                Sql.From($"exists (select 1 from {TableOf(table)} s where s.id = {alias}.id and s.words @@ {vector} offset 0)")) // the offset keeps the planner from making a join of it
            : Sql.PerDialect(
                collect,
                Sql.From($"{alias}.id = any(array(select id from {TableOf(table)} where words @@ {vector}))")); // an array is always fetched first, whatever the planner guesses
    }

    /// <summary>Whether more records than it pays to collect contain the query. Takes a few milliseconds in a million records.</summary>
    public static async ValueTask<bool> IsFrequentAsync(Reader reader, Identifier table, string query, CancellationToken ct = default)
    {
        var phrases = SearchQuery.Parse(query);
        if (phrases.Count == 0)
            return false;

        var few = reader.Dialect == Dialect.Sqlite ? FewHitsOnSqlite : FewHitsOnPostgres;
        var condition = Sql.PerDialect(Sql.From($"words match {SearchQuery.ToFts(phrases)}"), Sql.From($"words @@ {SearchQuery.ToTsQuery(phrases)}::tsquery"));
        return await reader.ScalarAsync<long>(Sql.From($"select count(*) from (select 1 from {TableOf(table)} where {condition} limit {Sql.Integer(few + 1)}) as hits"), ct) > few;
    }

    internal static Identifier TableOf(Identifier table) => Suffixed(table, "_search");

    internal static Identifier TriggerOf(Identifier table) => Suffixed(table, "_unsearch");

    private static Identifier Suffixed(Identifier table, string suffix) =>
        Identifier.Of(table.Name[..Math.Min(table.Name.Length, Identifier.MaxLength - suffix.Length)] + suffix);
}
