using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>A party that is not called anything has the name of its role. Parties, purchases, income and expense belong to deals that are projects; what is paid is a purchase of the same project, which stays there once something was paid.</summary>
public sealed class KeepToProjects : IBeforeSave<DealParty>, IBeforeSave<ProjectPurchase>, IBeforeSave<ProjectEntry>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(DealParty record, Session session, CancellationToken ct)
    {
        // Not the company's name: who sees the project need not know every company.
        if (string.IsNullOrEmpty(record.Name) && record.Record.Object[DealParty.Fields.Role].Definition.Options.FirstOrDefault(o => o.Value == record.Role) is { } role)
            record.Name = role.Label.In(session.Schema.Conventions.Language);

        return CheckAsync(record.Record, record.Opportunity, session, ct);
    }

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ProjectPurchase record, Session session, CancellationToken ct)
    {
        if (!record.IsNew && record.Changed(ProjectPurchase.Fields.Opportunity) && (await session.LoadWhereAsync<ProjectEntry>(
            Condition.Equal(new FieldPath(session.Schema[ProjectEntry.ObjectName][ProjectEntry.Fields.Purchase]), record.Id), top: 1, ct)).Count > 0)
            return new Invalid([new Problem(ProjectPurchase.Fields.Opportunity, new Message("purchase_has_entries", record.Name))]);

        return await CheckAsync(record.Record, record.Opportunity, session, ct);
    }

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(ProjectEntry record, Session session, CancellationToken ct) =>
        await session.LoadAsync(record.Purchase, ct) is { } purchase && purchase.Opportunity != record.Opportunity
            ? new Invalid([new Problem(ProjectEntry.Fields.Purchase, new Message("purchase_of_other_project", purchase.Name))])
            : await CheckAsync(record.Record, record.Opportunity, session, ct);

    private static async ValueTask<Refusal?> CheckAsync(Record part, Id<Opportunity>? project, Session session, CancellationToken ct)
    {
        var lookup = part.Object[Opportunity.ObjectName];
        if (!(part.IsNew || part.HasChanged(lookup)) || await session.LoadAsync(project, ct) is not { } deal || deal.RecordType == Opportunity.RecordTypeValue.Project)
            return null;

        return new Invalid([new Problem(lookup.Name, new Message("not_a_project", deal.Name))]);
    }
}
