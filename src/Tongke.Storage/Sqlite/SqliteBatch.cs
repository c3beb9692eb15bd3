using SQLitePCL;

namespace Tongke.Storage.Sqlite;

/// <summary>One <see cref="WriteBatch"/> on the writing thread, inside its savepoint.</summary>
internal sealed class SqliteBatch : SqliteWork
{
    private readonly IReadOnlyList<WriteStep> _steps;
    private readonly RenderedSql?[] _rendered;
    private readonly CancellationToken _ct;
    private readonly TaskCompletionSource<WriteOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long[] _affected;
    private readonly Dictionary<int, IReadOnlyList<ReturnedRow>> _returned = [];
    private WriteOutcome? _result;
    private Exception? _error;

    /// <summary>Text is made here, on the caller's thread, to keep the writing thread for writing.</summary>
    public SqliteBatch(WriteBatch batch, CancellationToken ct)
    {
        _steps = [.. batch.Steps];
        _rendered = [.. _steps.Select(step => step is StatementStep statement ? statement.Render(Dialect.Sqlite) : null)];
        _affected = new long[_steps.Count];
        _ct = ct;
    }

    public Task<WriteOutcome> Outcome => _outcome.Task;

    /// <summary>True when the caller went away before the batch was begun; it is then answered and must not be run.</summary>
    public bool IsCancelled => _ct.IsCancellationRequested && _outcome.TrySetCanceled(_ct);

    public override void Run(NativeConnection connection, SqliteConstraints constraints)
    {
        connection.Execute("savepoint batch");
        try
        {
            _result = RunSteps(connection, constraints) ?? (WriteOutcome)new Committed(_affected, _returned);
        }
        catch (Exception error)
        {
            if (!connection.InTransaction)
                throw; // SQLite gave the whole transaction up, with every batch in it
            _error = error;
        }

        if (_result is not Committed)
            connection.Execute("rollback to batch");
        connection.Execute("release batch");
    }

    /// <summary>Called after the commit.</summary>
    public void Answer()
    {
        if (_error is not null)
            _outcome.SetException(_error);
        else
            _outcome.SetResult(_result!);
    }

    public void Fail(Exception error) => _outcome.TrySetException(_error ?? error);

    private Refused? RunSteps(NativeConnection connection, SqliteConstraints constraints)
    {
        for (var i = 0; i < _steps.Count; i++)
        {
            var reason = _steps[i] switch
            {
                RowsStep rows => InsertRows(connection, constraints, rows, i),
                StatementStep statement => RunStatement(connection, constraints, statement, i),
                _ => throw new InvalidOperationException("Unknown step."),
            };
            if (reason is not null)
                return new Refused(i, _steps[i].Tag, reason);
        }

        return null;
    }

    private RefusalReason? RunStatement(NativeConnection connection, SqliteConstraints constraints, StatementStep step, int index)
    {
        var sql = _rendered[index]!;
        var statement = connection.Take(sql.Text);
        try
        {
            statement.Bind(sql.Parameters);
            List<ReturnedRow>? returned = step.Returning ? [] : null;
            int code;
            long found = 0;
            for (; (code = statement.TryStep()) == raw.SQLITE_ROW; found++)
                returned?.Add(ReadRow(statement));
            if (code != raw.SQLITE_DONE)
                return Refusal(code, connection, constraints, statement, sql.Parameters);

            _affected[index] = raw.sqlite3_stmt_readonly(statement.Handle) != 0 ? found : connection.Changes;
            if (returned is not null)
                _returned[index] = returned;

            return step.Expect.IsMetBy(_affected[index]) ? null : new ExpectationMissed(_affected[index]);
        }
        finally
        {
            connection.Return(statement);
        }
    }

    private RefusalReason? InsertRows(NativeConnection connection, SqliteConstraints constraints, RowsStep step, int index)
    {
        var sql = RenderedSql.Of(step.SqliteInsert, Dialect.Sqlite);
        var statement = connection.Take(sql.Text);
        try
        {
            foreach (var row in step.Rows)
            {
                for (var i = 0; i < step.Columns.Count; i++)
                {
                    var type = step.Columns[i].Type;
                    statement.Bind(i + 1, SqlParameter.Normalize(row[i], type), type.Kind, type.Scale);
                }

                var code = statement.TryStep();
                if (code != raw.SQLITE_DONE)
                    return Refusal(code, connection, constraints, statement, [.. step.Columns.Select((column, i) => SqlParameter.Of(row[i], column.Type))]);
                _ = raw.sqlite3_reset(statement.Handle);
            }

            _affected[index] = step.Rows.Count;
            return null;
        }
        finally
        {
            connection.Return(statement);
        }
    }

    /// <exception cref="StorageException">The failure is no broken constraint.</exception>
    private static RefusalReason Refusal(int code, NativeConnection connection, SqliteConstraints constraints, NativeStatement statement, SqlParameter[] parameters)
    {
        var reason = SqliteFailures.Refusal(code, connection.Handle) ?? throw SqliteFailures.Of(code, connection.Handle, statement.Text);
        statement.Reset();
        return constraints.Name(reason, connection, statement.Text, parameters);
    }

    private static ReturnedRow ReadRow(NativeStatement statement)
    {
        var values = new object?[statement.ColumnCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = raw.sqlite3_column_type(statement.Handle, i) switch
            {
                raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement.Handle, i),
                raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement.Handle, i),
                raw.SQLITE_TEXT => raw.sqlite3_column_text(statement.Handle, i).utf8_to_string(),
                raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement.Handle, i).ToArray(),
                _ => null,
            };
        }

        return new ReturnedRow(values);
    }
}
