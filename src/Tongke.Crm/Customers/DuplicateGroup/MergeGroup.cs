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
        group.Merge = outcome.Result["merge"] as Guid?;
        if (left.Length < 2)
            group.Status = DuplicateGroup.StatusValue.Merged;

        return outcome;
    }
}
