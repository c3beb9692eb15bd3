namespace Tongke.Generators.Shapes;

/// <summary>The fields that every object has without defining them, as far as rules work with them.</summary>
internal static class SystemFields
{
    private static readonly (string Name, string Label, string Type, bool IsComputed)[] Common =
    [
        ("created_at", "Created (创建时间)", "datetime", true),
        ("created_by", "Created by (创建人)", "user", true),
        ("updated_at", "Updated (更新时间)", "datetime", true),
        ("updated_by", "Updated by (更新人)", "user", true),
    ];

    private static readonly (string Name, string Label, string Type, bool IsComputed)[] Ownership =
    [
        ("owner", "Owner (负责人)", "user", false),
        ("department", "Department (所属部门)", "department", false),
    ];

    public static IEnumerable<FieldShape> Of(string className, bool isOwned) =>
        (isOwned ? Common.Concat(Ownership) : Common).Select(f => new FieldShape(
            f.Name, Names.Property(f.Name, className), f.Label, FieldTypes.Of(f.Type), FieldTypes.TargetOf(f.Type), f.IsComputed, EquatableList<OptionShape>.Empty));
}
