using System.Data;
using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>Several reads in one repeatable-read transaction.</summary>
internal sealed class PostgresSnapshot : Reader
{
    private readonly NpgsqlDataSource _source;
    private NpgsqlConnection _connection;
    private NpgsqlTransaction _transaction;
    private bool _hasRead;

    private PostgresSnapshot(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_source, _connection, _transaction) = (source, connection, transaction);

    public override Dialect Dialect => Dialect.Postgres;

    public static async ValueTask<PostgresSnapshot> OpenAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        var (connection, transaction) = await BeginAsync(source, ct);
        return new PostgresSnapshot(source, connection, transaction);
    }

    private protected override async ValueTask<Rows> RunAsync(RenderedSql sql, CancellationToken ct)
    {
        try
        {
            return await ExecuteAsync(sql, ct);
        }
        catch (Exception error) when (!_hasRead && (PostgresFailures.IsLost(error) || PostgresFailures.IsOutdatedPlan(error)))
        {
            // Nothing was seen yet, so a new snapshot on a new connection is as good.
            await DisposeAsync();
            _source.Clear();
            (_connection, _transaction) = await BeginAsync(_source, ct);
            return await ExecuteOrFailAsync(sql, ct);
        }
        catch (Exception error)
        {
            throw PostgresFailures.Of(error, sql.Text);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> BeginAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(ct);
            return (connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct));
        }
        catch (Exception error)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            throw PostgresFailures.Of(error, "begin");
        }
    }

    private async Task<PostgresRows> ExecuteOrFailAsync(RenderedSql rendered, CancellationToken ct)
    {
        try
        {
            return await ExecuteAsync(rendered, ct);
        }
        catch (Exception error)
        {
            throw PostgresFailures.Of(error, rendered.Text);
        }
    }

    private async Task<PostgresRows> ExecuteAsync(RenderedSql rendered, CancellationToken ct)
    {
        var rows = await PostgresRows.ExecuteAsync(rendered, _connection, _transaction, ownsConnection: false, ct);
        _hasRead = true;
        return rows;
    }
}
