using System.Text;
using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>A person as sign-in knows them.</summary>
internal sealed record Credential(Guid User, string Name, bool IsActive, string? PasswordHash, byte[]? SecondFactor, long LastStep);

/// <summary>Reads and stores what people sign in with.</summary>
public sealed class Credentials(Workspace workspace)
{
    /// <summary>A login as the user's field keeps it.</summary>
    public static string Normalized(string login) => login.Trim().ToLowerInvariant().Normalize(NormalizationForm.FormKC);

    /// <summary>Whether anybody can sign in at all; before that, the installation is to be set up.</summary>
    public async ValueTask<bool> ExistAsync(CancellationToken ct) =>
        await workspace.Database.ScalarAsync<long>(Sql.Literal("select count(*) from (select 1 from credential limit 1) c"), ct) > 0;

    internal async ValueTask<Credential?> FindAsync(string login, CancellationToken ct) => await FindAsync(Sql.From($"u.login = {login}"), ct);

    internal async ValueTask<Credential?> FindAsync(Guid user, CancellationToken ct) => await FindAsync(Sql.From($"u.id = {user}"), ct);

    /// <summary>Stores a password's hash; sessions and second factor are the caller's to think of.</summary>
    internal void Store(WriteBatch batch, Guid user, string hash, bool mustChange)
    {
        var now = workspace.Clock.GetUtcNow();
        batch.Add(Sql.From(
            $"""
            insert into credential ("user", password_hash, changed_at, must_change) values ({user}, {hash}, {now}, {mustChange})
            on conflict ("user") do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at, must_change = excluded.must_change
            """));
    }

    /// <summary>Replaces the hash of the same password.</summary>
    internal static void Rehash(WriteBatch batch, Guid user, string before, string hash) =>
        batch.Add(Sql.From($"update credential set password_hash = {hash} where \"user\" = {user} and password_hash = {before}"));

    private async ValueTask<Credential?> FindAsync(Sql which, CancellationToken ct)
    {
        await using var rows = await workspace.Database.QueryAsync(
            Sql.From(
                $"""
                select u.id, u.name, u.active, c.password_hash, f.secret, f.last_step from "user" u
                left join credential c on c."user" = u.id
                left join second_factor f on f."user" = u.id and f.confirmed_at is not null
                where {which} and u.deleted_at is null
                """),
            ct);
        return await rows.ReadAsync(ct)
            ? new(rows.GetGuid(0), rows.GetText(1), rows.Get<bool?>(2) ?? true, rows.Get<string>(3), rows.Get<byte[]>(4), rows.Get<long?>(5) ?? -1)
            : null;
    }
}
