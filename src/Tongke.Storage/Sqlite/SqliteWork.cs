namespace Tongke.Storage.Sqlite;

/// <summary>Something that waits for the writing thread.</summary>
internal abstract class SqliteWork
{
    /// <summary>Runs on the writing thread and never throws, unless the transaction itself is lost.</summary>
    public abstract void Run(NativeConnection connection, SqliteConstraints constraints);
}

/// <summary>Work that needs the writing connection for itself: migrations, backups.</summary>
internal sealed class SqliteSoloWork<T>(Func<NativeConnection, T> action, CancellationToken ct) : SqliteWork
{
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Outcome => _outcome.Task;

    public override void Run(NativeConnection connection, SqliteConstraints constraints)
    {
        if (ct.IsCancellationRequested)
        {
            _outcome.SetCanceled(ct);
            return;
        }

        try
        {
            _outcome.SetResult(action(connection));
        }
        catch (Exception error)
        {
            _outcome.SetException(error);
        }
    }
}
