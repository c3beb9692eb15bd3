using Tongke.Kernel;
using Tongke.Kernel.Access;

namespace Tongke.Exchange.Jobs;

/// <summary>In whose name a job runs: the person who started it, with the rights that person has now.</summary>
internal static class JobActors
{
    /// <summary>Books of jobs are kept by the system: the person may not write them.</summary>
    public static Actor Keeper { get; } = Actor.System("keeping the state of imports and exports");

    /// <summary>The person as an actor, or the key by which the person came; null when either is gone or no longer good.</summary>
    public static ValueTask<Actor?> FindAsync(Workspace workspace, Guid? person, Guid? key, string via, CancellationToken ct) =>
        ActingPerson.FindAsync(workspace.Open(Keeper), person, key, via, ct);
}
