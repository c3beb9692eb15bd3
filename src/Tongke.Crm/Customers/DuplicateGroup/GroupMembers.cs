using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

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

    public static void Set(DuplicateGroup group, IReadOnlyCollection<Guid> ids)
    {
        group.Records = JsonSerializer.SerializeToElement(ids.Order());
        group.Count = ids.Count;
    }
}
