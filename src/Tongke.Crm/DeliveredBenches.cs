using System.Text.Json;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm;

/// <summary>The work benches that roles begin with, from the data file beside this code; each role that is there gets its own, once.</summary>
public static class DeliveredBenches
{
    /// <summary>Puts them into a workspace, new or older than they are.</summary>
    public static Package Package { get; } = new() { Name = "work_benches", Seed = MakeAsync };

    /// <summary>
    /// Cards that came later: a bench that a role begins with gets those that its delivered one has by now, once; where it is laid out is the
    /// administrator's, so they come first.
    /// </summary>
    public static IReadOnlyList<Package> LaterCards { get; } = [new() { Name = "work_bench_approvals", Seed = (session, ct) => AddAsync("approvals", session, ct) }];

    private static async System.Threading.Tasks.Task AddAsync(string kind, Session session, CancellationToken ct)
    {
        var roles = (await session.LoadWhereAsync(session.Schema["role"], Constant.True, ct: ct)).ToDictionary(r => r.Id, r => (string?)r["name"]);
        foreach (var bench in (await session.LoadWhereAsync<WorkBench>(Constant.True, ct: ct)).Where(b => b.Shared == true))
        {
            var role = bench.Record[WorkBench.Fields.Role] is Guid id ? roles.GetValueOrDefault(id) : null;
            var isEverybodys = bench.Record[WorkBench.Fields.Role] is null;
            if ((role is null && !isEverybodys) || CrmSeed.Benches.FirstOrDefault(b => b.Role == role) is not { } seed || CardOf(seed.Cards, kind) is not { } card)
                continue;
            if (bench.Cards is { ValueKind: JsonValueKind.Array } cards && CardOf(cards, kind) is null && cards.GetArrayLength() < CheckCards.Most)
                bench.Cards = JsonSerializer.SerializeToElement(cards.EnumerateArray().Prepend(card));
        }
    }

    private static JsonElement? CardOf(JsonElement cards, string kind) =>
        cards.EnumerateArray().Where(c => c.TryGetProperty("kind", out var k) && k.GetString() == kind).Cast<JsonElement?>().FirstOrDefault();

    private static async System.Threading.Tasks.Task MakeAsync(Session session, CancellationToken ct)
    {
        var roles = (await session.LoadWhereAsync(session.Schema["role"], Constant.True, ct: ct)).ToDictionary(r => (string)r["name"]!, r => r.Id);
        foreach (var (index, seed) in CrmSeed.Benches.Index())
        {
            if (seed.Role is not null && !roles.ContainsKey(seed.Role))
                continue;

            var bench = session.Make<WorkBench>();
            bench.Shared = true;
            bench.Record[WorkBench.Fields.Role] = seed.Role is null ? null : roles[seed.Role];
            bench.Position = index;
            bench.Cards = seed.Cards;
        }
    }

    /// <summary>What everybody begins with where no default can be read.</summary>
    public static JsonElement Everybodys { get; } = CrmSeed.Benches.Single(b => b.Role is null).Cards;
}
