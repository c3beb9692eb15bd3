using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>
/// The ways of selling beside the standard one, as pipelines with stages and key nodes: quick deals by three decisions, and projects of several
/// parties. Put into each workspace once; afterwards they are records that administrators change.
/// </summary>
public static class SalesModels
{
    /// <summary>Puts them into a workspace, new or older than they are.</summary>
    public static Package Package { get; } = new() { Name = "sales_models", Seed = MakeAsync };

    private static async System.Threading.Tasks.Task MakeAsync(Session session, CancellationToken ct)
    {
        // Codes and names are unique: what a company has made for itself under the same name stays what it is.
        var codes = (await session.LoadAllAsync<Stage>(ct)).Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        var names = (await session.LoadAllAsync<Pipeline>(ct)).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var model in CrmSeed.Models.Where(m => !names.Contains(m.Name) && !m.Stages.Any(s => codes.Contains(s.Code))))
            CrmSeed.AddPipeline(model, session);
    }
}
