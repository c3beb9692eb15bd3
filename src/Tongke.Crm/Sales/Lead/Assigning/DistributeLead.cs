using System.Runtime.CompilerServices;
using Tongke.Crm.Customers;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>
/// A new lead that nobody was named for is given away by the first rule it meets, in the commit that makes it. Whoever is among the rule's people keeps what
/// they enter, and so does who would not see the lead afterwards, whoever they are. Who sees no leads at all only hands them in.
/// </summary>
public sealed class DistributeLead : IBeforeSave<Lead>
{
    private readonly ConditionalWeakTable<Organization, RulesOfLeads> remembered = [];

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        var owner = record.Record.Object[SystemFields.Owner];
        if (!record.IsNew || record.Record.WasWritten(owner) || record.AssignmentRule is not null || record.Record[PoolFields.Pool] is not null || record.Status != Lead.StatusValue.New)
            return null;

        foreach (var (rule, condition) in await ActiveAsync(session, ct))
        {
            if (!await session.FulfilsAsync(record.Record, condition, ct))
                continue;

            if (session.Actor.UserId is { } person && Candidates.Of(session, rule).Contains(person))
                return null;

            var before = (record.Record[owner], record.Record[SystemFields.Department]);
            await GiveAsync(record, rule, [], session, ct);
            if (!await StaysInSightAsync(record, session, ct))
            {
                (record.Record[owner], record.Record[SystemFields.Department], record.AssignmentRule, record.AcceptBy) = (before.Item1, before.Item2, null, null);
                (record.Status, record.AssignedAt) = (Lead.StatusValue.New, null);
            }

            return null;
        }

        return null;
    }

    /// <summary>Gives the lead to the next of a rule's people, or to its fallback owner, who has it for good.</summary>
    internal static async ValueTask GiveAsync(Lead lead, AssignmentRule rule, IReadOnlyCollection<Guid> passed, Session session, CancellationToken ct)
    {
        var next = await Candidates.NextAsync(session, rule, passed, ct);
        if ((next ?? rule.Fallback) is not { } heir || session.Organization.Find(heir) is not { Active: true } member)
            return;

        lead.Record[SystemFields.Owner] = heir;
        lead.Record[SystemFields.Department] = member.Department;
        if (lead.Status == Lead.StatusValue.New)
            (lead.Status, lead.AssignedAt) = (Lead.StatusValue.Assigned, session.Now);
        lead.AssignmentRule = new Id<AssignmentRule>(rule.Id);
        lead.AcceptBy = next is not null && rule.AcceptMinutes is { } minutes ? session.Now.AddMinutes(minutes) : null;
        lead.AcceptedAt = null;
    }

    /// <summary>The rules in their order; every new lead asks for them, so they are remembered until one changes (<see cref="Package.Remembered"/>).</summary>
    private async ValueTask<IReadOnlyList<(AssignmentRule Rule, Expr Condition)>> ActiveAsync(Session session, CancellationToken ct)
    {
        if (remembered.TryGetValue(session.Organization, out var known) && known.Schema == session.Schema)
            return known.Rules;

        // In a session of its own: this one may hold changes of rules that are never committed.
        var reading = session.Workspace.Open(session.Actor);
        var rules = (await reading.LoadAllAsync<AssignmentRule>(ct)).Where(r => r.Active == true).OrderBy(r => r.Position).ThenBy(r => r.Id);
        known = new(session.Schema, [.. rules.Select(r => (r, ConditionOf(session, r)))]);
        remembered.AddOrUpdate(session.Organization, known);
        return known.Rules;
    }

    private static Expr ConditionOf(Session session, AssignmentRule rule) => string.IsNullOrWhiteSpace(rule.Condition)
        ? Constant.True
        : Formula.Parse(rule.Condition, session.Schema[Lead.ObjectName]).Expr is { Type.Kind: ValueKind.Boolean } condition ? condition : Constant.False;

    private static async ValueTask<bool> StaysInSightAsync(Lead lead, Session session, CancellationToken ct)
    {
        var access = session.Access.On(lead.Record.Object);
        return (access.Read == Constant.False && access.Edit == Constant.False)
            || await session.FulfilsAsync(lead.Record, Condition.AnyOf(access.Read, access.Edit), ct);
    }

    /// <summary>The rules with their conditions, over the leads of a schema.</summary>
    private sealed record RulesOfLeads(Schema Schema, IReadOnlyList<(AssignmentRule Rule, Expr Condition)> Rules);
}
