using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>A workspace in one schema of a PostgreSQL database.</summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>A server allows 100 unless told otherwise, and several nodes share it.</summary>
    private const int MostConnections = 40;

    /// <summary>
    /// Pages from a solid disk or from memory cost the same in any order. With the server's default for turning disks the planner rather goes through the newest
    /// records and leaves out those that do not fit than use the index of a list. Compiling queries to machine code pays for none of ours.
    /// </summary>
    private const string PlannerOptions = "-c random_page_cost=1.1 -c jit=off";

    private readonly NpgsqlDataSource _source;
    private readonly Identifier _schema;

    private readonly NoticeBoard _board = new();
    private readonly Lock _gate = new();
    private PostgresListener? _listener;

    /// <summary>The first and the last day of the calendar are days, not PostgreSQL's infinities, with which it can't calculate.</summary>
    static PostgresDatabase() => AppContext.SetSwitch("Npgsql.DisableDateTimeInfinityConversions", true);

    private PostgresDatabase(NpgsqlDataSource source, Identifier schema) => (_source, _schema) = (source, schema);

    public override Dialect Dialect => Dialect.Postgres;

    /// <summary>Channels belong to the whole PostgreSQL database, so the schema's name keeps workspaces apart.</summary>
    private string Channel => $"tongke_{_schema.Name}"[..Math.Min(_schema.Name.Length + 7, Identifier.MaxLength)];

    public static async Task<PostgresDatabase> OpenAsync(DatabaseLocation.PostgresSchema location, CancellationToken ct)
    {
        var given = new NpgsqlConnectionStringBuilder(location.ConnectionString);
        var source = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(location.ConnectionString)
        {
            MaxPoolSize = Math.Min(given.MaxPoolSize, MostConnections),
            Options = given.Options ?? PlannerOptions,
            SearchPath = location.Schema.Quoted,
            Timezone = "UTC",
            IncludeErrorDetail = true,
            IncludeFailedBatchedCommand = true,
            MaxAutoPrepare = 256,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true, // nothing here changes a connection: no settings, temporary tables or locks beyond a transaction
            ApplicationName = "tongke",
        }.ConnectionString).Build();
        try
        {
            await using var create = source.CreateCommand($"create schema if not exists {location.Schema.Quoted}");
            await create.ExecuteNonQueryAsync(ct);
            return new PostgresDatabase(source, location.Schema);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateSchema)
        {
            return new PostgresDatabase(source, location.Schema); // another node made it at the same moment
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            await source.DisposeAsync();
            throw PostgresFailures.Of(error, "create schema");
        }
    }

    private protected override async ValueTask<Rows> RunAsync(RenderedSql sql, CancellationToken ct)
    {
        for (var retried = false; ; retried = true)
        {
            try
            {
                return await ExecuteAsync(sql, ct);
            }
            catch (Exception error) when (!retried && (PostgresFailures.IsLost(error) || PostgresFailures.IsOutdatedPlan(error)))
            {
                // Pooled connections are broken, or know the tables as they were before another node changed them.
                _source.Clear();
            }
            catch (Exception error)
            {
                throw PostgresFailures.Of(error, sql.Text);
            }
        }
    }

    private async Task<PostgresRows> ExecuteAsync(RenderedSql sql, CancellationToken ct)
    {
        var connection = await _source.OpenConnectionAsync(ct);
        try
        {
            return await PostgresRows.ExecuteAsync(sql, connection, transaction: null, ownsConnection: true, ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask<Reader> OpenReadAsync(CancellationToken ct = default) => await PostgresSnapshot.OpenAsync(_source, ct);

    public override Task<WriteOutcome> WriteAsync(WriteBatch batch, CancellationToken ct = default) => PostgresWriter.WriteAsync(_source, batch, ct);

    public override async Task<MigrationPlan> MigrateAsync(Migration migration, CancellationToken ct = default)
    {
        var changed = true;
        try
        {
            var plan = await PostgresMigration.RunAsync(_source, _schema, migration, apply: true, ct);
            changed = !plan.IsEmpty;
            return plan;
        }
        finally
        {
            if (changed)
                _source.Clear(); // prepared statements know the old tables
        }
    }

    public override Task<MigrationPlan> PlanAsync(Migration migration, CancellationToken ct = default) => PostgresMigration.RunAsync(_source, _schema, migration, apply: false, ct);

    public override async Task NotifyAsync(Notice notice, CancellationToken ct = default)
    {
        ThrowIfUnsayable(notice);
        await using var rows = await QueryAsync(Sql.From($"select pg_notify({Channel}, {notice.Channel + "\n" + notice.Payload})"), ct);
        _ = await rows.ReadAsync(ct);
    }

    public override async Task<IDisposable> ListenAsync(string channel, Action<string> listener, CancellationToken ct = default)
    {
        var subscription = _board.Add(channel, listener);
        PostgresListener ear;
        lock (_gate)
            ear = _listener ??= new PostgresListener(_source, Channel, _board);
        await ear.Listening.WaitAsync(ct);
        return subscription;
    }

    public override async Task PingAsync(CancellationToken ct = default) => _ = await ScalarAsync<long>(Sql.Literal("select 1::bigint"), ct);

    public override async Task<long> SizeAsync(CancellationToken ct = default) => await ScalarAsync<long>(
        Sql.From($"select coalesce(sum(pg_total_relation_size(oid)), 0)::bigint from pg_class where relnamespace = to_regnamespace({_schema.Quoted}) and relkind = 'r'"), ct);

    public override async ValueTask DisposeAsync()
    {
        if (_listener is not null)
            await _listener.DisposeAsync();
        await _source.DisposeAsync();
    }
}
