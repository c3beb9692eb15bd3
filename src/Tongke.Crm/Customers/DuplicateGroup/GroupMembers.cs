using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>The ids of a group's records.</summary>
internal static class GroupMembers
{
    public static IReadOnlyList<Guid> Of(DuplicateGroup group) => group.Records is { ValueKind: JsonValueKind.Array } list ? list.Deserialize<Guid[]>() ?? [] : [];

    /// <summary>Opens the group again whose last merge is taken back.</summary>
    public static async ValueTask ReopenAsync(Guid merge, IEnumerable<Guid> losers, Session session, CancellationToken ct)
    {
        var ofMerge = Condition.Equal(new FieldPath(session.Schema[DuplicateGroup.ObjectName][DuplicateGroup.Fields.Merge]), merge);
        foreach (var group in await session.LoadWhereAsync<DuplicateGroup>(ofMerge, ct: ct))
        {
            Set(group, [.. Of(group).Union(losers)]);
            group.Status = DuplicateGroup.StatusValue.Open;
            group.Merge = null;
        }
    }

    /// <summary>The nearest department that has all of them in it or below it; null where one is of no department. Who sees what is in there sees the whole group.</summary>
    public static Guid? CommonDepartment(IReadOnlyList<Guid?> departments, Organization organization)
    {
        if (departments.Count == 0 || departments.Contains(null))
            return null;

        var ways = departments.OfType<Guid>().Distinct().Select(organization.WithUpperDepartments).ToArray();
        return ways[0].Cast<Guid?>().FirstOrDefault(d => ways.All(w => w.Contains(d!.Value)));
    }

    /// <summary>Why the actor decides nothing about the group: one of its records is none they see, as they are now.</summary>
    public static async ValueTask<Refusal?> RefuseUnseenAsync(DuplicateGroup group, Session session, CancellationToken ct)
    {
        if (session.Schema.Find(group.Object!) is not { } definition)
            return null;

        Guid[] living = [.. (await session.LoadManyAsync(definition, Of(group), ct)).Where(r => !r.IsDeleted).Select(r => r.Id)];
        var seen = await session.FindManyAsync(definition, living, RecordAction.Read, ct);
        return living.All(seen.ContainsKey) ? null : new RuleRefused(new Message("duplicate_group_changed"));
    }

    public static void Set(DuplicateGroup group, IReadOnlyCollection<Guid> ids)
    {
        group.Records = JsonSerializer.SerializeToElement(ids.Order());
        group.Count = ids.Count;
    }
}
