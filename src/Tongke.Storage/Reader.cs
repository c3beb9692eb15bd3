namespace Tongke.Storage;

/// <summary>Something that answers queries: a <see cref="Database"/>, or one snapshot of it.</summary>
public abstract class Reader : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>Runs a query. The rows stream while they are read; dispose them.</summary>
    /// <exception cref="StatementException">The statement is wrong.</exception>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public ValueTask<Rows> QueryAsync(Sql sql, CancellationToken ct = default) => RunAsync(RenderedSql.Of(sql, Dialect), ct);

    /// <summary>The same for a statement that was made before, with the values of its slots.</summary>
    public ValueTask<Rows> QueryAsync(Statement statement, IReadOnlyList<object?> values, CancellationToken ct = default) => RunAsync(statement.With(values, Dialect), ct);

    /// <summary>The first field of the first row, or default when there is no row or it is NULL.</summary>
    public async ValueTask<T?> ScalarAsync<T>(Sql sql, CancellationToken ct = default)
    {
        await using var rows = await QueryAsync(sql, ct);
        return await rows.ReadAsync(ct) ? rows.Get<T>(0) : default;
    }

    /// <summary>All rows, each turned into a value. For results that are known to be small.</summary>
    public async ValueTask<List<T>> ListAsync<T>(Sql sql, Func<Rows, T> read, CancellationToken ct = default)
    {
        var list = new List<T>();
        await using var rows = await QueryAsync(sql, ct);
        while (await rows.ReadAsync(ct))
            list.Add(read(rows));

        return list;
    }

    public abstract ValueTask DisposeAsync();

    private protected abstract ValueTask<Rows> RunAsync(RenderedSql sql, CancellationToken ct);
}
