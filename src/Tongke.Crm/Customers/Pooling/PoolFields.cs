namespace Tongke.Crm.Customers;

/// <summary>The fields that every object with pools has.</summary>
internal static class PoolFields
{
    /// <summary>The pool it lies in.</summary>
    public const string Pool = "pool";

    /// <summary>Since when.</summary>
    public const string PooledAt = "pooled_at";

    /// <summary>By which rule it fell.</summary>
    public const string Rule = "pool_rule";

    /// <summary>After how many days, by that rule.</summary>
    public const string Days = "pool_days";

    /// <summary>Why, in the words of who put it there.</summary>
    public const string Reason = "pool_reason";

    /// <summary>Whose it was.</summary>
    public const string FormerOwner = "former_owner";

    /// <summary>Since when its present owner has it.</summary>
    public const string OwnerSince = "owner_since";

    /// <summary>The day on which it falls into a pool, once that was announced.</summary>
    public const string RecycleOn = "recycle_on";

    /// <summary>Whether it never falls.</summary>
    public const string Locked = "pool_locked";
}
