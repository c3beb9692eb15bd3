using Tongke.Crm.HandOvers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Actions;

/// <summary>
/// Gives a record to another owner. With <c>include_open</c> the former owner's unfinished work on it goes along: whatever its definition says follows such
/// records when work is handed over, as an account's contacts, open deals, quotes, contracts and tasks do; as far as the person may give those away too.
/// </summary>
public sealed class TransferRecord(string definition) : IRecordAction
{
    /// <inheritdoc />
    public string Object => definition;

    /// <inheritdoc />
    public string Name => "transfer";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        if (parameters.Read<Guid>(SystemFields.Owner) is not { } heir || session.Workspace.Organization.Find(heir) is not { Active: true })
            return new Invalid([new Problem(SystemFields.Owner, new Message("new_owner_inactive"))]);

        if (record.Owner is var former && former == heir)
            return ActionOutcome.With(("moved", 0L));

        record[SystemFields.Owner] = heir;
        var moved = 1L;
        if (parameters.Read<bool>("include_open") == true && former is { } owner)
            foreach (var follower in session.Schema.Objects)
                moved += await GiveAlongAsync(follower, record, owner, heir, session, ct);

        return ActionOutcome.With(("moved", moved));
    }

    private static async ValueTask<long> GiveAlongAsync(ObjectSchema follower, Record record, Guid former, Guid heir, Session session, CancellationToken ct)
    {
        var lookups = HandOverScope.Follows(follower).Where(f => f.Target == record.Object).Select(f => Condition.Equal(new FieldPath(f), record.Id)).ToArray();
        if (lookups.Length == 0 || !session.Access.On(follower).May(RecordAction.Transfer))
            return 0;

        var owned = Condition.Equal(new FieldPath(follower[SystemFields.Owner]), former);
        var open = await session.LoadWhereAsync(follower, Condition.AllOf(Condition.AnyOf(lookups), owned, follower.HandOverOpen), ct: ct);
        var moved = 0L;
        foreach (var found in (await session.FindManyAsync(follower, [.. open.Where(r => r != record).Select(r => r.Id)], RecordAction.Transfer, ct)).Values)
            if (found is { Record: { } own, Refusal: null })
            {
                own[SystemFields.Owner] = heir;
                moved++;
            }

        return moved;
    }
}
