using Tongke.Server.Errors;

namespace Tongke.Server.Records;

/// <summary>What must hold of a batch as a whole before anything of it is done.</summary>
internal static class BatchOrder
{
    /// <exception cref="RequestRefusedException">Two requests have one id, others stand between those of a group, or one depends on what does not come before it.</exception>
    public static void Check(IEnumerable<(string Id, string? Group, IReadOnlyList<string> DependsOn)> requests)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var groups = new HashSet<string>(StringComparer.Ordinal);
        string? before = null;
        foreach (var (id, group, dependsOn) in requests)
        {
            if (dependsOn.FirstOrDefault(d => !ids.Contains(d) && !groups.Contains(d)) is { } unknown)
                throw new RequestRefusedException(400, "batch_depends_on_unknown", Shown(id), Shown(unknown));
            if (!ids.Add(id))
                throw new RequestRefusedException(400, "batch_id_twice", Shown(id));
            if (group is not null && group != before && !groups.Add(group))
                throw new RequestRefusedException(400, "batch_group_torn", Shown(group));

            before = group;
        }
    }

    private static string Shown(string name) => name.Length <= 60 ? name : "…";
}
