using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>A lead that was not accepted in time goes to the next of its rule's people, each once, and at last to the fallback owner.</summary>
public static class PassUnacceptedLeads
{
    private const int MostAtOnce = 500;

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("leads not accepted in time", TimeSpan.FromSeconds(15), RunAsync);

    /// <summary>Passes on those whose time is over.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var actor = Actor.System("leads not accepted in time");
        var late = Condition.IsBefore(new FieldPath(workspace.Schema[Lead.ObjectName][Lead.Fields.AcceptBy]), Moments.ToMilliseconds(workspace.Clock.GetUtcNow()));
        foreach (var found in await workspace.Open(actor).LoadWhereAsync(workspace.Schema[Lead.ObjectName], late, MostAtOnce, ct))
        {
            // One session each: what hinders one lead hinders no other. Of two nodes the second finds that it was accepted or given away.
            var session = workspace.Open(actor);
            if (await session.LoadAsync<Lead>(new Id<Lead>(found.Id), ct) is not { Record.IsDeleted: false } lead || !(lead.AcceptBy < session.Now))
                continue;

            session.Hold(lead.Record);
            if (await session.LoadAsync(lead.AssignmentRule, ct) is { Record.IsDeleted: false } rule && lead.Record.Owner is { } owner)
            {
                Guid[] passed = [.. (lead.PassedBy ?? []).Append(owner).Distinct()];
                lead.PassedBy = passed;
                lead.AcceptBy = null;
                await DistributeLead.GiveAsync(lead, rule, passed, session, ct);
            }
            else
            {
                lead.AcceptBy = null;
            }

            await session.CommitAsync(ct);
        }
    }
}
