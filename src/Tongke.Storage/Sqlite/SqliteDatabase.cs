using Tongke.Storage.Tables;

namespace Tongke.Storage.Sqlite;

/// <summary>A workspace in one SQLite file: many reading connections, one writing thread.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string _path;
    private readonly SqliteReadPool _readers;
    private readonly SqliteWriter _writer;
    private readonly NoticeBoard _board = new();

    private SqliteDatabase(string path)
    {
        _path = path;
        _writer = new SqliteWriter(path);
        _readers = new SqliteReadPool(path);
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public static SqliteDatabase Open(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return new SqliteDatabase(full);
    }

    private protected override ValueTask<Rows> RunAsync(RenderedSql sql, CancellationToken ct)
    {
        var connection = _readers.Rent();
        try
        {
            return ValueTask.FromResult<Rows>(Query(connection, sql, _readers.Return, ct));
        }
        catch
        {
            _readers.Return(connection);
            throw;
        }
    }

    public override ValueTask<Reader> OpenReadAsync(CancellationToken ct = default) => ValueTask.FromResult<Reader>(new SqliteSnapshot(_readers));

    public override Task<WriteOutcome> WriteAsync(WriteBatch batch, CancellationToken ct = default) => _writer.WriteAsync(batch, ct);

    public override Task<MigrationPlan> MigrateAsync(Migration migration, CancellationToken ct = default) =>
        _writer.RunAloneAsync(connection => SqliteMigration.Apply(connection, migration), ct);

    public override Task<MigrationPlan> PlanAsync(Migration migration, CancellationToken ct = default) =>
        _writer.RunAloneAsync(connection => SchemaDifference.Between(SqliteCatalogue.Read(connection), migration).Plan, ct);

    /// <summary>A SQLite file belongs to one process, so telling that process tells all.</summary>
    public override Task NotifyAsync(Notice notice, CancellationToken ct = default)
    {
        ThrowIfUnsayable(notice);
        return Task.Run(() => _board.Tell(notice), ct);
    }

    public override Task<IDisposable> ListenAsync(string channel, Action<string> listener, CancellationToken ct = default) => Task.FromResult(_board.Add(channel, listener));

    public override async Task PingAsync(CancellationToken ct = default) => _ = await ScalarAsync<long>(Sql.Literal("select 1"), ct);

    public override Task<long> SizeAsync(CancellationToken ct = default) =>
        Task.FromResult(new[] { _path, _path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length));

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
    }

    internal static SqliteRows Query(NativeConnection connection, RenderedSql sql, Action<NativeConnection>? release, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var statement = connection.Take(sql.Text);
        try
        {
            statement.Bind(sql.Parameters);
            return new SqliteRows(connection, statement, release, ct);
        }
        catch
        {
            connection.Return(statement);
            throw;
        }
    }
}
