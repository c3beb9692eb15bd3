namespace Tongke.Crm.Sales;

/// <summary>What a lead scores, and why.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Reasons">Each rule that gave or took points.</param>
internal sealed record LeadScore(Guid Lead, IReadOnlyList<ScoreReason> Reasons)
{
    private const long Most = 100;

    /// <summary>By what it is.</summary>
    public long Fit => Reasons.Where(r => r.Count == 0).Sum(r => r.Points);

    /// <summary>By what happened.</summary>
    public long Behaviour => Reasons.Where(r => r.Count > 0).Sum(r => r.Points);

    /// <summary>Both together, from 0 to 100.</summary>
    public long Score => Of(Fit, Behaviour);

    /// <summary>What these make together.</summary>
    public static long Of(long fit, long behaviour) => Math.Clamp(fit + behaviour, 0, Most);
}

/// <summary>A rule that gave or took points.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Points">How many, as they count today.</param>
/// <param name="Count">How often it happened; 0 for what the lead is.</param>
/// <param name="Days">Days since it happened last.</param>
internal sealed record ScoreReason(ScoreRule Rule, long Points, int Count = 0, int Days = 0);
