using System.Text.Json;
using Tongke.Storage.Search;

namespace Tongke.Storage.Postgres;

/// <summary>What PostgreSQL's statistics tell of words.</summary>
internal static class PostgresSearch
{
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
