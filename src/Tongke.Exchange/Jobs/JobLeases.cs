using Tongke.Storage;

namespace Tongke.Exchange.Jobs;

/// <summary>Which node works on which job: a lease that runs out unless it is renewed, so that a job outlives the node that ran it.</summary>
internal sealed class JobLeases(Database database, TimeProvider clock)
{
    /// <summary>How long a job rests after its node is gone.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private static readonly Identifier Name = Identifier.Of("job_lease");

    private readonly string holder = Guid.CreateVersion7().ToString();

    /// <summary>Its table.</summary>
    public static TableDefinition Table { get; } = new()
    {
        Name = Name,
        PrimaryKey = [Identifier.Of("job")],
        Columns =
        [
            new(Identifier.Of("job"), ColumnType.Uuid) { IsNullable = false },
            new(Identifier.Of("holder"), ColumnType.Text) { IsNullable = false },
            new(Identifier.Of("until"), ColumnType.Instant) { IsNullable = false },
        ],
    };

    /// <summary>Jobs of the object in one of the states that nobody works on, oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> FindFreeAsync(Identifier jobs, IReadOnlyCollection<string> states, CancellationToken ct) => await database.ListAsync(
        Sql.From($"select j.id from {jobs} j where {Sql.In(Sql.Literal("j.status"), states)} and j.deleted_at is null and not exists (select 1 from {Name} l where l.job = j.id and l.until > {clock.GetUtcNow()}) order by j.updated_at limit 4"),
        rows => rows.GetGuid(0),
        ct);

    /// <summary>Takes the job; false when another node was faster.</summary>
    public Task<bool> TakeAsync(Guid job, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return WriteAsync(Sql.From($"insert into {Name} (job, holder, until) values ({job}, {holder}, {now + Length}) on conflict (job) do update set holder = excluded.holder, until = excluded.until where {Name}.until <= {now}"), ct);
    }

    /// <summary>Goes on with the job; false when the lease was lost, and another node may be at it.</summary>
    public Task<bool> RenewAsync(Guid job, CancellationToken ct) =>
        WriteAsync(Sql.From($"update {Name} set until = {clock.GetUtcNow() + Length} where job = {job} and holder = {holder}"), ct);

    /// <summary>Is done with it.</summary>
    public Task ReleaseAsync(Guid job, CancellationToken ct) => WriteAsync(Sql.From($"delete from {Name} where job = {job} and holder = {holder}"), ct);

    private async Task<bool> WriteAsync(Sql statement, CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(statement, Expect.One);
        return await database.WriteAsync(batch, ct) is Committed;
    }
}
