using System.Text.Json;
using Tongke.Storage.Search;

namespace Tongke.Storage.Postgres;

/// <summary>The text search in PostgreSQL's words, and what its statistics tell.</summary>
internal static class PostgresSearch
{
    /// <summary>
    /// Selects the ids of the records that have the words. The planner is not shown the words: it goes to their index whatever they are, and so needs to plan a
    /// statement but once.
    /// </summary>
    public static Sql Hits(Identifier table, IReadOnlyList<SearchPhrase> phrases, IReadOnlyCollection<Guid> late)
    {
        var inTime = late.Count == 0 ? Sql.Empty : Sql.From($" and id <> all({SqlMembership.Parameter(late.ToArray(), ColumnKind.Uuid)})");
        return Sql.From($"select id from {SearchIndex.TableOf(table)} where words @@ (select {SearchQuery.ToTsQuery(phrases)}::tsquery){inTime}");
    }

    /// <summary>Records, and how many of them contain the words, as the planner estimates them: the index would have to be read to the end for a count.</summary>
    public static async ValueTask<WordFrequency> EstimateAsync(Reader reader, Identifier table, IReadOnlyList<SearchPhrase> phrases, CancellationToken ct)
    {
        var search = SearchIndex.TableOf(table);
        var records = await reader.ScalarAsync<double>(Sql.From($"select reltuples::float8 from pg_class where oid = {search.Quoted}::regclass"), ct);
        var plan = await reader.ScalarAsync<string>(Sql.From($"explain (format json) select 1 from {search} where words @@ {SearchQuery.ToTsQuery(phrases)}::tsquery"), ct);
        using var json = JsonDocument.Parse(plan!);
        return new(records, json.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble());
    }
}
