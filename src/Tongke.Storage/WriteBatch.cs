namespace Tongke.Storage;

/// <summary>An ordered list of statements that are kept together or not at all.</summary>
public sealed class WriteBatch
{
    private readonly List<WriteStep> _steps = [];

    public int Count => _steps.Count;

    internal IReadOnlyList<WriteStep> Steps => _steps;

    /// <param name="sql">One statement.</param>
    /// <param name="expect">Missing it undoes the whole batch. The default expects anything.</param>
    /// <param name="tag">Handed back when this statement is why the batch was refused.</param>
    /// <param name="returning">The statement has a returning clause whose rows are wanted in <see cref="Committed.Returned"/>.</param>
    /// <returns>The statement's index in the batch.</returns>
    public int Add(Sql sql, Expect? expect = null, object? tag = null, bool returning = false)
    {
        _steps.Add(new SqlStep(sql, expect ?? Expect.Any, tag, returning));
        return _steps.Count - 1;
    }

    /// <summary>Adds a statement that is kept from one batch to the next, with the values for its slots.</summary>
    /// <returns>The statement's index in the batch.</returns>
    public int Add(Statement statement, IReadOnlyList<object?> values, Expect? expect = null, object? tag = null)
    {
        _steps.Add(new PreparedStep(statement, values, expect ?? Expect.Any, tag));
        return _steps.Count - 1;
    }

    /// <summary>Inserts many rows in the fastest way the database has.</summary>
    /// <param name="table">Where to.</param>
    /// <param name="columns">Names and types of the values of each row, in order.</param>
    /// <param name="rows">Values in the CLR forms of decision record 0001. Not copied: leave them alone until the write is answered.</param>
    /// <param name="tag">Handed back when these rows are why the batch was refused.</param>
    /// <returns>The index in the batch.</returns>
    public int AddRows(Identifier table, IReadOnlyList<RowColumn> columns, IReadOnlyList<object?[]> rows, object? tag = null) => AddRows(table, columns, rows, [], tag);

    /// <summary>The same for rows that also have columns whose values the database computes, the same way for each.</summary>
    public int AddRows(Identifier table, IReadOnlyList<RowColumn> columns, IReadOnlyList<object?[]> rows, IReadOnlyList<ComputedColumn> computed, object? tag = null)
    {
        _steps.Add(new RowsStep(table, columns, rows, computed, tag));
        return _steps.Count - 1;
    }
}
