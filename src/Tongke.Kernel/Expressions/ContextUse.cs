namespace Tongke.Kernel.Expressions;

/// <summary>What was asked of an <see cref="EvaluationContext"/> while something was made with it: for whom else, and until when, the same would be made.</summary>
internal sealed class ContextUse
{
    /// <summary>Who asks was looked at: it holds for this person only.</summary>
    public bool Person { get; set; }

    /// <summary>Today was looked at: it holds until midnight.</summary>
    public bool Day { get; set; }

    /// <summary>The moment was looked at, beyond standing in a slot: it holds for nothing else.</summary>
    public bool Moment { get; set; }
}
