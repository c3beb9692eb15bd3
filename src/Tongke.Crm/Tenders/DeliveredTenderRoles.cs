using Tongke.Kernel;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Tenders;

/// <summary>
/// The roles of tenders, in workspaces new and old. Nobody has one at first, and nobody else's role reaches tenders: so the template is off until an
/// administrator gives the roles to people.
/// </summary>
public static class DeliveredTenderRoles
{
    /// <summary>Puts them into a workspace, once.</summary>
    public static Package Package { get; } = new() { Name = "tender_roles", Seed = MakeAsync };

    private static async System.Threading.Tasks.Task MakeAsync(Session session, CancellationToken ct)
    {
        var names = (await session.LoadWhereAsync(session.Schema["role"], Constant.True, ct: ct)).Select(r => (string?)r["name"]).ToHashSet();
        foreach (var role in CrmSeed.TenderRoles.Where(r => !names.Contains(r.Name)))
            CrmSeed.AddRole(role, session);
    }
}
