using System.Text.Json.Serialization;

namespace Tongke.Kernel.Access;

/// <summary>
/// What a role allows on one object, as administrators see it in the matrix and as it stands in <c>role.grants</c>.
/// Scopes are <c>none</c>, <c>own</c>, <c>subordinates</c>, <c>department</c>, <c>department_tree</c>, <c>all</c>, or a formula starting with <c>=</c>.
/// </summary>
public sealed record Grant
{
    /// <summary>May make records.</summary>
    public bool Create { get; init; }

    /// <summary>Kinds of records that it may make; absent means every kind.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Which records it sees.</summary>
    public string Read { get; init; } = "none";

    /// <summary>Which records it may change.</summary>
    public string Edit { get; init; } = "none";

    /// <summary>Which records it may send to the recycle bin and bring back.</summary>
    public string Delete { get; init; } = "none";

    /// <summary>May import files.</summary>
    public bool Import { get; init; }

    /// <summary>May take data out as a file.</summary>
    public bool Export { get; init; }

    /// <summary>May change many records at once.</summary>
    [JsonPropertyName("mass_edit")]
    public bool MassEdit { get; init; }

    /// <summary>May give records to another owner.</summary>
    public bool Transfer { get; init; }

    /// <summary>May decide on what others ask for: approve and send back, issue, write off.</summary>
    public bool Approve { get; init; }

    /// <summary>May delete for good.</summary>
    public bool Purge { get; init; }

    /// <summary>Rights on fields by name; <c>*</c> is for those not named. Absent fields and an absent <c>*</c> mean <c>none</c>; no map at all means every field may be edited.</summary>
    public IReadOnlyDictionary<string, FieldRight>? Fields { get; init; }
}

/// <summary>What may be done with a field; each includes what stands before it, except that masked values can't be searched or sorted by.</summary>
public enum FieldRight
{
    /// <summary>Not even known to be there.</summary>
    None,

    /// <summary>Shown as 138****1234; revealed with a reason.</summary>
    Mask,

    /// <summary>Shown.</summary>
    Read,

    /// <summary>Shown and changed.</summary>
    Edit,
}

/// <summary>What is done with a record.</summary>
public enum RecordAction
{
    /// <summary>See it.</summary>
    Read,

    /// <summary>Make it.</summary>
    Create,

    /// <summary>Change it.</summary>
    Edit,

    /// <summary>Send it to the recycle bin or bring it back.</summary>
    Delete,

    /// <summary>Delete it for good.</summary>
    Purge,

    /// <summary>Give it to another owner.</summary>
    Transfer,

    /// <summary>Take many in from a file.</summary>
    Import,

    /// <summary>Take many out as a file.</summary>
    Export,

    /// <summary>Change many at once.</summary>
    MassEdit,

    /// <summary>Decide on it: approve, send back, issue, write off.</summary>
    Approve,
}
