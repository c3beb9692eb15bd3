using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>Throws away once a day what sign-in keeps no longer: ended sessions after 30 days, wrong tries after one, the sign-in log after 400.</summary>
internal sealed partial class IdentityCleaning(Workspace workspace, ILogger<IdentityCleaning> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan TriesKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan LogKept = TimeSpan.FromDays(400);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, workspace.Clock);
        while (await NextAsync(timer, stoppingToken))
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(log, failure);
            }
    }

    private async Task CleanAsync(CancellationToken ct)
    {
        var now = workspace.Clock.GetUtcNow();
        var batch = new WriteBatch();
        batch.Add(Sql.From($"delete from web_session where expires_at < {now - SessionsKept}"));
        batch.Add(Sql.From($"delete from sign_in_failure where last_failed_at < {now - TriesKept}"));
        batch.Add(Sql.From($"delete from sign_in_log where at < {now - LogKept}"));
        await workspace.Database.WriteAsync(batch, ct);
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old sessions and sign-ins could not be removed; they are tried again tomorrow")]
    private static partial void LogFailure(ILogger log, Exception failure);
}
