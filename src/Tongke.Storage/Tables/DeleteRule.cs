namespace Tongke.Storage;

/// <summary>What happens to the rows that refer to a row when it is deleted.</summary>
public enum DeleteRule
{
    /// <summary>The deletion is refused.</summary>
    Restrict,

    /// <summary>They are deleted too.</summary>
    Cascade,

    /// <summary>Their reference becomes NULL.</summary>
    SetNull,
}
