namespace Tongke.Server.Identity;

/// <summary>What one Argon2id hash costs.</summary>
/// <param name="MemoryKiB">Memory in KiB.</param>
/// <param name="Iterations">Passes over the memory.</param>
/// <param name="Parallelism">Lanes.</param>
public sealed record PasswordCost(int MemoryKiB, int Iterations, int Parallelism)
{
    /// <summary>What OWASP's password storage cheat sheet asks for at least: 19 MiB, two passes, one lane.</summary>
    public static PasswordCost Owasp { get; } = new(19 * 1024, 2, 1);
}
