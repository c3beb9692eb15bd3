using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Kernel.SystemObjects;

/// <summary>Writes a department's full path, and with a new name or parent the paths of all departments below it.</summary>
internal static class WriteDepartmentPath
{
    /// <summary>Levels after which the tree is taken for a circle; the circle itself is refused by validation.</summary>
    private const int MaxLevels = 50;

    public static Rule Rule { get; } = new("department", RuleMoment.BeforeSave, nameof(WriteDepartmentPath), RunAsync);

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        var path = record["name"] as string ?? string.Empty;
        var parent = record["parent"] as Guid?;
        for (var level = 0; parent is { } id && level < MaxLevels; level++)
        {
            if (await session.LoadAsync(record.Object, id, ct) is not { } above)
                break;

            path = $"{above["name"]} / {path}";
            parent = above["parent"] as Guid?;
        }

        record["path"] = path;
        if (!record.IsNew && record.HasChanged(record.Object["path"]))
            foreach (var below in await session.LoadWhereAsync(record.Object, Condition.Equal(new FieldPath(record.Object["parent"]), record.Id), ct: ct))
                if (!Equals(below["path"], $"{path} / {below["name"]}"))
                    below["path"] = null;

        return null;
    }
}
