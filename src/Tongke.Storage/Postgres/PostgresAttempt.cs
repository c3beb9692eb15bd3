using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>One try to run a batch.</summary>
internal sealed class PostgresAttempt(IReadOnlyList<WriteStep> steps)
{
    private readonly long[] _affected = new long[steps.Count];
    private readonly Dictionary<int, IReadOnlyList<ReturnedRow>> _returned = [];
    private bool _committing;

    /// <exception cref="RetryableException">Nothing was kept, and trying again is safe and useful.</exception>
    public async Task<WriteOutcome> RunAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        NpgsqlBatch? batch = null;
        try
        {
            await using var connection = await OpenAsync(source, ct);
            await using var transaction = await connection.BeginTransactionAsync(ct); // sent together with the batch
            batch = new NpgsqlBatch(connection, transaction);
            foreach (var step in steps)
                batch.BatchCommands.Add(CommandOf(step));

            if (steps.Count > 0 && await ExecuteAsync(batch, ct) is { } refused)
                return refused;

            _committing = true;
            await transaction.CommitAsync(CancellationToken.None);
            return new Committed(_affected, _returned);
        }
        catch (PostgresException error) when (!_committing && PostgresFailures.Refusal(error) is { } reason)
        {
            var index = error.BatchCommand is NpgsqlBatchCommand command && batch is not null ? batch.BatchCommands.IndexOf(command) : -1;
            return new Refused(index, index >= 0 ? steps[index].Tag : null, reason);
        }
        catch (Exception error) when (PostgresFailures.IsConflict(error) || (!_committing && PostgresFailures.IsOutdatedPlan(error)))
        {
            if (PostgresFailures.IsOutdatedPlan(error))
                source.Clear();
            throw new RetryableException(error);
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            throw PostgresFailures.Of(error, (error as PostgresException)?.BatchCommand?.CommandText ?? "a batch", _committing);
        }
        finally
        {
            if (batch is not null)
                await batch.DisposeAsync();
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            return await source.OpenConnectionAsync(ct);
        }
        catch (Exception error) when (PostgresFailures.IsLost(error))
        {
            throw new RetryableException(error);
        }
    }

    private static NpgsqlBatchCommand CommandOf(WriteStep step)
    {
        var rendered = RenderedSql.Of(step is StatementStep statement ? statement.Sql : PostgresRowInsert.Of((RowsStep)step), Dialect.Postgres);
        var command = new NpgsqlBatchCommand(rendered.Text);
        PostgresParameters.AddTo(command.Parameters, rendered.Parameters);
        return command;
    }

    private async Task<Refused?> ExecuteAsync(NpgsqlBatch batch, CancellationToken ct)
    {
        await using var reader = await batch.ExecuteReaderAsync(ct);

        // The reader stops only at statements that have a result, in their order; the others are passed over.
        var withRows = new Queue<int>(Enumerable.Range(0, steps.Count).Where(i => steps[i] is StatementStep { Returning: true }));
        do
        {
            if (reader.FieldCount == 0 || withRows.Count == 0)
                continue;

            var rows = new List<ReturnedRow>();
            while (await reader.ReadAsync(ct))
                rows.Add(ReadRow(reader));
            _returned[withRows.Dequeue()] = rows;
        }
        while (await reader.NextResultAsync(ct));

        for (var i = 0; i < steps.Count; i++)
        {
            _affected[i] = Math.Max(0, (long)batch.BatchCommands[i].RecordsAffected);
            if (steps[i] is StatementStep step && !step.Expect.IsMetBy(_affected[i]))
                return new Refused(i, step.Tag, new ExpectationMissed(_affected[i]));
        }

        return null;
    }

    private static ReturnedRow ReadRow(NpgsqlDataReader reader)
    {
        var values = new object?[reader.FieldCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);

        return new ReturnedRow(values);
    }
}
