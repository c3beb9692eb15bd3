namespace Tongke.Kernel.Access;

/// <summary>Proof that a value passed the access policy. Only Access can make one; the store accepts nothing else.</summary>
public readonly struct Authorized<T> where T : class
{
    internal Authorized(T value) => Value = value;

    /// <summary>What was allowed.</summary>
    /// <exception cref="InvalidOperationException">The proof was made by default and proves nothing.</exception>
    public T Value { get => field ?? throw new InvalidOperationException("default(Authorized<T>) proves nothing."); private init; }
}
