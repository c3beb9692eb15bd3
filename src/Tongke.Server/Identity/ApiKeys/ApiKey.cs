using Tongke.Kernel.Access;

namespace Tongke.Server.Identity;

/// <summary>A key of a script, as requests need it.</summary>
/// <param name="Id">Its record.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Owner">Whose rights it stays within.</param>
/// <param name="Role">The role it acts in.</param>
/// <param name="Scopes">What it may be used for; anything when empty.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="LastUsedAt">Its last use, as far as it is stored.</param>
public sealed record ApiKey(Guid Id, string Name, Guid Owner, Guid Role, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt)
{
    /// <summary>What every key begins with, so that scanners for leaked secrets know it.</summary>
    public const string Mark = "tk_";

    /// <summary>What it is good for.</summary>
    public Purposes Purposes { get; } = new(Scopes);
}
