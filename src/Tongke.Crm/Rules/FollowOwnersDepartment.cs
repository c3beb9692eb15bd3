using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Rules;

/// <summary>A record belongs to the department of its owner: when the owner changes, the department follows, unless the person chose one.</summary>
internal static class FollowOwnersDepartment
{
    /// <summary>For every owned object.</summary>
    public static Rule Rule { get; } = new("*", RuleMoment.BeforeSave, nameof(FollowOwnersDepartment), RunAsync);

    private static ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        if (!record.Object.IsOwned || record.IsNew)
            return default;

        var owner = record.Object.Fields[SystemFields.OwnerOrdinal];
        var department = record.Object.Fields[SystemFields.DepartmentOrdinal];
        if (record.HasChanged(owner) && !record.WasWritten(department) && record[owner] is Guid user)
            record[department] = session.Workspace.Organization.Find(user)?.Department;

        return default;
    }
}
