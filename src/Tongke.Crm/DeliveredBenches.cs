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
