using Tongke.Kernel.Records;

namespace Tongke.Server.Records;

/// <summary>
/// What an action makes may have been made by somebody else at the same moment, such as the account of two leads, and what it changes may have been
/// changed: it runs again, on what is there then, and does it or says why not. Only who named a version is told that there is another.
/// </summary>
internal static class ActionReruns
{
    /// <summary>How often an action is run; then the person is told.</summary>
    private const int MostRuns = 12;

    /// <summary>Before the second run, in milliseconds; before later ones it may be longer.</summary>
    private const int LongestPause = 5;

    /// <summary>Whether to run again what was refused; if so, after a moment.</summary>
    /// <param name="refusal">Why it was not done; null when it was.</param>
    /// <param name="writes">All that was to be written in one transaction.</param>
    /// <param name="run">Which run that was, from 1.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<bool> IsWorthAsync(Refusal? refusal, IReadOnlyList<RecordRequest> writes, int run, CancellationToken ct)
    {
        var overtaken = refusal is Conflict { OfUnique: true } || (refusal is Stale && writes.All(w => w.ExpectedVersion is null));
        if (!overtaken || run >= MostRuns || !writes.All(IsAction))
            return false;

        await Task.Delay(Random.Shared.Next(1, LongestPause * run), ct);
        return true;
    }

    private static bool IsAction(RecordRequest request) => request.Path is { HasKey: true, Rest: not "" };
}
