using SQLitePCL;

namespace Tongke.Storage.Sqlite;

/// <summary>One open SQLite connection with its prepared statements. Used by one thread at a time; only <see cref="Interrupt"/> may come from another.</summary>
internal sealed class NativeConnection : IDisposable
{
    private const int MaxStatements = 128;

    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG of sqlite3.h.</summary>
    private const int QueryPlannerStabilityGuarantee = 1007;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, LinkedListNode<NativeStatement>> _byText = new(StringComparer.Ordinal);
    private readonly LinkedList<NativeStatement> _byUse = [];

    static NativeConnection()
    {
        Batteries_V2.Init();
        // Counting what is allocated takes one lock for all connections.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public NativeConnection(string path)
    {
        const int Flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out _handle, Flags, null);
        if (code != raw.SQLITE_OK)
        {
            _handle.Dispose();
            throw new StorageUnavailableException($"The SQLite file '{path}' cannot be opened: {raw.sqlite3_errstr(code).utf8_to_string()}.", mayBeCommitted: false);
        }

        _ = raw.sqlite3_extended_result_codes(_handle, 1);
        _ = raw.sqlite3_busy_timeout(_handle, 10_000);
        // Without it SQLite prepares a statement anew at each use whose plan might depend on a value, such as one beside a constant in an index's expression.
        _ = raw.sqlite3_db_config(_handle, QueryPlannerStabilityGuarantee, 1, out _);
        SqliteFunctions.Register(_handle);
    }

    public sqlite3 Handle => _handle;

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Rows the last insert, update or delete touched.</summary>
    public long Changes => raw.sqlite3_changes(_handle);

    /// <summary>Rows all statements touched since the connection was opened.</summary>
    public long TotalChanges => raw.sqlite3_total_changes(_handle);

    /// <summary>Takes a prepared statement out of the cache, or prepares it. Give it back with <see cref="Return"/>.</summary>
    public NativeStatement Take(string text)
    {
        if (_byText.Remove(text, out var node))
        {
            _byUse.Remove(node);
            return node.Value;
        }

        return new NativeStatement(this, text);
    }

    public void Return(NativeStatement statement)
    {
        statement.Reset();
        if (_byText.ContainsKey(statement.Text))
        {
            statement.Dispose();
            return;
        }

        _byText.Add(statement.Text, _byUse.AddFirst(statement));
        if (_byUse.Count > MaxStatements)
        {
            var oldest = _byUse.Last!.Value;
            _byUse.RemoveLast();
            _byText.Remove(oldest.Text);
            oldest.Dispose();
        }
    }

    /// <summary>Runs statements of our own that have neither parameters nor a result worth reading.</summary>
    public void Execute(string text)
    {
        var statement = Take(text);
        try
        {
            while (statement.Step())
            {
                // Pragmas answer a row; it is of no use here.
            }
        }
        finally
        {
            Return(statement);
        }
    }

    /// <summary>Runs one rendered statement to its end.</summary>
    public void Execute(RenderedSql sql)
    {
        var statement = Take(sql.Text);
        try
        {
            statement.Bind(sql.Parameters);
            while (statement.Step())
            {
                // The rows are not wanted.
            }
        }
        finally
        {
            Return(statement);
        }
    }

    public void Interrupt() => raw.sqlite3_interrupt(_handle);

    public void Dispose()
    {
        foreach (var statement in _byUse)
            statement.Dispose();
        _handle.Dispose();
    }
}
