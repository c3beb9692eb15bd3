using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>When somebody's work is handed over and their access is to be revoked, their sessions end and their keys with it, in the same transaction.</summary>
internal static class RevokeOnHandOver
{
    public static Rule Rule { get; } = new("hand_over", RuleMoment.AfterSave, nameof(RevokeOnHandOver), RunAsync);

    /// <summary>Whether the record is a hand-over that ends somebody's access.</summary>
    public static bool Revokes(Record record) => record.Object.Name == "hand_over" && record["revoke_access"] is true;

    private static async ValueTask<Refusal?> RunAsync(Record handOver, Session session, CancellationToken ct)
    {
        if (!handOver.IsNew || !Revokes(handOver) || handOver["former_owner"] is not Guid leaver)
            return null;

        var keys = session.Schema["api_key"];
        var living = await session.LoadWhereAsync(keys, Condition.AllOf([Condition.Equal(new FieldPath(keys[SystemFields.Owner]), leaver), Condition.IsEmpty(new FieldPath(keys["revoked_at"]))]), ct: ct);
        foreach (var key in living)
        {
            key["revoked_at"] = session.Now;
            key.Derives(keys["revoked_at"]);
        }

        session.Include("access revoked", batch =>
        {
            batch.Add(Sql.From($"update web_session set revoked_at = {session.Now} where \"user\" = {leaver} and revoked_at is null"));
            batch.Add(Sql.From($"delete from api_key_secret where {Sql.In(Sql.Literal("api_key"), living.Select(k => k.Id).ToArray())}"));
        });
        return null;
    }
}
