using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>Why a record lies in a pool: a rule, which everybody reads in their own language, or the words of who put it there.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Days">Its days.</param>
/// <param name="Words">The words.</param>
internal sealed record PoolReason(string? Rule, long? Days, string? Words)
{
    private const string Silent = "no_activity";
    private const string Still = "no_move";
    private const string Unsold = "no_deal";
    private const string Formula = "condition";

    /// <summary>Its condition.</summary>
    public static PoolReason Condition { get; } = new(Formula, null, null);

    /// <summary>The rule as a sentence.</summary>
    public Message Message => Rule switch
    {
        Silent => new("pool_reason_no_activity", Days),
        Still => new("pool_reason_no_move", Days),
        Unsold => new("pool_reason_no_deal", Days),
        Formula => new("pool_reason_condition"),
        var other => throw new InvalidOperationException($"There is no rule '{other}'."),
    };

    /// <summary>No news for so many days.</summary>
    public static PoolReason NoActivity(long? days) => new(Silent, days, null);

    /// <summary>No stage move for so many days.</summary>
    public static PoolReason NoMove(long? days) => new(Still, days, null);

    /// <summary>No won deal for so many days.</summary>
    public static PoolReason NoDeal(long? days) => new(Unsold, days, null);

    /// <summary>Somebody's words.</summary>
    public static PoolReason Said(string words) => new(null, null, words);
}
