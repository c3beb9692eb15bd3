using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>What happened to a record.</summary>
public enum ChangeKind
{
    /// <summary>It was made.</summary>
    Created,

    /// <summary>Fields changed.</summary>
    Updated,

    /// <summary>It went to the recycle bin.</summary>
    Deleted,

    /// <summary>It came back.</summary>
    Restored,

    /// <summary>It was deleted for good.</summary>
    Purged,
}

/// <summary>One record's part of a commit.</summary>
public sealed record RecordChange(Record Record, ChangeKind Kind, IReadOnlyList<FieldSchema> Fields);
