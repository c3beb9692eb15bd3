using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>Merges the records of a group into one of them; what more than five there are stays open for the next merge.</summary>
public sealed class MergeGroup : IRecordAction
{
    private const int MostOthers = 4;

    /// <inheritdoc />
    public string Object => DuplicateGroup.ObjectName;

    /// <inheritdoc />
    public string Name => "merge";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var group = DuplicateGroup.Over(record);
        var ids = GroupMembers.Of(group);
        if (group.Status != DuplicateGroup.StatusValue.Open || parameters.GetValueOrDefault("winner") is not Guid winner || !ids.Contains(winner))
            return new RuleRefused(new Message("duplicate_group_changed"));

        if (session.Schema.Find(group.Object!) is not { } definition || session.Workspace.Rules.FindAction(definition.Name, "merge") is not { } merge)
            return new RuleRefused(new Message("duplicate_group_changed"));

        // The right to merge is the right to delete, on every record that takes part.
        var kept = await session.FindAsync(definition, winner, RecordAction.Delete, ct);
        if (kept.Record is null)
            return kept.Refusal!;

        var others = ids.Where(id => id != winner).Take(MostOthers).ToArray();
        var outcome = await merge.RunAsync(kept.Record, new Dictionary<string, object?> { ["records"] = others, ["values"] = parameters.GetValueOrDefault("values") }, session, ct);
        if (outcome.Refusal is not null)
            return outcome;

        var left = ids.Except(others).ToArray();
        GroupMembers.Set(group, left);
        if (left.Length < 2)
            group.Status = DuplicateGroup.StatusValue.Merged;

        return outcome;
    }
}

/// <summary>The records of a group are different after all: later scans leave them alone as long as no other joins them.</summary>
public sealed class DismissGroup : IRecordAction
{
    /// <inheritdoc />
    public string Object => DuplicateGroup.ObjectName;

    /// <inheritdoc />
    public string Name => "dismiss";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        DuplicateGroup.Over(record).Status = DuplicateGroup.StatusValue.Dismissed;
        return new(ActionOutcome.Done);
    }
}

/// <summary>Takes back that the records of a group are different.</summary>
public sealed class ReopenGroup : IRecordAction
{
    /// <inheritdoc />
    public string Object => DuplicateGroup.ObjectName;

    /// <inheritdoc />
    public string Name => "reopen";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        DuplicateGroup.Over(record).Status = DuplicateGroup.StatusValue.Open;
        return new(ActionOutcome.Done);
    }
}

/// <summary>Ends a scan that goes on; what it found stays.</summary>
public sealed class CancelScan : IRecordAction
{
    /// <inheritdoc />
    public string Object => DuplicateScan.ObjectName;

    /// <inheritdoc />
    public string Name => "cancel";

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        DuplicateScan.Over(record).Status = DuplicateScan.StatusValue.Cancelled;
        return new(ActionOutcome.Done);
    }
}

/// <summary>The ids of a group's records.</summary>
internal static class GroupMembers
{
    public static IReadOnlyList<Guid> Of(DuplicateGroup group) => group.Records is { ValueKind: JsonValueKind.Array } list ? list.Deserialize<Guid[]>() ?? [] : [];

    public static void Set(DuplicateGroup group, IReadOnlyCollection<Guid> ids)
    {
        group.Records = JsonSerializer.SerializeToElement(ids.Order());
        group.Count = ids.Count;
    }
}
