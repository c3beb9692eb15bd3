namespace Tongke.Server.Duties;

/// <summary>For what runs beside the requests.</summary>
internal static class Lifetimes
{
    /// <summary>Waits until requests are answered, or <paramref name="ct"/> ends the waiting: whoever waits for the server comes first.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime life, CancellationToken ct)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(begun.SetResult);
        await begun.Task.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
