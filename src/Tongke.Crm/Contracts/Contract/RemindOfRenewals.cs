using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Contracts;

/// <summary>
/// Who owns a contract that ends soon and is not renewed yet gets a task, as many days before as the contract says: one for each day it ends on, however
/// many nodes look and however often.
/// </summary>
public static class RemindOfRenewals
{
    private const int MostAtOnce = 500;

    private const string IsDue =
        "AND(status IN (\"signed\", \"performing\", \"completed\"), renewal_days > 0, end_date >= TODAY(), end_date - renewal_days <= TODAY(), COALESCE(renewal_count, 0) = 0, OR(ISBLANK(reminded_for), reminded_for <> end_date))";

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("reminders of renewals", TimeSpan.FromMinutes(15), RunAsync);

    /// <summary>Makes the tasks that are missing.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var actor = Actor.System("reminders of renewals");
        var contracts = workspace.Schema[Contract.ObjectName];
        var isDue = Formula.Parse(IsDue, contracts).Expr!;
        foreach (var found in await workspace.Open(actor).LoadWhereAsync(contracts, isDue, MostAtOnce, ct))
        {
            // One session each: what hinders one reminder hinders no other.
            var session = workspace.Open(actor);
            var isThisOne = Condition.AllOf(Condition.Equal(new FieldPath(contracts["id"]), found.Id), isDue);
            if (await session.LoadWhereAsync(contracts, isThisOne, top: 1, ct) is [var record])
            {
                await RemindAsync(Contract.Over(record), session, ct);
                await session.CommitAsync(ct);
            }
        }
    }

    private static async ValueTask RemindAsync(Contract contract, Session session, CancellationToken ct)
    {
        contract.RemindedFor = contract.EndDate;
        var conventions = session.Schema.Conventions;
        var tasks = session.Schema[Sales.Task.ObjectName];
        var id = DerivedId.Of(Moments.StartOf(contract.EndDate!.Value, conventions.TimeZone), contract.Id);
        if (contract.Record.Owner is null || await session.LoadAsync(tasks, id, ct) is not null)
            return;

        var task = Sales.Task.Over(session.Make(tasks, id));
        task.Subject = new Message("renew_contract", contract.Name, Moments.ToText(contract.EndDate.Value)).In(conventions.Language).Cut(Tasks.LongestSubject);
        (task.Contract, task.Account, task.Opportunity) = (new Id<Contract>(contract.Id), contract.Account, contract.Opportunity);
        task.DueAt = Tasks.EndOfDay(session);
        PassOwnerToParts.Take(task.Record, contract.Record);
    }
}
