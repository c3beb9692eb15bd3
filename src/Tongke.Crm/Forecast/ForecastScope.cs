using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Forecast;

/// <summary>Whose deals are looked at: a person's, those of everybody in a department and below it, or all that the reader sees.</summary>
/// <param name="Person">The person.</param>
/// <param name="Department">The department.</param>
public sealed record ForecastScope(Guid? Person = null, Guid? Department = null)
{
    /// <summary>The people; null for all.</summary>
    internal HashSet<Guid>? People(Organization organization)
    {
        if (Person is { } person)
            return [person];

        if (Department is not { } department)
            return null;

        var departments = organization.WithSubDepartments(department).ToHashSet();
        return [.. organization.Members.Where(m => m.Department is { } d && departments.Contains(d)).Select(m => m.Id)];
    }

    /// <summary>The condition that one of the fields names one of the people.</summary>
    internal Expr Has(Session session, ObjectSchema definition, params IEnumerable<string> owners) =>
        People(session.Organization) is { } people ? Condition.AnyOf(owners.Select(f => Condition.IsAmong(new FieldPath(definition[f]), people.ToArray()))) : Constant.True;
}
