using Npgsql;
using Tongke.Storage.Tables;

namespace Tongke.Storage.Postgres;

/// <summary>Brings a schema to other tables in one transaction. Nodes that start together wait for each other and find the work done.</summary>
internal sealed class PostgresMigration(NpgsqlConnection connection, NpgsqlTransaction transaction)
{
    /// <param name="source">Where to.</param>
    /// <param name="schema">The workspace's schema.</param>
    /// <param name="migration">What to become.</param>
    /// <param name="apply">False to plan only.</param>
    /// <param name="ct">Gives up; nothing is changed then.</param>
    public static async Task<MigrationPlan> RunAsync(NpgsqlDataSource source, Identifier schema, Migration migration, bool apply, CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var run = new PostgresMigration(connection, transaction);
            var difference = SchemaDifference.Between(await run.ReadExistingAsync(schema, apply, ct), migration);
            if (apply && !difference.Plan.IsEmpty)
            {
                await run.ApplyAsync(difference, migration, ct);
                await transaction.CommitAsync(CancellationToken.None);
            }

            return difference.Plan;
        }
        catch (PostgresException error) when (PostgresFailures.Refusal(error) is not null)
        {
            throw new MigrationException($"Rows that exist break the new definition: {error.MessageText} {error.Detail}", error);
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            throw PostgresFailures.Of(error, (error as PostgresException)?.InternalQuery ?? "a migration");
        }
    }

    private async Task<List<TableDefinition>> ReadExistingAsync(Identifier schema, bool apply, CancellationToken ct)
    {
        if (apply)
        {
            await ExecuteAsync(RenderedSql.Of(Sql.From($"select pg_advisory_xact_lock(hashtextextended({"tongke migration of " + schema.Name}, 0))"), Dialect.Postgres), ct);
            await ExecuteAsync("set local lock_timeout = '20s'", ct);
            await ExecuteAsync(RenderedSql.Of(Catalogue.Create, Dialect.Postgres), ct);
        }
        else if (!await ExistsAsync(ct))
        {
            return [];
        }

        var tables = new List<TableDefinition>();
        await using (var command = new NpgsqlCommand(RenderedSql.Of(Catalogue.Read, Dialect.Postgres).Text, connection, transaction))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
                tables.Add(Catalogue.FromJson(reader.GetString(0)));
        }

        await ThrowIfChangedOutsideAsync(schema, tables, ct);
        return tables;
    }

    private async Task ThrowIfChangedOutsideAsync(Identifier schema, List<TableDefinition> tables, CancellationToken ct)
    {
        var real = new HashSet<(string Table, string Column)>();
        await using (var command = new NpgsqlCommand("select table_name::text, column_name::text from information_schema.columns where table_schema = $1", connection, transaction))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = schema.Name });
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                real.Add((reader.GetString(0), reader.GetString(1)));
        }

        foreach (var table in tables)
        {
            var columns = real.Where(column => column.Table == table.Name.Name).Select(column => column.Column).ToHashSet();
            if (!columns.SetEquals(table.Columns.Select(column => column.Name.Name)))
                throw new StorageException($"The table {table.Name} was changed outside of Tongke: it has the columns {string.Join(", ", columns)}.");
        }
    }

    private async Task ApplyAsync(SchemaDifference difference, Migration migration, CancellationToken ct)
    {
        foreach (var change in difference.Structure)
            await ApplyAsync(change, ct);
        foreach (var sql in migration.Backfill)
            await ExecuteAsync(RenderedSql.Of(sql, Dialect.Postgres), ct);
        foreach (var change in difference.Constraints)
            await ApplyAsync(change, ct);
        foreach (var sql in Catalogue.Replace(difference.Result))
            await ExecuteAsync(RenderedSql.Of(sql, Dialect.Postgres), ct);
    }

    private async Task ApplyAsync(SchemaChange change, CancellationToken ct)
    {
        if (change is ChangeType type)
        {
            TypeChange.ThrowIfLossy(type);
            if (PostgresTables.CountOfLost(type) is { } count && await CountAsync(count, ct) > 0)
                throw TypeChange.TooNarrow(type);
        }

        foreach (var statement in PostgresTables.Of(change))
            await ExecuteAsync(statement, ct);
    }

    private async Task<bool> ExistsAsync(CancellationToken ct) =>
        await CountAsync($"select count(*) from pg_class where relname = '{Catalogue.Table.Name}' and relnamespace = current_schema()::regnamespace", ct) > 0;

    private async Task<long> CountAsync(string text, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(text, connection, transaction);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task ExecuteAsync(string text, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(text, connection, transaction);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task ExecuteAsync(RenderedSql sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql.Text, connection, transaction);
        PostgresParameters.AddTo(command.Parameters, sql.Parameters);
        await command.ExecuteNonQueryAsync(ct);
    }
}
