using System.Diagnostics;
using System.Threading.Channels;

namespace Tongke.Storage.Sqlite;

/// <summary>
/// The one writer of a SQLite file: a thread that takes waiting batches and commits many of them in one transaction, each in its own savepoint.
/// A batch is answered only after the commit, so what was acknowledged is on the disk.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostWaiting = 4096;
    private const int MostInGroup = 512;
    private const long ChangesBetweenStatistics = 50_000;
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(20);

    private readonly NativeConnection _connection;
    private readonly Channel<SqliteWork> _waiting = Channel.CreateBounded<SqliteWork>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteConstraints _constraints;
    private long _changesAtStatistics;

    public SqliteWriter(string path)
    {
        _connection = new NativeConnection(path);
        _connection.Execute("pragma journal_mode = wal");
        _connection.Execute("pragma synchronous = full");
        _connection.Execute("pragma foreign_keys = on");
        _connection.Execute("pragma cache_size = -32000");
        _connection.Execute("pragma temp_store = memory");
        _connection.Execute("pragma analysis_limit = 400");
        _connection.Execute("pragma journal_size_limit = 67108864");
        _constraints = new SqliteConstraints(ReadTables);
        new Thread(Run) { IsBackground = true, Name = $"SQLite writer of {Path.GetFileName(path)}" }.Start();
    }

    public async Task<WriteOutcome> WriteAsync(WriteBatch batch, CancellationToken ct)
    {
        var work = new SqliteBatch(batch, ct);
        await EnqueueAsync(work, ct);
        return await work.Outcome;
    }

    /// <summary>Runs something on the writing connection, outside any transaction and with no other write going on.</summary>
    public async Task<T> RunAloneAsync<T>(Func<NativeConnection, T> action, CancellationToken ct)
    {
        var work = new SqliteSoloWork<T>(action, ct);
        await EnqueueAsync(work, ct);
        return await work.Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stopped.Task;
    }

    private async Task EnqueueAsync(SqliteWork work, CancellationToken ct)
    {
        try
        {
            await _waiting.Writer.WriteAsync(work, ct);
        }
        catch (ChannelClosedException error)
        {
            throw new ObjectDisposedException("The database is closed.", error);
        }
    }

    private void Run()
    {
        var group = new List<SqliteBatch>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (CollectAndCommit(group) is { } alone)
            {
                alone.Run(_connection, _constraints);
                _constraints = new SqliteConstraints(ReadTables);
            }

            group.Clear();
            RefreshStatistics();
        }

        _connection.Dispose();
        _stopped.SetResult();
    }

    /// <summary>Commits a group of waiting batches; returns work that must run alone, when such ended the group.</summary>
    private SqliteWork? CollectAndCommit(List<SqliteBatch> group)
    {
        SqliteWork? alone = null;
        var committing = false;
        var started = Stopwatch.GetTimestamp();
        try
        {
            while (group.Count < MostInGroup && Stopwatch.GetElapsedTime(started) < LongestGroup && _waiting.Reader.TryRead(out var work))
            {
                if (work is not SqliteBatch batch)
                {
                    alone = work;
                    break;
                }

                if (batch.IsCancelled)
                    continue;
                if (group.Count == 0)
                    _connection.Execute("begin immediate");
                group.Add(batch);
                batch.Run(_connection, _constraints);
            }

            committing = true;
            if (group.Count > 0)
                _connection.Execute("commit");
            foreach (var batch in group)
                batch.Answer();
        }
        catch (Exception error)
        {
            Undo();
            var meaning = error is StorageUnavailableException && committing ? new StorageUnavailableException(error.Message, mayBeCommitted: true, error) : error;
            foreach (var batch in group)
                batch.Fail(meaning);
        }

        return alone;
    }

    /// <summary>Without them refusals have no names, but writing goes on.</summary>
    private IReadOnlyList<TableDefinition> ReadTables()
    {
        try
        {
            return SqliteCatalogue.Read(_connection);
        }
        catch (StorageException)
        {
            return [];
        }
    }

    /// <summary>Lets SQLite look at a sample of its indexes, so that it chooses among them as the data is now.</summary>
    private void RefreshStatistics()
    {
        if (_connection.TotalChanges - _changesAtStatistics < ChangesBetweenStatistics)
            return;

        _changesAtStatistics = _connection.TotalChanges;
        try
        {
            _connection.Execute("pragma optimize");
        }
        catch (StorageException)
        {
            // Statistics are a convenience; the next round tries again.
        }
    }

    private void Undo()
    {
        try
        {
            if (_connection.InTransaction)
                _connection.Execute("rollback");
        }
        catch (StorageException)
        {
            // The disk refuses even this. The next begin fails then and tells its callers.
        }
    }
}
