using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Forecast;

/// <summary>Whose numbers somebody may speak of: their own, those of everybody below them, and of departments that they lead.</summary>
internal sealed class Leading(Organization organization)
{
    private readonly Dictionary<Guid, HashSet<Guid>> below = [];
    private readonly ILookup<Guid, Guid> staff = organization.Members.Where(m => m is { Active: true, Department: not null }).ToLookup(m => m.Department!.Value, m => m.Id);

    /// <summary>How many people somebody has below them; of two managers of a person, the nearer one has fewer.</summary>
    public int Span(Guid user) => Below(user).Count;

    /// <summary>Whether <paramref name="user"/> is above the person.</summary>
    public bool IsAbove(Guid user, Guid person) => Below(user).Contains(person);

    /// <summary>Whether <paramref name="user"/> is above everybody else of the department and those below it.</summary>
    public bool Leads(Guid user, Guid department)
    {
        var others = organization.WithSubDepartments(department).SelectMany(d => staff[d]).Where(p => p != user).ToArray();
        return others.Length > 0 && Array.TrueForAll(others, p => IsAbove(user, p));
    }

    /// <summary>Whether the actor of a session may say what a number will be. Those whose role lets them change everybody's adjustments are above everybody.</summary>
    public bool MayAdjust(Session session, string? level, Guid? person, Guid? department)
    {
        var access = session.Access.On(session.Schema[ForecastAdjustment.ObjectName]);
        if (session.Actor.IsSystem)
            return true;

        if (!access.May(RecordAction.Create) || session.Actor.UserId is not { } me)
            return false;

        return access.Edit == Constant.True || level switch
        {
            ForecastAdjustment.LevelValue.Person => person is { } p && (p == me || IsAbove(me, p)),
            ForecastAdjustment.LevelValue.Department => department is { } d && Leads(me, d),
            _ => false,
        };
    }

    private HashSet<Guid> Below(Guid user)
    {
        if (!below.TryGetValue(user, out var known))
            below[user] = known = [.. organization.WithSubordinates(user).Where(p => p != user)];

        return known;
    }
}
