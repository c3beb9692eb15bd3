using System.Threading.Channels;
using Tongke.Kernel;
using Tongke.Kernel.Records;

namespace Tongke.Server.Identity;

/// <summary>Hears from the other nodes that sessions ended, and tells them when a commit on this one ended some, so that nobody answers for them from memory.</summary>
internal sealed class SessionNotices(Workspace workspace, WebSessions sessions) : BackgroundService
{
    private readonly Channel<bool> ended = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        workspace.Committed += Look;
        try
        {
            // An empty payload also says that the line to the database was down: whatever was said meanwhile, all is read anew.
            using var listening = await workspace.Database.ListenAsync(WebSessions.Channel, _ => sessions.Forget(), stoppingToken);
            await foreach (var _ in ended.Reader.ReadAllAsync(stoppingToken))
                await sessions.ForgetEverywhereAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            workspace.Committed -= Look;
        }
    }

    private void Look(IReadOnlyList<RecordChange> changes)
    {
        if (!changes.Any(c => RevokeOnHandOver.Revokes(c.Record)))
            return;

        sessions.Forget();
        ended.Writer.TryWrite(true);
    }
}
