namespace Tongke.Bench.Works;

/// <summary>One thing that both servers do, each in its own words.</summary>
/// <param name="Name">As the table says it.</param>
/// <param name="Bar">What is asked.</param>
/// <param name="Product">The product's next request; called by all connections at once.</param>
/// <param name="Bare">The bare server's.</param>
internal sealed record Work(string Name, Bar Bar, Func<ReadOnlyMemory<byte>> Product, Func<ReadOnlyMemory<byte>> Bare)
{
    /// <summary>One connection instead of all: a statement that reads everything is timed alone.</summary>
    public bool IsAlone { get; init; }

    /// <summary>How many different requests there are, where many are asked in turn of which each reads something else.</summary>
    public int Requests { get; init; } = 1;

    /// <summary>What the product has still to do about the answers it gave: a round ends when that is none.</summary>
    public Func<CancellationToken, Task<long>>? Behind { get; init; }
}
