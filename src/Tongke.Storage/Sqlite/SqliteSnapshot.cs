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

    public override ValueTask<Rows> QueryAsync(Sql sql, CancellationToken ct = default) => ValueTask.FromResult<Rows>(SqliteDatabase.Query(_connection, sql, release: null, ct));

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
