namespace Tongke.Kernel.Schemas;

/// <summary>Records that wait for somebody to decide on them, as quotes for the approval of a discount: where the action can be taken, they wait for whoever may take it.</summary>
/// <param name="Action">The action by which it is decided.</param>
public sealed record ReviewDefinition(string Action)
{
    /// <summary>Field with the person who asks; what one asked for oneself doesn't wait for oneself.</summary>
    public string? By { get; init; }

    /// <summary>Formula: whether it waits, where the action's own condition also says who may take it; absent: as long as the action can be taken.</summary>
    public string? When { get; init; }

    /// <summary>Field with the moment since which it waits.</summary>
    public string? Since { get; init; }

    /// <summary>Field with the amount it is about.</summary>
    public string? Amount { get; init; }

    /// <summary>Lookup to what it is about.</summary>
    public string? About { get; init; }

    /// <summary>The fields it names.</summary>
    internal IEnumerable<string> Fields => new[] { By, Since, Amount, About }.OfType<string>();
}
