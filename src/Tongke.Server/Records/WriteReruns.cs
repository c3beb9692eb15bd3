using Tongke.Kernel.Records;

namespace Tongke.Server.Records;

/// <summary>
/// What an action makes may have been made by somebody else at the same moment, such as the account of two leads, and what it changes may have been
/// changed: it runs again, on what is there then, and does it or says why not. So does a plain write that others overtook, in its own record or in
/// one that a rule relied on, and a write by a unique key that no record had: it finds the one that has it now. Only who named a version is told that
/// there is another of that record.
/// </summary>
internal static class WriteReruns
{
    /// <summary>How often a write is run; then the person is told.</summary>
    private const int MostRuns = 30;

    /// <summary>How often a write by a key is run. The second time the record is there; if not, it is gone again, or out of sight and will stay so.</summary>
    private const int MostRunsByKey = 4;

    /// <summary>Before the second run, in milliseconds; before later ones it may be longer.</summary>
    private const int LongestPause = 5;

    /// <summary>Whether to run again what was refused; if so, after a moment.</summary>
    /// <param name="refusal">Why it was not done; null when it was.</param>
    /// <param name="writes">All that was to be written in one transaction.</param>
    /// <param name="run">Which run that was, from 1.</param>
    /// <param name="ct">Gives up.</param>
    public static async ValueTask<bool> IsWorthAsync(Refusal? refusal, IReadOnlyList<RecordRequest> writes, int run, CancellationToken ct)
    {
        var isOvertaken = IsOvertaken(refusal) || (writes.All(IsAction) ? refusal is Conflict { OfUnique: true } : IsOvertakenByKey(refusal, writes, run));
        return isOvertaken && await MayRunAsync(run, ct);
    }

    /// <summary>
    /// As <see cref="IsWorthAsync(Refusal, IReadOnlyList{RecordRequest}, int, CancellationToken)"/>, for what a page keeps: it looks for what is there, and makes the rest, each time.
    /// What is in the way and not in sight stays so.
    /// </summary>
    public static async ValueTask<bool> IsWorthAsync(Refusal? refusal, int run, CancellationToken ct) =>
        (IsOvertaken(refusal) || refusal is Conflict { OfUnique: true } && run < MostRunsByKey) && await MayRunAsync(run, ct);

    private static async ValueTask<bool> MayRunAsync(int run, CancellationToken ct)
    {
        if (run >= MostRuns)
            return false;

        await Task.Delay(Random.Shared.Next(1, LongestPause * Math.Min(run, 10)), ct);
        return true;
    }

    /// <summary>Whether another commit came between. A version that the caller named is compared again then, with what is there.</summary>
    private static bool IsOvertaken(Refusal? refusal) => refusal is Stale { OfNamedVersion: false } or Conflict { OfOvertaken: true };

    /// <summary>
    /// Whether somebody else may have made the record of a key at the same moment: of several values that both gave, the database names any. What is
    /// written by a key is to be so, whoever wrote a moment before.
    /// </summary>
    private static bool IsOvertakenByKey(Refusal? refusal, IReadOnlyList<RecordRequest> writes, int run) => refusal switch
    {
        Conflict { About: { } about } conflict when KeysOf(writes, about.Object) is { Count: > 0 } keys =>
            conflict.Problems.Any(p => keys.Contains(p.Target)) ? run < MostRunsByKey : conflict.OfUnique && run == 1,
        _ => false,
    };

    private static HashSet<string?> KeysOf(IReadOnlyList<RecordRequest> writes, string definition) =>
        [.. writes.Where(w => w is { Method: "PATCH" or "PUT", Path: { Key: not null, Rest: "" } } && w.Path.Object == definition).Select(w => w.Path.Key!.Value.Field)];

    private static bool IsAction(RecordRequest request) => request.Path is { HasKey: true, Rest: not "" };
}
