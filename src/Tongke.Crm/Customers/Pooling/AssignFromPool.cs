using Tongke.Crm.Actions;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Customers;

/// <summary>An administrator of the pool gives a record of it to somebody, whatever limits the pool has.</summary>
public sealed class AssignFromPool(string definition) : IRecordAction
{
    /// <inheritdoc />
    public string Object => definition;

    /// <inheritdoc />
    public string Name => "assign";

    /// <inheritdoc />
    public async ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) =>
        await Pools.OfAsync(record, session, ct) is { } pool && Pools.Administers(session, pool);

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        if (await Pools.OfAsync(record, session, ct) is not { } pool)
            return new RuleRefused(new("pool_taken", record.Object.Label));

        if (!Pools.Administers(session, pool))
            return new Forbidden(new("pool_only_administrators"));

        if (parameters.Read<Guid>(SystemFields.Owner) is not { } heir || session.Organization.Find(heir) is not { Active: true })
            return new Invalid([new Problem(SystemFields.Owner, new("new_owner_inactive"))]);

        if (!MayWork(heir, record.Object, session))
            return new Invalid([new Problem(SystemFields.Owner, new("new_owner_without_rights", record.Object.Label))]);

        return ActionOutcome.With(("moved", await PoolMoves.TakeAsync(record, heir, session, ct)));
    }

    private static bool MayWork(Guid heir, ObjectSchema definition, Session session)
    {
        var access = session.Workspace.Open(Actor.User(heir, "", session.Organization.Find(heir)!.Roles)).Access.On(definition);
        return access.May(RecordAction.Read) && access.May(RecordAction.Edit);
    }
}
