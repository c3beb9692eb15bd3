using Tongke.Kernel.Records;

namespace Tongke.Crm.Customers;

/// <summary>Says of a group that its records are different after all, or takes that back. Later scans leave a dismissed group alone as long as no other record joins it.</summary>
/// <param name="name">Name of the action.</param>
/// <param name="status">What the group becomes, one of <see cref="DuplicateGroup.StatusValue"/>.</param>
public sealed class SettleGroup(string name, string status) : IRecordAction
{
    /// <inheritdoc />
    public string Object => DuplicateGroup.ObjectName;

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var group = DuplicateGroup.Over(record);
        if (await GroupMembers.RefuseUnseenAsync(group, session, ct) is { } refusal)
            return refusal;

        group.Status = status;
        return ActionOutcome.Done;
    }
}
