using System.Text.Json;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Changes;

/// <summary>Writes into the change log that somebody looked at a masked value: who, which field of which record, and the reason given.</summary>
public static class Reveals
{
    /// <summary>The object name under which reveals stand in the log.</summary>
    public const string Object = "reveal";

    /// <summary>Logs a reveal; once it returns, the value may be shown.</summary>
    public static async Task LogAsync(Session session, Record record, FieldSchema field, string reason, CancellationToken ct)
    {
        var diff = JsonSerializer.Serialize(
            new Dictionary<string, string?[]>
            {
                ["object"] = [null, record.Object.Name],
                ["record"] = [null, record.Id.ToString()],
                ["field"] = [null, field.Name],
                ["reason"] = [null, reason],
            },
            Json.Relaxed);
        var actor = session.Actor;
        var transaction = Sql.PerDialect(Sql.Literal("0"), Sql.Literal("pg_current_xact_id()::text::bigint"));
        var batch = new WriteBatch();
        batch.Add(Sql.From($"insert into change (id, tx, object, record, version, kind, actor, actor_name, via, address, at, commit_id, diff) values ({Guid.CreateVersion7(session.Now)}, {transaction}, {Object}, {Guid.CreateVersion7(session.Now)}, 1, {"created"}, {Sql.Value(actor.UserId, ColumnType.Uuid)}, {actor.Name}, {actor.Via}, {Sql.Value(actor.Address, ColumnType.Text)}, {session.Now}, {session.CommitId}, {Sql.Value(diff, ColumnType.Json)})"), Expect.One);
        if (await session.Workspace.Database.WriteAsync(batch, ct) is Refused refused)
            throw new InvalidOperationException($"The log refused a reveal: {refused.Reason}");
    }
}
