using System.Globalization;
using System.Text.Json;
using Tongke.Bench.Load;
using Tongke.Bench.Servers;
using Tongke.Storage;

namespace Tongke.Bench.Works;

/// <summary>What sales do all day, each with another record every time: claim from a pool, convert, move to another stage, save a quote of five lines.</summary>
internal static class SalesWorks
{
    /// <summary>More of each than a run gets through.</summary>
    private const int Records = 200_000;

    private const int Lines = 5;

    /// <summary>The works by name.</summary>
    public static readonly string[] Names = ["Claim a lead from a pool", "Convert a lead into account, contact and deal", "Move a deal to another stage", "Save a quote of five lines"];

    /// <summary>The works; what is claimed is put into a pool of both databases first, so they come after those that read leads.</summary>
    /// <param name="product">Running with the loaded data.</param>
    /// <param name="bench">Where the data of both is.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<IReadOnlyList<Work>> MakeAsync(ProductServer product, Workbench bench, CancellationToken ct)
    {
        await using var database = await Database.OpenAsync(DatabaseLocation.Parse(bench.Location), ct);
        await using var bare = await Database.OpenAsync(DatabaseLocation.Parse(bench.Bare), ct);
        var key = product.Key;
        var pool = await PoolAsync(product, ct);
        var pooled = await IdsAsync(database, Sql.From($"select id from lead where status <> {"qualified"} and deleted_at is null limit {Sql.Integer(Records)}"), ct);
        var qualified = await IdsAsync(database, Sql.From($"select id from lead where status = {"qualified"} and deleted_at is null limit {Sql.Integer(Records)}"), ct);
        foreach (var (each, inPool) in new[] { (database, pool), (bare, await AnyAsync(bare, "sea_pool", ct)) })
            foreach (var ids in pooled.Chunk(5_000))
            {
                var batch = new WriteBatch();
                batch.Add(Sql.From($"update lead set pool = {inPool}, pooled_at = created_at, owner = null, department = null where {Sql.In(Sql.Literal("id"), ids)}"));
                if (await each.WriteAsync(batch, ct) is not Committed)
                    throw new InvalidOperationException("The leads did not go into the pool.");
            }

        var stages = await database.ListAsync(Sql.From($"select s.id from stage s where s.deleted_at is null and s.pipeline = (select o.pipeline from opportunity o where o.deleted_at is null limit 1) order by s.position limit 2"), r => r.GetGuid(0), ct);
        var deals = await IdsAsync(database, Sql.From($"select id from opportunity where stage = {stages[1]} and status = {"open"} and deleted_at is null limit {Sql.Integer(Records)}"), ct);
        var accounts = await IdsAsync(database, Sql.From($"select id from account where deleted_at is null and pool is null limit {Sql.Integer(Records)}"), ct);
        var products = await IdsAsync(database, Sql.From($"select id from product where deleted_at is null limit {Sql.Integer(Lines)}"), ct);
        var owner = await AnyAsync(bare, "user", ct);
        var lines = string.Join(',', products.Select(p => $$"""{"product":"{{p}}","quantity":2}"""));
        return
        [
            new(Names[0], Bar.Sales, Each(pooled, (id, _) => RequestText.Post($"/api/v1/lead/{id}/claim", "{}", key)), Each(pooled, (id, _) => RequestText.Post($"/claim/{id}?owner={owner}", "{}"))) { Behind = product.BehindAsync },
            new(Names[1], Bar.Sales, Each(qualified, (id, _) => RequestText.Post($"/api/v1/lead/{id}/convert", "{}", key)), Each(qualified, (id, _) => RequestText.Post($"/convert/{id}", "{}"))) { Behind = product.BehindAsync },
            new(Names[2], Bar.Sales, Each(deals, (id, turn) => RequestText.Patch($"/api/v1/opportunity/{id}", $$"""{"stage":"{{stages[turn % 2]}}"}""", key)), Each(deals, (id, turn) => RequestText.Post($"/move/{id}?stage={stages[turn % 2]}", "{}"))) { Behind = product.BehindAsync },
            new(Names[3], Bar.Sales, Each(accounts, (id, _) => RequestText.Post("/api/v1/quote", $$"""{"account":"{{id}}","lines":[{{lines}}]}""", key)), Each(accounts, (id, _) => RequestText.Post($"/quote?account={id}&products={string.Join(',', products)}", "{}"))) { Behind = product.BehindAsync },
        ];
    }

    /// <summary>The next record each time; the second argument counts how often all were taken.</summary>
    private static Func<ReadOnlyMemory<byte>> Each(IReadOnlyList<Guid> ids, Func<Guid, int, ReadOnlyMemory<byte>> request)
    {
        var next = -1;
        return () =>
        {
            var at = Interlocked.Increment(ref next);
            return request(ids[at % ids.Count], at / ids.Count);
        };
    }

    private static async Task<Guid> PoolAsync(ProductServer product, CancellationToken ct)
    {
        using var http = product.Client();
        using var body = new StringContent("""{"name":"bench","object":"lead","auto_recycle":false}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/v1/sea_pool", UriKind.Relative), body, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text).GetProperty("id").GetGuid() : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {text}"));
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(Database database, Sql sql, CancellationToken ct) => [.. await database.ListAsync(sql, r => r.GetGuid(0), ct)];

    private static async Task<Guid> AnyAsync(Database database, string table, CancellationToken ct) =>
        (await IdsAsync(database, Sql.From($"select id from {Identifier.Of(table)} where deleted_at is null limit 1"), ct))[0];
}
