using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>Takes the region from the owner's department, unless the person typed one.</summary>
public sealed class FillRegionFromDepartment : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        var department = record.Record.Object.Fields[SystemFields.DepartmentOrdinal];
        if (record.Wrote(Opportunity.Fields.Region) || !(record.Record.HasChanged(department) || record.Region is null) || record.Record[department] is not Guid id)
            return null;

        if (await session.LoadAsync(session.Schema["department"], id, ct) is { } found)
            record.Region = found["region"] as string ?? found["name"] as string;

        return null;
    }
}
