using Tongke.Storage;

namespace Tongke.Kernel.SystemObjects;

/// <summary>The customisations as they were last carried out in the tables: what to fall back to when one that is stored cannot be.</summary>
internal static class AppliedCustomisations
{
    private static readonly Identifier Table = Identifier.Of("applied_customisation");

    /// <summary>Definitions by object; none in a database from before the table was.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(Database database, CancellationToken ct)
    {
        var exists = await database.ScalarAsync<long>(
            Sql.PerDialect(
                Sql.Literal("select count(*) from sqlite_master where type = 'table' and name = 'applied_customisation'"),
                Sql.Literal("select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'applied_customisation'")),
            ct) > 0;
        return exists
            ? (await database.ListAsync(Sql.From($"select object, definition from {Table}"), r => (r.GetText(0), r.GetText(1)), ct)).ToDictionary(o => o.Item1, o => o.Item2, StringComparer.Ordinal)
            : new Dictionary<string, string>();
    }

    /// <summary>What to try, in turn: everything as it is stored, then without what changed in one object, then without all that changed, and at last without any.</summary>
    public static IEnumerable<(IReadOnlyDictionary<string, string> Chosen, IReadOnlyList<string> LeftOut)> Choices(
        IReadOnlyDictionary<string, string> stored, IReadOnlyDictionary<string, string> applied)
    {
        yield return (stored, []);
        var changed = stored.Where(o => applied.GetValueOrDefault(o.Key) != o.Value).Select(o => o.Key).ToArray();
        foreach (var one in changed)
            yield return (Without([one]), [one]);

        if (changed.Length > 1)
            yield return (Without(changed), changed);

        if (stored.Count > 0)
            yield return (new Dictionary<string, string>(), [.. stored.Keys]);

        Dictionary<string, string> Without(IReadOnlyCollection<string> left) => stored
            .Select(o => (o.Key, Value: left.Contains(o.Key) ? applied.GetValueOrDefault(o.Key) : o.Value))
            .Where(o => o.Value is not null)
            .ToDictionary(o => o.Key, o => o.Value!, StringComparer.Ordinal);
    }

    /// <summary>Remembers what is in force now.</summary>
    public static async Task StoreAsync(Database database, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now, CancellationToken ct)
    {
        var batch = new WriteBatch();
        foreach (var gone in before.Keys.Where(name => !now.ContainsKey(name)))
            batch.Add(Sql.From($"delete from {Table} where object = {gone}"));
        foreach (var (name, definition) in now.Where(o => before.GetValueOrDefault(o.Key) != o.Value))
            batch.Add(Sql.From($"insert into {Table} (object, definition) values ({name}, {definition}) on conflict (object) do update set definition = excluded.definition"));
        if (batch.Count > 0)
            await database.WriteAsync(batch, ct);
    }
}
