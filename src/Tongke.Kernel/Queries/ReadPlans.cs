using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Queries that were compiled lately. They belong to one Schema and one set of people, with which they go; a plan is taken again only under the same policy,
/// and where the compiler looked at the person or the day, only for that person or on that day. What calculated with the moment is never kept.
/// </summary>
internal sealed class ReadPlans
{
    /// <summary>A plan takes some ten kilobytes.</summary>
    private const int MostKept = 2_000;

    private volatile ConditionalWeakTable<ODataQuery, Plans> plans = [];
    private int kept;

    /// <summary>The plan of a query, or why the actor may not ask it. One that is kept was allowed under the same policy.</summary>
    public (RecordPlan? Plan, Refusal? Refusal) Get(Session session, ODataQuery what, bool inBin)
    {
        var known = plans.GetOrCreateValue(what);
        if (known.Find(session, inBin) is { } plan)
            return (plan, null);

        if (QueryRights.Check(session, what) is { } refusal)
            return (null, refusal);

        var use = new ContextUse();
        plan = new RecordPlan(session, what, inBin, use, LateMatches.None);
        if (known.Keep(session, inBin, use, plan) && Interlocked.Increment(ref kept) > MostKept)
            (plans, kept) = ([], 0);

        return (plan, null);
    }

    private sealed class Plans
    {
        private readonly ConcurrentDictionary<Key, RecordPlan> kept = new();

        // What any compilation of this query looked at. A plan that looked at less has fewer parts in its key and is asked for first.
        private volatile bool person;
        private volatile bool day;

        public RecordPlan? Find(Session session, bool inBin)
        {
            var key = new Key(session.Access, session.Organization, inBin, null, null);
            if (kept.TryGetValue(key, out var plan))
                return plan;
            if (person && kept.TryGetValue(key with { Person = PersonOf(session) }, out plan))
                return plan;
            if (day && kept.TryGetValue(key with { Day = session.Context.Today }, out plan))
                return plan;

            return person && day && kept.TryGetValue(key with { Person = PersonOf(session), Day = session.Context.Today }, out plan) ? plan : null;
        }

        public bool Keep(Session session, bool inBin, ContextUse use, RecordPlan plan)
        {
            if (use.Moment)
                return false;

            person |= use.Person;
            day |= use.Day;
            kept[new Key(session.Access, session.Organization, inBin, use.Person ? PersonOf(session) : null, use.Day ? session.Context.Today : null)] = plan;
            return true;
        }

        /// <summary>The person; all zeros for the system, which is told apart from a key without a person.</summary>
        private static Guid PersonOf(Session session) => session.Actor.UserId ?? Guid.Empty;
    }

    private readonly record struct Key(AccessPolicy Policy, Organization Organization, bool InBin, Guid? Person, DateOnly? Day);
}
