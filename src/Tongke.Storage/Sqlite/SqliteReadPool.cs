using System.Collections.Concurrent;

namespace Tongke.Storage.Sqlite;

/// <summary>
/// Reading connections. As many are open as are in use at once; those used last stay open and are used first, for they have their statements prepared:
/// to open one and prepare what a request asks costs more than most requests do.
/// </summary>
internal sealed class SqliteReadPool(string path) : IDisposable
{
    private const int MostIdle = 64;

    private readonly ConcurrentStack<NativeConnection> _idle = [];
    private int _idleCount;
    private volatile bool _closed;

    public NativeConnection Rent()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (TakeIdle() is { } idle)
            return idle;

        var connection = new NativeConnection(path);
        connection.Execute("pragma query_only = on");
        connection.Execute("pragma cache_size = -8000"); // KiB; the operating system caches the file too
        connection.Execute("pragma temp_store = memory");
        return connection;
    }

    public void Return(NativeConnection connection)
    {
        if (_closed || Interlocked.Increment(ref _idleCount) > MostIdle)
        {
            Interlocked.Decrement(ref _idleCount);
            connection.Dispose();
            return;
        }

        _idle.Push(connection);
    }

    public void Dispose()
    {
        _closed = true;
        while (TakeIdle() is { } connection)
            connection.Dispose();
    }

    private NativeConnection? TakeIdle()
    {
        if (!_idle.TryPop(out var connection))
            return null;

        Interlocked.Decrement(ref _idleCount);
        return connection;
    }
}
