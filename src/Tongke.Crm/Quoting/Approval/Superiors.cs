using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>Who stands above a person: the manager, otherwise the head of the department or of the next one above, and so on up.</summary>
internal static class Superiors
{
    private const int MostLevels = 30;

    /// <summary>Everybody above, the nearest first; nobody twice.</summary>
    public static async ValueTask<IReadOnlyList<Guid>> OfAsync(Session session, Guid person, CancellationToken ct)
    {
        var above = new List<Guid>();
        for (var next = await NextAsync(session, person, ct); next is { } found && found != person && !above.Contains(found) && above.Count < MostLevels; next = await NextAsync(session, found, ct))
            above.Add(found);

        return above;
    }

    private static async ValueTask<Guid?> NextAsync(Session session, Guid person, CancellationToken ct)
    {
        if (session.Organization.Find(person) is not { } member)
            return null;
        if (member.Manager is { } manager)
            return manager;

        foreach (var id in member.Department is { } own ? session.Organization.WithUpperDepartments(own) : [])
            if (await session.LoadAsync(session.Schema["department"], id, ct) is { } department && department["head"] is Guid head && head != person)
                return head;

        return null;
    }
}
