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
            if (apply && difference.BackfillOf(migration) is var backfill && (!difference.Plan.IsEmpty || backfill.Count > 0))
            {
                await run.ApplyAsync(difference, backfill, ct);
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
            await ExecuteAsync(
                [
                    Sql.From($"select pg_advisory_xact_lock(hashtextextended({"tongke migration of " + schema.Name}, 0))"),
                    Sql.Literal("set local lock_timeout = '20s'"), // rather give up than keep everybody waiting behind a long read
                    Catalogue.Create,
                ],
                ct);
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

        var real = await ReadColumnsAsync(schema, ct);
        ThrowIfChangedOutside(tables, real);
        return [.. tables.Select(t => t with { HasUnorderedSearch = t.IsSearchable && !real.Contains((SearchIndex.TableOf(t.Name).Name, SearchIndex.Made.Name)) })];
    }

    private async Task<HashSet<(string Table, string Column)>> ReadColumnsAsync(Identifier schema, CancellationToken ct)
    {
        var real = new HashSet<(string Table, string Column)>();
        await using var command = new NpgsqlCommand("select table_name::text, column_name::text from information_schema.columns where table_schema = $1", connection, transaction);
        command.Parameters.Add(new NpgsqlParameter { Value = schema.Name });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            real.Add((reader.GetString(0), reader.GetString(1)));
        return real;
    }

    private static void ThrowIfChangedOutside(IReadOnlyList<TableDefinition> tables, IReadOnlySet<(string Table, string Column)> real)
    {
        foreach (var table in tables)
        {
            var columns = real.Where(column => column.Table == table.Name.Name).Select(column => column.Column).ToHashSet();
            if (!columns.SetEquals(table.Columns.Select(column => column.Name.Name)))
                throw new StorageException($"The table {table.Name} was changed outside of Tongke: it has the columns {string.Join(", ", columns)}.");
        }
    }

    private async Task ApplyAsync(SchemaDifference difference, IReadOnlyList<Sql> backfill, CancellationToken ct)
    {
        await ApplyAsync(difference.Structure, ct);
        await ExecuteAsync(backfill, ct);
        await ApplyAsync(difference.Constraints, ct);
        await ExecuteAsync(Catalogue.Replace(difference.Result), ct);
    }

    /// <summary>Sends the statements together: hundreds of round trips would take longer than their work.</summary>
    private async Task ApplyAsync(IEnumerable<SchemaChange> changes, CancellationToken ct)
    {
        var texts = new List<string>();
        foreach (var change in changes)
        {
            if (change is ChangeType type)
            {
                await ExecuteAsync(texts, ct); // the column may have got its name by one of them
                texts.Clear();
                await ThrowIfLossyAsync(type, ct);
            }

            texts.AddRange(PostgresTables.Of(change));
        }

        await ExecuteAsync(texts, ct);
    }

    private async Task ThrowIfLossyAsync(ChangeType change, CancellationToken ct)
    {
        TypeChange.ThrowIfLossy(change);
        if (PostgresTables.CountOfLost(change) is { } count && await CountAsync(count, ct) > 0)
            throw TypeChange.TooNarrow(change);
    }

    private async Task<bool> ExistsAsync(CancellationToken ct) =>
        await CountAsync($"select count(*) from pg_class where relname = '{Catalogue.Table.Name}' and relnamespace = current_schema()::regnamespace", ct) > 0;

    private async Task<long> CountAsync(string text, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(text, connection, transaction);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private Task ExecuteAsync(IEnumerable<string> texts, CancellationToken ct) => ExecuteAsync(texts.Select(text => new NpgsqlBatchCommand(text)), ct);

    private Task ExecuteAsync(IEnumerable<Sql> statements, CancellationToken ct) => ExecuteAsync(
        statements.Select(sql =>
        {
            var rendered = RenderedSql.Of(sql, Dialect.Postgres);
            var command = new NpgsqlBatchCommand(rendered.Text);
            PostgresParameters.AddTo(command.Parameters, rendered.Parameters);
            return command;
        }),
        ct);

    private async Task ExecuteAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { Timeout = 0 }; // checking a million rows takes as long as it takes
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(ct);
    }
}
