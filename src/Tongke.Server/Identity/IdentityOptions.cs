namespace Tongke.Server.Identity;

/// <summary>The settings of sign-in: section <c>Identity</c> of the configuration.</summary>
public sealed class IdentityOptions
{
    /// <summary>A session without requests ends after this long.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends after this long, whatever happens in it.</summary>
    public TimeSpan LongestSession { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Wrong tries in a row after which an account is locked.</summary>
    public int TriesBeforeLockOut { get; set; } = 5;

    /// <summary>How long an account stays locked; also how long wrong tries are remembered.</summary>
    public TimeSpan LockOut { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Failed sign-ins of one address, over all accounts, within <see cref="LockOut"/>, after which it has to wait.</summary>
    public int FailuresPerAddress { get; set; } = 100;

    /// <summary>Names of the roles whose holders need a second factor.</summary>
    public IReadOnlyList<string> SecondFactorRoles { get; set; } = [];

    /// <summary>Memory of one password hash, in KiB. Changing any of the three rehashes each password at its next sign-in.</summary>
    public int HashMemoryKiB { get; set; } = PasswordCost.Owasp.MemoryKiB;

    /// <summary>Passes of one password hash over its memory.</summary>
    public int HashIterations { get; set; } = PasswordCost.Owasp.Iterations;

    /// <summary>Lanes of one password hash.</summary>
    public int HashParallelism { get; set; } = PasswordCost.Owasp.Parallelism;

    /// <summary>Password hashes computed at the same time; more would starve the other requests.</summary>
    public int HashesAtOnce { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Sign-ins that may wait for a hash; further ones are asked to come again.</summary>
    public int HashesWaiting { get; set; } = 64;

    /// <summary>Requests of one principal within <see cref="RateWindow"/>; 0 for no limit.</summary>
    public int RequestsPerWindow { get; set; } = 6_000;

    /// <summary>Requests of one address without sign-in within <see cref="RateWindow"/>; 0 for no limit.</summary>
    public int AnonymousRequestsPerWindow { get; set; } = 30_000;

    /// <summary>The sliding window of the request limits.</summary>
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Requests of one principal that run at the same time; 0 for no limit.</summary>
    public int RequestsAtOnce { get; set; } = 52;

    /// <summary>Addresses of proxies that are believed when they say whom a request is from; this machine's own always are.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    internal PasswordCost PasswordCost => new(HashMemoryKiB, HashIterations, HashParallelism);
}
