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

    /// <summary>Whether the scopes allow a request.</summary>
    /// <param name="definition">The object it is about, when it is about one.</param>
    /// <param name="writes">Whether it may change something.</param>
    public bool Allows(string? definition, bool writes)
    {
        var verb = writes ? "write" : "read";
        return Scopes.Count == 0 || Scopes.Contains($"records.{verb}") || (definition is not null && Scopes.Contains($"{definition}.{verb}"));
    }
}
