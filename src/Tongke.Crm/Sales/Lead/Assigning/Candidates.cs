using System.Runtime.CompilerServices;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Sales;

/// <summary>Whose turn it is under a rule: of its people those who work here, are not away today and have not let the lead pass.</summary>
internal static class Candidates
{
    private static readonly Identifier Alias = Identifier.Of("t");

    /// <summary>What this session gave to whom and is not stored yet: the least busy one is not the same for a whole import.</summary>
    private static readonly ConditionalWeakTable<Session, Dictionary<Guid, long>> Given = [];

    /// <summary>Everybody the rule names, active or not, in a steady order.</summary>
    public static IReadOnlyList<Guid> Of(Session session, AssignmentRule rule)
    {
        var departments = (rule.Departments ?? []).SelectMany(session.Organization.WithSubDepartments).ToHashSet();
        return [.. session.Organization.Members.Where(m => m.Department is { } d && departments.Contains(d)).Select(m => m.Id).Union(rule.People ?? []).Order()];
    }

    /// <summary>The next owner; null when nobody of them can be given a lead.</summary>
    public static async ValueTask<Guid?> NextAsync(Session session, AssignmentRule rule, IReadOnlyCollection<Guid> passed, CancellationToken ct)
    {
        var away = await AwayAsync(session, ct);
        var present = Of(session, rule).Where(p => !passed.Contains(p) && !away.Contains(p) && session.Organization.Find(p) is { Active: true }).ToArray();
        if (present.Length == 0)
            return null;

        var heir = rule.Method switch
        {
            AssignmentRule.MethodValue.Load => await LeastBusyAsync(session, present, ct),
            AssignmentRule.MethodValue.Weighted => await WeightedAsync(session, rule, present, ct),
            _ => present[(int)((await TurnAsync(session, rule, ct) - 1) % present.Length)],
        };
        if (heir is { } given)
            Given.GetOrCreateValue(session)[given] = Given.GetOrCreateValue(session).GetValueOrDefault(given) + 1;

        return heir;
    }

    /// <summary>Turns by weight, spread evenly: of 3, 1 and 1 the order is a b a c a.</summary>
    internal static IReadOnlyList<Guid> Sequence(IReadOnlyList<(Guid Person, long Weight)> weights)
    {
        var total = weights.Sum(w => w.Weight);
        var current = new long[weights.Count];
        var sequence = new List<Guid>();
        for (var turn = 0; turn < total; turn++)
        {
            var best = 0;
            for (var i = 0; i < weights.Count; i++)
            {
                current[i] += weights[i].Weight;
                if (current[i] > current[best])
                    best = i;
            }

            current[best] -= total;
            sequence.Add(weights[best].Person);
        }

        return sequence;
    }

    private static async ValueTask<Guid?> WeightedAsync(Session session, AssignmentRule rule, Guid[] present, CancellationToken ct)
    {
        var definition = session.Schema[AssignmentWeight.ObjectName];
        var named = (await session.LoadWhereAsync<AssignmentWeight>(Condition.Equal(new FieldPath(definition[AssignmentWeight.Fields.Rule]), rule.Id), ct: ct))
            .ToDictionary(w => w.Person!.Value, w => w.Weight ?? 0);
        var sequence = Sequence([.. present.Select(p => (p, named.GetValueOrDefault(p, 1L))).Where(w => w.Item2 > 0)]);
        return sequence.Count == 0 ? null : sequence[(int)((await TurnAsync(session, rule, ct) - 1) % sequence.Count)];
    }

    private static async ValueTask<Guid?> LeastBusyAsync(Session session, Guid[] present, CancellationToken ct)
    {
        var leads = session.Schema[Lead.ObjectName];
        var scope = new SqlScope(leads, Alias, session.Context, reach: null);
        var open = scope.Condition(leads.HandOverOpen ?? Constant.True);
        var busy = (await session.Workspace.Database.ListAsync(
            Sql.From($"select t.owner, count(*) from {leads.Table} {Alias}{scope.Joins} where {Sql.In(Sql.Literal("t.owner"), present)} and t.deleted_at is null and {open} group by t.owner"),
            rows => (Person: rows.GetGuid(0), Count: rows.GetInt64(1)),
            ct)).ToDictionary(b => b.Person, b => b.Count);
        var given = Given.GetOrCreateValue(session);
        return present.OrderBy(p => busy.GetValueOrDefault(p) + given.GetValueOrDefault(p)).First();
    }

    private static async ValueTask<long> TurnAsync(Session session, AssignmentRule rule, CancellationToken ct) => await session.DrawAsync($"assignment {rule.Id}", ct);

    private static async ValueTask<IReadOnlySet<Guid>> AwayAsync(Session session, CancellationToken ct)
    {
        var definition = session.Schema[Absence.ObjectName];
        var today = session.Context.Today;
        var now = Condition.AllOf(
            Condition.IsUpTo(new FieldPath(definition[Absence.Fields.StartsOn]), today),
            Condition.IsFrom(new FieldPath(definition[Absence.Fields.EndsOn]), today));
        return (await session.LoadWhereAsync(definition, now, ct: ct)).Select(a => a.Owner).OfType<Guid>().ToHashSet();
    }
}
