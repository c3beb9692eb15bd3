namespace Tongke.Kernel.Testing;

/// <summary>Waits of tests for what a workspace does in the background.</summary>
public static class WorkspaceWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    extension(Workspace workspace)
    {
        /// <summary>Waits until the log is sealed and every consumer has read it to its end.</summary>
        /// <exception cref="TimeoutException">Something does not get on.</exception>
        public async Task CatchUpAsync(CancellationToken ct = default)
        {
            for (var waited = TimeSpan.Zero; await workspace.IsBehindAsync(ct); waited += Pause)
            {
                if (waited > Patience)
                    throw new TimeoutException("The log was not sealed and read to its end.");

                await Task.Delay(Pause, ct);
            }
        }

        private async Task<bool> IsBehindAsync(CancellationToken ct)
        {
            if ((await workspace.Sealer.LagAsync(ct)).Count > 0)
                return true;

            foreach (var consumer in workspace.Consumers)
                if (await workspace.Feed.LagAsync(consumer, ct) > 0)
                    return true;

            return false;
        }
    }
}
