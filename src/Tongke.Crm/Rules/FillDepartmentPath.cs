using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Rules;

/// <summary>Writes the way from the top department down, and renews it below when a department is renamed or moved.</summary>
internal static class FillDepartmentPath
{
    private const string Name = "name";
    private const string Parent = "parent";
    private const string Path = "path";

    /// <summary>Before a department is saved: its own path.</summary>
    public static Rule Own { get; } = new("department", RuleMoment.BeforeSave, nameof(FillDepartmentPath), async (record, session, ct) =>
    {
        if (!record.HasChanged(record.Object[Name]) && !record.HasChanged(record.Object[Parent]) && record[Path] is not null)
            return null;

        var above = record[Parent] is Guid parent ? await session.LoadAsync(record.Object, parent, ct) : null;
        record[Path] = above is null ? record[Name] : $"{above[Path]}/{record[Name]}";
        return null;
    });

    /// <summary>After: the departments below it.</summary>
    public static Rule Below { get; } = new("department", RuleMoment.AfterSave, $"{nameof(FillDepartmentPath)}Below", async (record, session, ct) =>
    {
        if (record.IsNew || !record.HasChanged(record.Object[Path]))
            return null;

        foreach (var child in await session.LoadWhereAsync(record.Object, Condition.Equal(new FieldPath(record.Object[Parent]), record.Id), ct: ct))
            child[Path] = $"{record[Path]}/{child[Name]}";

        return null;
    });
}
