using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>The conditions of a reminder rule must be conditions over customers.</summary>
public sealed class CheckReminderRule : IBeforeSave<ReminderRule>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(ReminderRule record, Session session, CancellationToken ct)
    {
        var problems = record.Changed(ReminderRule.Fields.Criteria)
            ? CheckCriteria.Faults(ReminderRule.Fields.Criteria, record.Criteria, session.Schema[Customers.Account.ObjectName]).ToArray()
            : [];
        return problems.Length > 0 ? new(new Invalid(problems)) : default;
    }
}
