namespace Tongke.Storage;

/// <summary>How a batch ended: <see cref="Committed"/> or <see cref="Refused"/>.</summary>
public abstract record WriteOutcome
{
    private protected WriteOutcome()
    {
    }
}

/// <summary>The batch is durable.</summary>
public sealed record Committed : WriteOutcome
{
    private readonly IReadOnlyDictionary<int, IReadOnlyList<ReturnedRow>> _returned;

    internal Committed(IReadOnlyList<long> affected, IReadOnlyDictionary<int, IReadOnlyList<ReturnedRow>> returned) => (Affected, _returned) = (affected, returned);

    /// <summary>The rows each statement touched, by its index in the batch.</summary>
    public IReadOnlyList<long> Affected { get; }

    /// <summary>The rows of a statement that was added with <c>returning</c>.</summary>
    public IReadOnlyList<ReturnedRow> Returned(int statement) => _returned[statement];
}

/// <summary>Nothing of the batch was kept.</summary>
/// <param name="Index">The statement that was refused.</param>
/// <param name="Tag">What that statement was added with.</param>
/// <param name="Reason">Why.</param>
public sealed record Refused(int Index, object? Tag, RefusalReason Reason) : WriteOutcome;
