using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Jobs;

/// <summary>In whose name a job runs: the person who started it, with the rights that person has now.</summary>
internal static class JobActors
{
    /// <summary>Books of jobs are kept by the system: the person may not write them.</summary>
    public static Actor Keeper { get; } = Actor.System("keeping the state of imports and exports");

    /// <summary>The person as an actor; null when the person is gone or may not sign in any more.</summary>
    public static async Task<Actor?> FindAsync(Workspace workspace, Guid? person, string via, CancellationToken ct)
    {
        if (person is not { } id || workspace.Organization.Find(id) is not { Active: true } member)
            return null;

        var user = await workspace.Open(Keeper).LoadAsync(workspace.Schema["user"], id, ct);
        return Actor.User(id, member.Name, member.Roles) with { Via = via, Language = user?["language"] as string == "en" ? Language.English : Language.Chinese };
    }
}
