using Tongke.Testing;
using Xunit;

namespace Tongke.Storage.Tests;

/// <summary>PostgreSQL plans a statement with the values of its first calls. Where that fails or is called back, whoever comes next on the connection is answered all the same.</summary>
public sealed class PreparationTests
{
    /// <summary>From the second use on a connection on, a statement is prepared.</summary>
    private const int Uses = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_whose_planning_failed_is_answered_the_next_time()
    {
        await using var db = await OpenAsync();
        for (var use = 0; use < Uses; use++)
            await Assert.ThrowsAsync<StatementException>(async () => await db.ScalarAsync<long>(TenBy(0), Ct));
        Assert.Equal(2, await db.ScalarAsync<long>(TenBy(5), Ct));
    }

    [Fact]
    public async Task A_read_in_a_snapshot_whose_planning_failed_is_answered_the_next_time()
    {
        await using var db = await OpenAsync();
        for (var use = 0; use < Uses; use++)
        {
            await using var failing = await db.OpenReadAsync(Ct);
            Assert.Equal(1, await failing.ScalarAsync<long>(Sql.Literal("select 1::bigint"), Ct));
            await Assert.ThrowsAsync<StatementException>(async () => await failing.ScalarAsync<long>(TenBy(0), Ct));
        }

        await using var snapshot = await db.OpenReadAsync(Ct);
        Assert.Equal(2, await snapshot.ScalarAsync<long>(TenBy(5), Ct));
    }

    [Fact]
    public async Task A_read_that_was_called_back_while_it_was_planned_is_answered_the_next_time()
    {
        await using var db = await OpenAsync();
        await WriteAsync(db, Sql.Literal("create function waited(bigint) returns bigint language plpgsql immutable as 'begin perform pg_sleep($1); return $1; end'"));
        for (var use = 0; use < Uses; use++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            patience.CancelAfter(TimeSpan.FromMilliseconds(50));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await db.ScalarAsync<long>(Waited(30), patience.Token));
        }

        Assert.Equal(0, await db.ScalarAsync<long>(Waited(0), Ct));
    }

    [Fact]
    public async Task A_write_whose_planning_failed_is_kept_the_next_time()
    {
        await using var db = await OpenAsync();
        for (var use = 0; use < Uses; use++)
            await Assert.ThrowsAsync<StatementException>(() => WriteAsync(db, Sql.Literal("select 1::bigint"), TenBy(0), Sql.Literal("select 2::bigint")));
        var kept = Assert.IsType<Committed>(await WriteAsync(db, Sql.Literal("select 1::bigint"), TenBy(5), Sql.Literal("select 2::bigint")));
        Assert.Equal([2L], kept.Returned(1).Select(row => row.GetInt64(0)));
    }

    private static Task<Database> OpenAsync() => Database.OpenAsync(new DatabaseLocation.PostgresSchema(PgCluster.Shared.CreateDatabase(), Identifier.Of("workspace")), Ct);

    private static Task<WriteOutcome> WriteAsync(Database db, params ReadOnlySpan<Sql> statements)
    {
        var batch = new WriteBatch();
        foreach (var statement in statements)
            batch.Add(statement, returning: true);
        return db.WriteAsync(batch, Ct);
    }

    private static Sql TenBy(long divisor) => Sql.From($"select 10 / {divisor}");

    private static Sql Waited(long seconds) => Sql.From($"select waited({seconds})");
}
