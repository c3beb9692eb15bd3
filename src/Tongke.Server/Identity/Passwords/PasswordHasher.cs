namespace Tongke.Server.Identity;

/// <summary>
/// Hashes and compares passwords, a few at a time, so that a flood of sign-ins takes neither all processors nor all memory.
/// </summary>
public sealed class PasswordHasher : IDisposable
{
    private readonly IdentityOptions options;
    private readonly PasswordCost cost;
    private readonly SemaphoreSlim gate;
    private readonly PasswordHash decoy;
    private int waiting;
    private long computed;

    /// <summary>Takes the cost and the bounds from the options.</summary>
    public PasswordHasher(IdentityOptions options)
    {
        this.options = options;
        cost = options.PasswordCost;
        gate = new SemaphoreSlim(options.HashesAtOnce);
        decoy = new PasswordHash(cost, new byte[16], new byte[32]);
    }

    /// <summary>Hashes computed so far: what sign-ins cost this node.</summary>
    public long Computed => Interlocked.Read(ref computed);

    /// <summary>The PHC string of a password.</summary>
    public Task<string> HashAsync(string password, CancellationToken ct) =>
        InGateAsync(() => PasswordHash.Compute(password, cost).ToString(), ct);

    /// <summary>
    /// Compares a password with its hash. Without a hash it does the same work and answers <see cref="PasswordCheck.Wrong"/>,
    /// so that the time doesn't tell which accounts exist.
    /// </summary>
    public async Task<PasswordCheck> CheckAsync(string password, string? stored, CancellationToken ct)
    {
        if (Interlocked.Increment(ref waiting) > options.HashesWaiting + options.HashesAtOnce)
        {
            Interlocked.Decrement(ref waiting);
            return PasswordCheck.Busy;
        }

        try
        {
            var hash = stored is null ? decoy : PasswordHash.Parse(stored);
            var matches = await InGateAsync(() => hash.Matches(password), ct);
            return (matches && stored is not null, hash.Cost == cost) switch
            {
                (false, _) => PasswordCheck.Wrong,
                (true, true) => PasswordCheck.Right,
                (true, false) => PasswordCheck.RightButOutdated,
            };
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private async Task<T> InGateAsync<T>(Func<T> compute, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            Interlocked.Increment(ref computed);
            return await Task.Run(compute, ct);
        }
        finally
        {
            gate.Release();
        }
    }
}
