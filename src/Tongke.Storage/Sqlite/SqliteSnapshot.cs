namespace Tongke.Storage.Sqlite;

/// <summary>Several reads in one read transaction.</summary>
internal sealed class SqliteSnapshot : Reader
{
    private readonly SqliteReadPool _pool;
    private readonly NativeConnection _connection;
    private bool _disposed;

    public SqliteSnapshot(SqliteReadPool pool)
    {
        _pool = pool;
        _connection = pool.Rent();
        _connection.Execute("begin");
        _connection.Execute("select 1 from sqlite_schema limit 1"); // the snapshot is taken by the first read
    }

    public override Dialect Dialect => Dialect.Sqlite;

    private protected override ValueTask<Rows> RunAsync(RenderedSql sql, CancellationToken ct) => ValueTask.FromResult<Rows>(SqliteDatabase.Query(_connection, sql, release: null, ct));

    /// <summary>Makes the words of a search index readable as the temporary table <c>words_of_search</c>, one row for each gram.</summary>
    internal void OpenWords(Identifier table)
    {
        _connection.Execute("pragma query_only = off");
        _connection.Execute("drop table if exists temp.words_of_search");
        _connection.Execute($"create virtual table temp.words_of_search using fts5vocab(main, {SearchIndex.TableOf(table).Name}, instance)");
        _connection.Execute("pragma query_only = on");
    }

    public override ValueTask DisposeAsync()
    {
        if (_disposed)
            return ValueTask.CompletedTask;

        _disposed = true;
        _connection.Execute("commit");
        _pool.Return(_connection);
        return ValueTask.CompletedTask;
    }
}
