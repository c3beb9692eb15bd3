using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>The condition of an assignment rule must be a condition over leads, and somebody must be there to be given them.</summary>
public sealed class CheckAssignment : IBeforeSave<AssignmentRule>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(AssignmentRule record, Session session, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (record.Changed(AssignmentRule.Fields.Condition) && record.Condition is { Length: > 0 } text)
        {
            var parsed = Formula.Parse(text, session.Schema[Lead.ObjectName]);
            if (parsed.Error is { } error)
                problems.Add(new(AssignmentRule.Fields.Condition, error.Message));
            else if (parsed.Expr is not { Type.Kind: ValueKind.Boolean })
                problems.Add(new(AssignmentRule.Fields.Condition, new("pool_not_a_condition")));
        }

        if ((record.People ?? []).Length == 0 && (record.Departments ?? []).Length == 0 && record.Fallback is null)
            problems.Add(new(AssignmentRule.Fields.People, new("assignment_nobody")));

        return problems.Count > 0 ? new(new Invalid(problems)) : default;
    }
}
