using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// Keys of scripts: <c>tk_prefix_secret</c>, shown once and stored as a hash. Each node remembers a key for <see cref="Remembered"/>.
/// </summary>
public sealed class ApiKeys(Workspace workspace)
{
    private const int PrefixLength = 8;
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    // Each use that is stored is a change in the log: often enough to find forgotten keys.
    private static readonly TimeSpan UseStoredEvery = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (ApiKey? Key, DateTimeOffset LoadedAt)> known = new(StringComparer.Ordinal);

    /// <summary>The living key with this secret; null when there is none, it is revoked or over.</summary>
    public async ValueTask<ApiKey?> FindAsync(string secret, CancellationToken ct)
    {
        var hash = RandomToken.HashOf(secret);
        var now = workspace.Clock.GetUtcNow();
        if (!known.TryGetValue(hash, out var entry) || now - entry.LoadedAt > Remembered)
        {
            entry = (await LoadAsync(hash, ct), now);
            if (known.Count >= MostRemembered)
                known.Clear();

            known[hash] = entry;
        }

        if (entry.Key is not { } key || key.ExpiresAt <= now)
            return null;

        if (key.LastUsedAt is null || now - key.LastUsedAt >= UseStoredEvery)
        {
            known[hash] = (key with { LastUsedAt = now }, entry.LoadedAt);
            await StoreUseAsync(key.Id, now, ct);
        }

        return key;
    }

    /// <summary>Gives a key its secret, in place of any before. <paramref name="key"/> is reached by the caller's session, which is committed here.</summary>
    /// <returns>The secret, to be shown once; or why not.</returns>
    public async Task<(string? Secret, Refusal? Refusal)> IssueAsync(Record key, Session session, CancellationToken ct)
    {
        var prefix = RandomNumberGenerator.GetHexString(PrefixLength, lowercase: true);
        var secret = $"{ApiKey.Mark}{prefix}_{RandomToken.Create()}";
        key["prefix"] = ApiKey.Mark + prefix;
        key["revoked_at"] = null;
        if (await session.CommitAsync(ct) is { } refusal)
            return (null, refusal);

        var batch = new WriteBatch();
        batch.Add(Sql.From(
            $"""
            insert into api_key_secret (api_key, hash, issued_at) values ({key.Id}, {RandomToken.HashOf(secret)}, {session.Now})
            on conflict (api_key) do update set hash = excluded.hash, issued_at = excluded.issued_at
            """));
        await workspace.Database.WriteAsync(batch, ct);
        known.Clear();
        return (secret, null);
    }

    /// <summary>Ends a key. <paramref name="key"/> is reached by the caller's session, which is committed here.</summary>
    public async Task<Refusal?> RevokeAsync(Record key, Session session, CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(Sql.From($"delete from api_key_secret where api_key = {key.Id}"));
        await workspace.Database.WriteAsync(batch, ct);
        known.Clear();
        key["revoked_at"] = session.Now;
        return await session.CommitAsync(ct);
    }

    private async ValueTask<ApiKey?> LoadAsync(string hash, CancellationToken ct)
    {
        await using var rows = await workspace.Database.QueryAsync(
            Sql.From(
                $"""
                select k.id, k.name, k.owner, k.role, k.scopes, k.expires_at, k.last_used_at from api_key_secret s
                join api_key k on k.id = s.api_key
                where s.hash = {hash} and k.deleted_at is null and k.revoked_at is null and k.owner is not null
                """),
            ct);
        return await rows.ReadAsync(ct)
            ? new(rows.GetGuid(0), rows.GetText(1), rows.GetGuid(2), rows.GetGuid(3), rows.IsNull(4) ? [] : JsonSerializer.Deserialize<string[]>(rows.GetText(4))!,
                rows.Get<DateTimeOffset?>(5), rows.Get<DateTimeOffset?>(6))
            : null;
    }

    private async ValueTask StoreUseAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var session = workspace.Open(Actor.System("use of an API key"));
        if (await session.LoadAsync(session.Schema["api_key"], id, ct) is not { } key)
            return;

        key["last_used_at"] = now;

        // A refusal means that somebody else has just changed the key; the next use is stored again.
        _ = await session.CommitAsync(ct);
    }
}
