using Tongke.Crm.Customers;
using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Actions;

/// <summary>
/// Gives a record to another owner. With <c>include_open</c> the former owner's unfinished work on it goes along: an account's contacts,
/// open deals and tasks, a deal's open tasks; as far as the person may give those away too.
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

        var former = record.Owner;
        if (former == heir)
            return ActionOutcome.With(("moved", 0L));

        record[SystemFields.Owner] = heir;
        var moved = 1L;
        if (parameters.Read<bool>("include_open") == true)
            foreach (var work in (await OpenWorkAsync(record, session, ct)).Where(w => w.Owner == former).GroupBy(w => w.Object))
                foreach (var found in (await session.FindManyAsync(work.Key, [.. work.Select(w => w.Id)], RecordAction.Transfer, ct)).Values)
                    if (found is { Record: { } own, Refusal: null })
                    {
                        own[SystemFields.Owner] = heir;
                        moved++;
                    }

        return ActionOutcome.With(("moved", moved));
    }

    private static async ValueTask<IReadOnlyList<Record>> OpenWorkAsync(Record record, Session session, CancellationToken ct)
    {
        var work = new List<Record>();
        if (record.Object.Name == Account.ObjectName)
        {
            work.AddRange(await PointingAsync(Contact.ObjectName, record, session, ct));
            work.AddRange((await PointingAsync(Opportunity.ObjectName, record, session, ct)).Where(d => Opportunity.Over(d).Status == Opportunity.StatusValue.Open));
        }

        if (record.Object.Name is Account.ObjectName or Opportunity.ObjectName)
            work.AddRange((await PointingAsync(Sales.Task.ObjectName, record, session, ct))
                .Where(t => Sales.Task.Over(t).Status is Sales.Task.StatusValue.Todo or Sales.Task.StatusValue.Doing));

        return work;
    }

    // The lookup has the name of the object it points to in all three.
    private static ValueTask<IReadOnlyList<Record>> PointingAsync(string child, Record parent, Session session, CancellationToken ct) =>
        session.LoadWhereAsync(session.Schema[child], Condition.Equal(new FieldPath(session.Schema[child][parent.Object.Name]), parent.Id), ct: ct);
}
