using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>The fields every object has. Their ordinals are the same in every object, so the kernel reads them without a look-up.</summary>
public static class SystemFields
{
    /// <summary>UUIDv7, made by the client or the server.</summary>
    public const string Id = "id";

    /// <summary>Counter for optimistic concurrency; the ETag.</summary>
    public const string Version = "version";

    /// <summary>When it was made.</summary>
    public const string CreatedAt = "created_at";

    /// <summary>Who made it.</summary>
    public const string CreatedBy = "created_by";

    /// <summary>When it was last changed.</summary>
    public const string UpdatedAt = "updated_at";

    /// <summary>Who changed it last.</summary>
    public const string UpdatedBy = "updated_by";

    /// <summary>When it went to the recycle bin; empty for a living record.</summary>
    public const string DeletedAt = "deleted_at";

    /// <summary>Who deleted it.</summary>
    public const string DeletedBy = "deleted_by";

    /// <summary>The record it was merged into: old ids still resolve.</summary>
    public const string MergedInto = "merged_into";

    /// <summary>User it belongs to (owned objects).</summary>
    public const string Owner = "owner";

    /// <summary>Department it belongs to (owned objects).</summary>
    public const string Department = "department";

    /// <summary>Ordinals of what a commit writes by itself: who, when, which version.</summary>
    internal static readonly int[] Stamps = [VersionOrdinal, CreatedAtOrdinal, CreatedByOrdinal, UpdatedAtOrdinal, UpdatedByOrdinal, DeletedAtOrdinal, DeletedByOrdinal];

    /// <summary>Ordinal of <see cref="Id"/>.</summary>
    public const int IdOrdinal = 0;

    /// <summary>Ordinal of <see cref="Version"/>.</summary>
    public const int VersionOrdinal = 1;

    /// <summary>Ordinal of <see cref="CreatedAt"/>.</summary>
    public const int CreatedAtOrdinal = 2;

    /// <summary>Ordinal of <see cref="CreatedBy"/>.</summary>
    public const int CreatedByOrdinal = 3;

    /// <summary>Ordinal of <see cref="UpdatedAt"/>.</summary>
    public const int UpdatedAtOrdinal = 4;

    /// <summary>Ordinal of <see cref="UpdatedBy"/>.</summary>
    public const int UpdatedByOrdinal = 5;

    /// <summary>Ordinal of <see cref="DeletedAt"/>.</summary>
    public const int DeletedAtOrdinal = 6;

    /// <summary>Ordinal of <see cref="DeletedBy"/>.</summary>
    public const int DeletedByOrdinal = 7;

    /// <summary>Ordinal of <see cref="MergedInto"/>.</summary>
    public const int MergedIntoOrdinal = 8;

    /// <summary>Ordinal of <see cref="Owner"/> in owned objects.</summary>
    public const int OwnerOrdinal = 9;

    /// <summary>Ordinal of <see cref="Department"/> in owned objects.</summary>
    public const int DepartmentOrdinal = 10;

    private static readonly FieldDefinition[] Common =
    [
        new() { Name = Id, Type = "id", Label = new("编号", "ID"), Required = true },
        new() { Name = Version, Type = "integer", Label = new("版本", "Version"), Required = true },
        new() { Name = CreatedAt, Type = "datetime", Label = new("创建时间", "Created"), Required = true },
        new() { Name = CreatedBy, Type = "user", Label = new("创建人", "Created by") },
        new() { Name = UpdatedAt, Type = "datetime", Label = new("更新时间", "Updated"), Required = true },
        new() { Name = UpdatedBy, Type = "user", Label = new("更新人", "Updated by") },
        new() { Name = DeletedAt, Type = "datetime", Label = new("删除时间", "Deleted") },
        new() { Name = DeletedBy, Type = "user", Label = new("删除人", "Deleted by") },
        new() { Name = MergedInto, Type = "id", Label = new("合并到", "Merged into") },
    ];

    private static readonly FieldDefinition[] Ownership =
    [
        new()
        {
            Name = Owner, Type = "user", Label = new("负责人", "Owner"),
            Aliases =
            [
                "销售", "销售员", "销售人员", "销售代表", "销售负责人", "业务员", "业务人员", "客户经理", "跟进人", "跟进人员", "归属人", "归属销售", "所属人", "所属销售", "所有人", "责任人",
                "sales agent", "agent", "sales rep", "rep", "salesperson", "owner name", "record owner", "assigned to", "assignee", "account manager",
            ],
        },
        new()
        {
            Name = Department, Type = "department", Label = new("所属部门", "Department"),
            Aliases = ["部门", "归属部门", "负责部门", "团队", "区域", "大区", "regional office", "office", "team", "region"],
        },
    ];

    /// <summary>The system fields of an object, by ordinal.</summary>
    public static IEnumerable<FieldDefinition> Of(ObjectDefinition definition) => definition switch
    {
        { Owned: false } => Common,
        { OwnerLabel: { } label } => [.. Common, .. Ownership.Select(f => f.Name == Owner ? f with { Label = label } : f)],
        _ => [.. Common, .. Ownership],
    };
}
