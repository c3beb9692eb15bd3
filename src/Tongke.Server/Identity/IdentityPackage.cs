using Tongke.Kernel;

namespace Tongke.Server.Identity;

/// <summary>What sign-in brings to a workspace: its tables, and the rules that nobody hands out more rights than they have and that somebody keeps administering.</summary>
public static class IdentityPackage
{
    /// <summary>The package.</summary>
    public static Package Instance { get; } = new()
    {
        Name = "identity",
        Tables = IdentityTables.All,
        Rules = [.. NobodyGrantsMoreThanTheyHave.Rules, .. SomebodyKeepsAdministering.Rules],
    };
}
