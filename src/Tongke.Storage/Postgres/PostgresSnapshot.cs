using System.Data;
using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>Several reads in one read-only, repeatable-read transaction.</summary>
internal sealed class PostgresSnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction) : Reader
{
    public override Dialect Dialect => Dialect.Postgres;

    public static async ValueTask<PostgresSnapshot> OpenAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(ct);
            return new PostgresSnapshot(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct));
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            throw PostgresFailures.Of(error, "begin");
        }
    }

    public override async ValueTask<Rows> QueryAsync(Sql sql, CancellationToken ct = default)
    {
        var rendered = RenderedSql.Of(sql, Dialect.Postgres);
        var command = new NpgsqlCommand(rendered.Text, connection, transaction);
        PostgresParameters.AddTo(command.Parameters, rendered.Parameters);
        try
        {
            return new PostgresRows(await command.ExecuteReaderAsync(ct), command, rendered.Text);
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            await command.DisposeAsync();
            throw PostgresFailures.Of(error, rendered.Text);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
