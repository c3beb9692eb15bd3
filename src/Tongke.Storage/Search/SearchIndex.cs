using Tongke.Storage.Postgres;
using Tongke.Storage.Search;
using Tongke.Storage.Sqlite;

namespace Tongke.Storage;

/// <summary>
/// The text search of a table whose definition is searchable. A record's texts are put soon after the record is written; whoever searches names the
/// records whose texts are still to be put. When a record is deleted, its entry goes with it.
/// </summary>
public static class SearchIndex
{
    /// <summary>Lots of an index that may stay: one of each size.</summary>
    private const long MostLots = 5;

    /// <summary>Pages that are merged while writers wait.</summary>
    private const int PagesOfMerge = 250;

    /// <summary>The column of a searchable table that says when each row was made.</summary>
    public static Identifier Made { get; } = Identifier.Of("created_at");

    /// <summary>Makes these the texts by which the record is found. The record must exist when the statement runs.</summary>
    /// <param name="table">The searchable table.</param>
    /// <param name="id">The record.</param>
    /// <param name="texts">The values of its searchable fields; a match never reaches from one into the next.</param>
    public static Sql Put(Identifier table, Guid id, IEnumerable<string?> texts)
    {
        var grams = Bigrams.Of(texts);
        return Sql.PerDialect(
            Sql.From($"insert or replace into {TableOf(table)} (rowid, words) select _row, {Bigrams.ToFts(grams)} from {table} where id = {id}"),
            Sql.From($"insert into {TableOf(table)} (id, {Made}, words) select id, {Made}, {Bigrams.ToVector(grams)}::tsvector from {table} where id = {id} on conflict (id) do update set words = excluded.words"));
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
            Sql.From($"insert into {TableOf(table)} (id, {Made}, words) select t.id, t.{Made}, x.v::tsvector from unnest({SqlMembership.Parameter(ids.ToArray(), ColumnKind.Uuid)}, {SqlMembership.Parameter(vectors, ColumnKind.Text)}) as x (i, v) join {table} t on t.id = x.i on conflict (id) do update set words = excluded.words"));
    }

    /// <summary>True for records of which some text contains every word of the query, as whole or part, whatever its case and width.</summary>
    /// <param name="table">The searchable table.</param>
    /// <param name="alias">The name by which the query around it knows the table.</param>
    /// <param name="query">What a person typed. Without a letter or digit it finds nothing.</param>
    public static Sql Matches(Identifier table, Identifier alias, string query) => Matches(table, alias, query, [], []);

    /// <summary>As <see cref="Matches(Identifier, Identifier, string)"/> while texts of some records are still to be put.</summary>
    /// <param name="table">The searchable table.</param>
    /// <param name="alias">The name by which the query around it knows the table.</param>
    /// <param name="query">What a person typed.</param>
    /// <param name="late">Records whose entry is missing or old: what it says of them does not count.</param>
    /// <param name="found">Those of them whose present texts have the words.</param>
    public static Sql Matches(Identifier table, Identifier alias, string query, IReadOnlyCollection<Guid> late, IReadOnlyCollection<Guid> found)
    {
        var phrases = SearchQuery.Parse(query);
        if (phrases.Count == 0)
            return Sql.Literal("1 = 0");

        var fts = SearchQuery.ToFts(phrases);
        if (late.Count == 0)
            return Sql.PerDialect(
                Sql.From($"{alias}._row in (select rowid from {TableOf(table)} where words match {fts})"),
                Sql.From($"{alias}.id = any(array({PostgresSearch.Hits(table, phrases, late)}))")); // an array is always fetched first, whatever the planner guesses

        var id = Sql.Literal("id");
        return Sql.PerDialect(
            Sql.From($"{alias}._row in (select rowid from {TableOf(table)} where words match {fts} except select _row from {table} where {Sql.In(id, late)} union select _row from {table} where {Sql.In(id, found)})"),
            Sql.From($"{alias}.id = any(array({PostgresSearch.Hits(table, phrases, late)}) || {SqlMembership.Parameter(found.ToArray(), ColumnKind.Uuid)})"));
    }

    /// <summary>
    /// On PostgreSQL, true for no more than the first <paramref name="count"/> of the records that have the words, in the order in which records were made: a page
    /// of them is found without looking up each of the others. Of records whose texts are still to be put it finds none. For SQLite, see
    /// <see cref="Matches(Identifier, Identifier, string)"/>.
    /// </summary>
    /// <param name="table">The searchable table.</param>
    /// <param name="alias">The name by which the query around it knows the table.</param>
    /// <param name="query">What a person typed.</param>
    /// <param name="late">Records whose entry is missing or old.</param>
    /// <param name="newestFirst">The direction of the order.</param>
    /// <param name="after">When the record was made behind which it goes on, and its id; null to begin.</param>
    /// <param name="count">Most records.</param>
    public static Sql FirstMatches(Identifier table, Identifier alias, string query, IReadOnlyCollection<Guid> late, bool newestFirst, (Sql Made, Sql Id)? after, long count)
    {
        var phrases = SearchQuery.Parse(query);
        if (phrases.Count == 0)
            return Sql.Literal("1 = 0");

        var (comparison, direction) = newestFirst ? (Sql.Literal("<"), Sql.Literal(" desc")) : (Sql.Literal(">"), Sql.Empty);
        var behind = after is var (made, id) ? Sql.From($" and ({Made}, id) {comparison} ({made}, {id})") : Sql.Empty;
        return Sql.PerDialect(
            Matches(table, alias, query, late, []),
            Sql.From($"{alias}.id = any(array({PostgresSearch.Hits(table, phrases, late)}{behind} order by {Made}{direction}, id{direction} limit {Sql.Integer(count)}))"));
    }

    /// <summary>How often words stand in the records, as exactly as it takes to decide how a page of them is found. Takes a millisecond or some in a million records.</summary>
    public static async ValueTask<WordFrequency> FrequencyAsync(Reader reader, Identifier table, string query, int page, CancellationToken ct = default)
    {
        var phrases = SearchQuery.Parse(query);
        if (phrases.Count == 0)
            return default;

        return reader.Dialect == Dialect.Sqlite
            ? await SqliteSearch.CountAsync(reader, table, phrases, page, ct)
            : await PostgresSearch.EstimateAsync(reader, table, phrases, ct);
    }

    /// <summary>
    /// Merges some of what was put into the index lot by lot: a search looks into every lot. Writers wait some milliseconds for it, so it is done when nobody
    /// writes. PostgreSQL does it by itself.
    /// </summary>
    /// <returns>Whether there is more to merge.</returns>
    public static async Task<bool> TidyAsync(Database database, Identifier table, CancellationToken ct = default)
    {
        if (database.Dialect != Dialect.Sqlite || await SqliteSearch.LotsAsync(database, table, ct) <= MostLots)
            return false;

        var batch = new WriteBatch();
        foreach (var merge in SqliteSearch.Merge(table, PagesOfMerge))
            batch.Add(merge);
        await database.WriteAsync(batch, ct);
        return true;
    }

    /// <summary>Brings an index that an earlier version made to the settings of new ones.</summary>
    public static IEnumerable<Sql> Settings(Identifier table) => SqliteSearch.Settings(table).Select(s => Sql.PerDialect(s, Sql.Literal("select 1")));

    internal static Identifier TableOf(Identifier table) => Suffixed(table, "_search");

    internal static Identifier TriggerOf(Identifier table) => Suffixed(table, "_unsearch");

    private static Identifier Suffixed(Identifier table, string suffix) =>
        Identifier.Of(table.Name[..Math.Min(table.Name.Length, Identifier.MaxLength - suffix.Length)] + suffix);
}
