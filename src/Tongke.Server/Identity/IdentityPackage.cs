using Tongke.Kernel;

namespace Tongke.Server.Identity;

/// <summary>What sign-in brings to a workspace: its tables, and the rules that nobody hands out more rights than they have or takes over somebody who has more, that keys stay within theirs, and that somebody keeps administering.</summary>
public static class IdentityPackage
{
    /// <summary>The package.</summary>
    public static Package Instance { get; } = new()
    {
        Name = "identity",
        Tables = IdentityTables.All,
        Rules = [.. KeysStayWithin.Rules, .. Takeover.Rules, .. NobodyGrantsMoreThanTheyHave.Rules, .. SomebodyKeepsAdministering.Rules, RevokeOnHandOver.Rule],
        Duties = [EndedViews.Duty],
    };
}
