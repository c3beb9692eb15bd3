using Tongke.Kernel.Records;
using Tongke.Kernel.SystemObjects;
using Tongke.Storage;

namespace Tongke.Kernel;

/// <summary>
/// Writes that were prepared under former definitions and land after the records that exist were computed under the new ones: they fit the tables, but what
/// they hold of formulas and roll-ups has the former meaning. Each commit tells so itself, on whatever node, and what was changed lately is then computed once more.
/// </summary>
internal static class LateWrites
{
    /// <summary>What a write takes that had begun when the definitions changed.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(3);

    /// <summary>How far back a late write's definitions may be.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    private const string Name = "late writes";

    private static readonly Statement SqliteTell = TellIn(Dialect.Sqlite);
    private static readonly Statement PostgresTell = TellIn(Dialect.Postgres);

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("formulas and roll-ups of late writes", TimeSpan.FromSeconds(5), RunAsync);

    /// <summary>Says that what was computed may have been overtaken by writes that had begun.</summary>
    public static Sql Expect(DateTimeOffset now) => Sql.From($"insert into workspace_state (name, value) values ({Name}, {Written(now)}) on conflict (name) do update set value = excluded.value");

    /// <summary>Lets the commit say whether other definitions are in force than it was prepared under.</summary>
    public static void Tell(WriteBatch batch, Session session) =>
        batch.Add(session.Workspace.Database.Dialect switch { Dialect.Sqlite => SqliteTell, Dialect.Postgres => PostgresTell }, [Written(session.Now), session.Schema.ComputedMark]);

    /// <summary>Computes once more what was changed lately, when late writes were told of and those that had begun have ended.</summary>
    public static async Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var (database, now) = (workspace.Database, workspace.Clock.GetUtcNow());
        var told = await database.ScalarAsync<string>(Sql.From($"select value from workspace_state where name = {Name}"), ct);
        if (told is null || string.CompareOrdinal(told, Written(now - LongestWrite)) > 0)
            return;

        var (schema, computed) = (workspace.Schema, await ComputedFields.ReadAsync(database, ct));
        if (computed.IsOutdated(schema))
            return; // this node has still to learn the definitions

        // Whoever tells of a late write from here on is not overheard: it waits for this commit, or comes after it.
        var batch = new WriteBatch();
        batch.Add(Sql.From($"delete from workspace_state where name = {Name} and value = {told}"));
        foreach (var statement in Backfills.Again(schema, await ComputedFields.SinceAsync(database, schema, now - Lately, ct), now))
            batch.Add(statement);
        if (await database.WriteAsync(batch, ct) is Refused refused)
            throw new InvalidOperationException($"Formulas and roll-ups could not be computed once more: {refused.Reason}");
    }

    private static Statement TellIn(Dialect dialect) => Statement.Of(
        Sql.From(
            $"""
            insert into workspace_state (name, value) select {Name}, {Sql.Slot(0, ColumnType.Text)}
            where not exists (select 1 from workspace_state where name = {ComputedFields.State} and value = {Sql.Slot(1, ColumnType.Text)}) on conflict (name) do nothing
            """),
        dialect);

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
