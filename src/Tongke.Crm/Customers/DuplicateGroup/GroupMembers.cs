using System.Text.Json;

namespace Tongke.Crm.Customers;

/// <summary>The ids of a group's records.</summary>
internal static class GroupMembers
{
    public static IReadOnlyList<Guid> Of(DuplicateGroup group) => group.Records is { ValueKind: JsonValueKind.Array } list ? list.Deserialize<Guid[]>() ?? [] : [];

    public static void Set(DuplicateGroup group, IReadOnlyCollection<Guid> ids)
    {
        group.Records = JsonSerializer.SerializeToElement(ids.Order());
        group.Count = ids.Count;
    }
}
