using System.Collections.Concurrent;
using System.Collections.Frozen;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Access;

/// <summary>Who works where and for whom: an immutable snapshot, replaced when a user or department changes. Scopes are computed from it.</summary>
public sealed class Organization
{
    private readonly FrozenDictionary<Guid, Member> members;
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<Guid>> below = new();
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<Guid>> belowDepartment = new();
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<Guid>> aboveDepartment = new();
    private readonly FrozenSet<Guid> teamMembers;
    private readonly ILookup<string, Pool> pools;
    private readonly ILookup<Guid, Guid> reports;
    private readonly FrozenDictionary<Guid, Guid?> departmentParents;
    private readonly ILookup<Guid, Guid> subDepartments;

    /// <summary>Takes the rows of user and department, the users who are on some record's team, and the pools.</summary>
    public Organization(
        IEnumerable<Member> members, IEnumerable<(Guid Id, Guid? Parent, Guid? Head)> departments, IEnumerable<Guid>? teamMembers = null, IEnumerable<Pool>? pools = null)
    {
        var all = departments.ToArray();
        this.pools = (pools ?? []).ToLookup(p => p.Object, StringComparer.Ordinal);
        this.teamMembers = (teamMembers ?? []).ToFrozenSet();
        this.members = members.ToFrozenDictionary(m => m.Id);
        departmentParents = all.ToFrozenDictionary(d => d.Id, d => d.Parent);
        subDepartments = all.Where(d => d.Parent is not null).ToLookup(d => d.Parent!.Value, d => d.Id);

        // The head of a department leads its members and the heads of the departments below it, beside anyone who names them as manager.
        var byManager = this.members.Values.Where(m => m.Manager is not null).Select(m => (Boss: m.Manager!.Value, m.Id));
        var headed = all.Where(d => d.Head is not null).ToDictionary(d => d.Id, d => d.Head!.Value);
        var byHead = this.members.Values.Where(m => m.Department is { } d && headed.ContainsKey(d)).Select(m => (Boss: headed[m.Department!.Value], m.Id));
        var byUpperHead = all.Where(d => d is { Head: not null, Parent: not null } && headed.ContainsKey(d.Parent.Value)).Select(d => (Boss: headed[d.Parent!.Value], Id: d.Head!.Value));
        reports = byManager.Concat(byHead).Concat(byUpperHead).Where(r => r.Boss != r.Id).Distinct().ToLookup(r => r.Boss, r => r.Id);
    }

    /// <summary>Nobody.</summary>
    public static Organization Empty { get; } = new([], []);

    /// <summary>Everybody.</summary>
    public IEnumerable<Member> Members => members.Values;

    /// <summary>The user with this id, if any.</summary>
    public Member? Find(Guid user) => members.GetValueOrDefault(user);

    /// <summary>Whether the user is on the team of any record, so that queries need to ask of which.</summary>
    public bool IsOnTeams(Guid user) => teamMembers.Contains(user);

    /// <summary>Whether records of the object may lie in a pool.</summary>
    public bool HasPools(string definition) => pools.Contains(definition);

    /// <summary>The pools for records of an object.</summary>
    public IEnumerable<Pool> PoolsOf(string definition) => pools[definition];

    /// <summary>Whether the user is a member of the pool: named, of one of its departments, or its administrator.</summary>
    public bool IsInPool(Guid user, Pool pool) => pool.Administrators.Contains(user) || pool.People.Contains(user)
        || (Find(user)?.Department is { } department && WithUpperDepartments(department).Any(pool.Departments.Contains));

    /// <summary>Whether there is such a department.</summary>
    public bool HasDepartment(Guid department) => departmentParents.ContainsKey(department);

    /// <summary>The user and everybody below, over all levels. Circles end where they close.</summary>
    public IReadOnlyList<Guid> WithSubordinates(Guid user) => below.GetOrAdd(user, _ => Reach(user, id => reports[id]));

    /// <summary>The department and all below it.</summary>
    public IReadOnlyList<Guid> WithSubDepartments(Guid department) => belowDepartment.GetOrAdd(department, _ => Reach(department, id => subDepartments[id]));

    /// <summary>The department and all above it.</summary>
    public IReadOnlyList<Guid> WithUpperDepartments(Guid department) =>
        aboveDepartment.GetOrAdd(department, _ => Reach(department, id => departmentParents.GetValueOrDefault(id) is { } parent ? [parent] : []));

    private static List<Guid> Reach(Guid start, Func<Guid, IEnumerable<Guid>> next)
    {
        var seen = new HashSet<Guid> { start };
        var reached = new List<Guid> { start };
        for (var i = 0; i < reached.Count; i++)
            reached.AddRange(next(reached[i]).Where(seen.Add));

        return reached;
    }
}

/// <summary>One user as scopes see it.</summary>
public sealed record Member(Guid Id, string Login, string Name, Guid? Department, Guid? Manager, IReadOnlyList<Guid> Roles, bool Active, Language Language = Language.Chinese);
