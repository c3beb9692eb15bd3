using Npgsql;

namespace Tongke.Storage.Postgres;

/// <summary>
/// One try to run a batch. Where every expectation can be checked by the server itself, the batch is one round trip in the transaction that
/// PostgreSQL makes of statements sent together; otherwise it is looked at here before the commit.
/// </summary>
internal sealed class PostgresAttempt(IReadOnlyList<WriteStep> steps)
{
    private readonly PostgresCommand[] _commands = [.. steps.Select(PostgresCommand.Of)];
    private readonly long[] _affected = new long[steps.Count];
    private readonly Dictionary<int, IReadOnlyList<ReturnedRow>> _returned = [];
    private bool _mayBeCommitted;

    /// <exception cref="RetryableException">Nothing was kept, and trying again is safe and useful.</exception>
    public async Task<WriteOutcome> RunAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        if (steps.Count == 0)
            return new Committed([], _returned);

        await using var connection = await OpenAsync(source, ct);
        await using var batch = new NpgsqlBatch(connection);
        try
        {
            return await RunAsync(connection, batch, ct);
        }
        catch (PostgresException error) when (PostgresCommand.Missed(error) is { } missed)
        {
            return Refuse(batch, error, missed);
        }
        catch (PostgresException error) when (PostgresFailures.Refusal(error) is { } reason)
        {
            return Refuse(batch, error, reason);
        }
        catch (Exception error) when (PostgresFailures.IsConflict(error) || PostgresFailures.IsOutdatedPlan(error))
        {
            if (PostgresFailures.IsOutdatedPlan(error))
                source.Clear();
            throw new RetryableException(error);
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            throw PostgresFailures.Of(error, (error as PostgresException)?.BatchCommand?.CommandText ?? "a batch", _mayBeCommitted);
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
        catch (NpgsqlException error)
        {
            throw PostgresFailures.Of(error, "connect");
        }
    }

    private async Task<WriteOutcome> RunAsync(NpgsqlConnection connection, NpgsqlBatch batch, CancellationToken ct)
    {
        try
        {
            return _commands.All(command => command.IsSelfChecking) ? await RunAtOnceAsync(batch, ct) : await RunInTransactionAsync(connection, batch, ct);
        }
        catch (Exception error) when (!IsFoundWhileRunning(error))
        {
            PostgresPreparations.ForgetAll(connection);
            throw;
        }
    }

    /// <summary>A constraint or an expectation doesn't hold: that comes up after a statement was planned, and is nothing rare.</summary>
    private static bool IsFoundWhileRunning(Exception error) =>
        error is PostgresException postgres && (postgres.SqlState.StartsWith("23", StringComparison.Ordinal) || PostgresCommand.Missed(postgres) is not null);

    private async Task<WriteOutcome> RunAtOnceAsync(NpgsqlBatch batch, CancellationToken ct)
    {
        foreach (var command in _commands)
            batch.BatchCommands.Add(command.ToBatchCommand(checkedByServer: true));

        ct.ThrowIfCancellationRequested();
        _mayBeCommitted = true;
        await using (var reader = await batch.ExecuteReaderAsync(CancellationToken.None)) // once sent it is not called back: nobody would know how it ended
            await ReadResultsAsync(reader, batch, checkedByServer: true, CancellationToken.None);

        return new Committed(_affected, _returned);
    }

    private async Task<WriteOutcome> RunInTransactionAsync(NpgsqlConnection connection, NpgsqlBatch batch, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct); // sent together with the batch
        batch.Transaction = transaction;
        foreach (var command in _commands)
            batch.BatchCommands.Add(command.ToBatchCommand(checkedByServer: false));

        await using (var reader = await batch.ExecuteReaderAsync(ct))
            await ReadResultsAsync(reader, batch, checkedByServer: false, ct);

        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is StatementStep step && !step.Expect.IsMetBy(_affected[i]))
                return new Refused(i, step.Tag, new ExpectationMissed(_affected[i]));
        }

        _mayBeCommitted = true;
        await transaction.CommitAsync(CancellationToken.None);
        return new Committed(_affected, _returned);
    }

    /// <summary>The reader stops only at statements that have a result, in their order.</summary>
    private async Task ReadResultsAsync(NpgsqlDataReader reader, NpgsqlBatch batch, bool checkedByServer, CancellationToken ct)
    {
        for (var i = 0; i < _commands.Length; i++)
        {
            if (!_commands[i].HasResult(checkedByServer))
                continue;

            var rows = new List<ReturnedRow>();
            while (await reader.ReadAsync(ct))
                rows.Add(ReadRow(reader));
            if (_commands[i].CountsRows(checkedByServer))
                _affected[i] = rows[0].GetInt64(0);
            else if (_commands[i].IsRead)
                _affected[i] = rows.Count;
            else if (steps[i] is StatementStep { Returning: true })
                _returned[i] = rows;
            await reader.NextResultAsync(ct);
        }

        while (await reader.NextResultAsync(ct))
        {
            // To the end, where errors of the last statements come up.
        }

        for (var i = 0; i < steps.Count; i++)
        {
            if (!_commands[i].CountsRows(checkedByServer) && !_commands[i].IsRead)
                _affected[i] = Math.Max(0, (long)batch.BatchCommands[i].RecordsAffected);
        }
    }

    private Refused Refuse(NpgsqlBatch batch, PostgresException error, RefusalReason reason)
    {
        var index = error.BatchCommand is NpgsqlBatchCommand command ? batch.BatchCommands.IndexOf(command) : -1;
        return new Refused(index, index >= 0 ? steps[index].Tag : null, reason);
    }

    private static ReturnedRow ReadRow(NpgsqlDataReader reader)
    {
        var values = new object?[reader.FieldCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);

        return new ReturnedRow(values);
    }
}
