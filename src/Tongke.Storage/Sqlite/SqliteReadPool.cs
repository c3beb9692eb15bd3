using System.Collections.Concurrent;

namespace Tongke.Storage.Sqlite;

/// <summary>Reading connections. As many are open as are in use at once; a few stay open between uses.</summary>
internal sealed class SqliteReadPool(string path) : IDisposable
{
    private const int MostIdle = 16;

    private readonly ConcurrentBag<NativeConnection> _idle = [];
    private volatile bool _closed;

    public NativeConnection Rent()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_idle.TryTake(out var connection))
            return connection;

        connection = new NativeConnection(path);
        connection.Execute("pragma query_only = on");
        connection.Execute("pragma cache_size = -8000"); // KiB; the operating system caches the file too
        connection.Execute("pragma temp_store = memory");
        return connection;
    }

    public void Return(NativeConnection connection)
    {
        if (_closed || _idle.Count >= MostIdle)
            connection.Dispose();
        else
            _idle.Add(connection);
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var connection))
            connection.Dispose();
    }
}
