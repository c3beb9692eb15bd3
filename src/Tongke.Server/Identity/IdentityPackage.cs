using Tongke.Kernel;

namespace Tongke.Server.Identity;

/// <summary>What sign-in brings to a workspace: its tables, and the rule that nobody hands out more rights than they have.</summary>
public static class IdentityPackage
{
    /// <summary>The package.</summary>
    public static Package Instance { get; } = new()
    {
        Name = "identity",
        Tables = IdentityTables.All,
        Rules = NobodyGrantsMoreThanTheyHave.Rules,
    };
}
