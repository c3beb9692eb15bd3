using Tongke.Crm.Sales;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Forecast;

/// <summary>
/// The lines that a reader sees: the company for those who see every deal, departments whose deals they see whatever their owner, and the people of the rest.
/// </summary>
internal sealed class ForecastTree
{
    private readonly Dictionary<Guid, Record> departments;
    private readonly HashSet<Guid> covered;
    private readonly Organization organization;

    private ForecastTree(Session session, Dictionary<Guid, Record> departments, HashSet<Guid> covered)
    {
        (organization, this.departments, this.covered) = (session.Organization, departments, covered);
        SeesAll = session.Access.SeesAll(session.Schema[Opportunity.ObjectName]);
    }

    /// <summary>Whether the company has a line.</summary>
    public bool SeesAll { get; }

    /// <summary>Finds out what the actor of a session sees.</summary>
    public static async ValueTask<ForecastTree> ReadAsync(Session session, CancellationToken ct)
    {
        var definition = session.Schema["department"];
        var all = session.Access.On(definition).May(RecordAction.Read)
            ? (await session.FindWhereAsync(definition, Constant.True, 100_000, ct)).ToDictionary(d => d.Id)
            : [];

        // A deal of the department that belongs to nobody the reader knows: who would see it sees the department whole.
        var deals = session.Schema[Opportunity.ObjectName];
        var scope = session.Access.On(deals).Read;
        var covered = new HashSet<Guid>();
        foreach (var department in all.Keys)
        {
            var probe = session.Make(deals);
            (probe[SystemFields.Department], probe[SystemFields.Owner]) = (department, Guid.Empty);
            if (await session.FulfilsAsync(probe, scope, ct))
                covered.Add(department);

            session.Leave(probe);
        }

        return new ForecastTree(session, all, covered);
    }

    /// <summary>The department above a person or department that has a line; null where none has.</summary>
    public Guid? LineAbove(Guid? department)
    {
        var seen = new HashSet<Guid>();
        for (var at = department; at is { } id && seen.Add(id); at = departments.GetValueOrDefault(id)?["parent"] as Guid?)
            if (covered.Contains(id))
                return id;

        return null;
    }

    /// <summary>The department with a line in which a person works.</summary>
    public Guid? LineOf(Guid person) => LineAbove(organization.Find(person)?.Department);

    /// <summary>The line above a department's own.</summary>
    public Guid? LineAboveDepartment(Guid department) => LineAbove(departments.GetValueOrDefault(department)?["parent"] as Guid?);

    /// <summary>Whether the department has a line.</summary>
    public bool Covers(Guid department) => covered.Contains(department);

    /// <summary>What a department is called.</summary>
    public string? NameOf(Guid department) => departments.GetValueOrDefault(department)?["name"] as string;

    /// <summary>Where it stands among its like.</summary>
    public (long Position, string? Name) PlaceOf(Guid department) => (departments.GetValueOrDefault(department)?["position"] as long? ?? 0, NameOf(department));

    /// <summary>OData condition of its deals.</summary>
    public string FilterOf(Guid department)
    {
        var path = (departments.GetValueOrDefault(department)?["path"] as string)?.Replace("'", "''", StringComparison.Ordinal);
        return path is null ? $"department eq {department}" : $"(department eq {department} or startswith(department/path,'{path}/'))";
    }
}
