using System.Collections.Concurrent;
using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// The sessions of browsers, in the database so that any node answers and a restart signs nobody out. Each node remembers a session for
/// <see cref="Remembered"/>; when one ends, the node that ended it forgets it before it answers, and tells the others.
/// </summary>
public sealed class WebSessions(Workspace workspace, IdentityOptions options, ILogger<WebSessions> log)
{
    /// <summary>Channel on which nodes tell each other that sessions ended or changed.</summary>
    internal const string Channel = "sessions";

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StoredEvery = TimeSpan.FromMinutes(1);
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, Entry> known = new(StringComparer.Ordinal);
    private long forgotten;

    /// <summary>Adds a new session to a batch.</summary>
    /// <returns>The value of its cookie: 256 random bits, never stored.</returns>
    internal string Start(WriteBatch batch, Guid user, ClientOrigin client)
    {
        var token = RandomToken.Create();
        var now = workspace.Clock.GetUtcNow();
        batch.Add(Sql.From(
            $"""
            insert into web_session (id, token_hash, "user", created_at, last_seen_at, expires_at, address, agent)
            values ({Guid.CreateVersion7(now)}, {RandomToken.HashOf(token)}, {user}, {now}, {now}, {now + options.LongestSession}, {client.Address}, {client.Agent})
            """));
        return token;
    }

    /// <summary>The living session of a cookie, which the request keeps alive; null when there is none or it ended.</summary>
    public async ValueTask<WebSession?> FindAsync(string token, CancellationToken ct)
    {
        var hash = RandomToken.HashOf(token);
        var now = workspace.Clock.GetUtcNow();
        var entry = known.GetValueOrDefault(hash);
        if (entry is null || now - entry.LoadedAt > Remembered)
        {
            var before = Interlocked.Read(ref forgotten);
            if (await LoadAsync(hash, ct) is not { } session)
            {
                known.TryRemove(hash, out _);
                return null;
            }

            entry = new Entry(session, now, Later(session.LastSeenAt, entry?.SeenAt));
            Remember(hash, entry, now);
            if (before != Interlocked.Read(ref forgotten))
                known.TryRemove(hash, out _); // It may have ended while it was read.
        }

        if (now >= entry.Session.ExpiresAt || now - entry.SeenAt >= options.IdleTimeout)
            return null;

        entry.SeenAt = now;
        if (now - entry.Session.LastSeenAt >= StoredEvery)
            await StoreLastSeenAsync(hash, entry, now, ct);

        return entry.Session;
    }

    /// <summary>Ends the session of a cookie.</summary>
    public async Task EndAsync(string token, CancellationToken ct) => await RevokeAsync(Sql.From($"token_hash = {RandomToken.HashOf(token)}"), ct);

    /// <summary>Ends one session.</summary>
    public async Task<bool> RevokeAsync(Guid session, CancellationToken ct) => await RevokeAsync(Sql.From($"id = {session}"), ct) > 0;

    /// <summary>Ends every session of a person, except one if so wished.</summary>
    public async Task RevokeAllAsync(Guid user, Guid? except, CancellationToken ct) =>
        await RevokeAsync(except is { } kept ? Sql.From($"\"user\" = {user} and id <> {kept}") : Sql.From($"\"user\" = {user}"), ct);

    /// <summary>Forgets what this node remembers of a person, so that the next request sees it as it is stored.</summary>
    internal void Refresh(Guid user)
    {
        foreach (var (hash, entry) in known)
            if (entry.Session.User == user)
                known.TryRemove(hash, out _);
    }

    /// <summary>Forgets what this node remembers, so that the next request of everybody sees what is stored.</summary>
    internal void Forget()
    {
        Interlocked.Increment(ref forgotten);
        known.Clear();
    }

    /// <summary>Has every node forget what it remembers. What is stored stands whether the others hear it or not: then they find out by themselves.</summary>
    internal async Task ForgetEverywhereAsync()
    {
        Forget();
        try
        {
            await workspace.Database.NotifyAsync(new Notice(Channel, string.Empty), CancellationToken.None);
        }
        catch (StorageException outage)
        {
            log.LogWarning(outage, "The other nodes could not be told that sessions ended; they find out within {Time}.", Remembered);
        }
    }

    /// <summary>Which of the sessions have not ended, each with whom its person sees the product as. Asking keeps none of them alive.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, Guid?>> LivingAsync(IReadOnlyCollection<Guid> sessions, CancellationToken ct)
    {
        var now = workspace.Clock.GetUtcNow();
        var living = await workspace.Database.ListAsync(
            Sql.From($"select id, case when seen_until > {now} then seen_as end from web_session where {Sql.In(Sql.Literal("id"), sessions)} and revoked_at is null and expires_at > {now} and last_seen_at > {now - options.IdleTimeout}"),
            rows => (Id: rows.GetGuid(0), SeenAs: rows.Get<Guid?>(1)),
            ct);
        return living.ToDictionary(s => s.Id, s => s.SeenAs);
    }

    /// <summary>Adds to a batch that somebody sees the product as another from now on.</summary>
    internal static void See(WriteBatch batch, Guid session, SeenAs view) => batch.Add(Sql.From(
        $"update web_session set seen_as = {view.Person}, seen_until = {view.Until}, seen_entry = {view.Entry} where id = {session}"));

    /// <summary>Adds to a batch that a view is over; a later one of the same sign-in stays.</summary>
    internal static void EndView(WriteBatch batch, Guid entry) =>
        batch.Add(Sql.From($"update web_session set seen_as = null, seen_until = null, seen_entry = null where seen_entry = {entry}"));

    /// <summary>The person a living session belongs to.</summary>
    public async ValueTask<Guid?> OwnerAsync(Guid session, CancellationToken ct) =>
        await workspace.Database.ScalarAsync<Guid?>(Sql.From($"select \"user\" from web_session where id = {session} and revoked_at is null"), ct);

    /// <summary>The living sessions of one person or of all, newest first, in their API form.</summary>
    internal async Task WriteJsonAsync(Utf8JsonWriter writer, Guid? user, Guid? current, CancellationToken ct)
    {
        var now = workspace.Clock.GetUtcNow();
        var whose = user is { } one ? Sql.From($"and s.\"user\" = {one}") : Sql.Empty;
        await using var rows = await workspace.Database.QueryAsync(
            Sql.From(
                $"""
                select s.id, s."user", u.name as user_name, s.created_at, s.last_seen_at, s.expires_at, s.address, s.agent, {Sql.PerDialect(Sql.From($"s.id = {current}"), Sql.From($"coalesce(s.id = {current}, false)"))} as is_current
                from web_session s join "user" u on u.id = s."user"
                where s.revoked_at is null and s.expires_at > {now} and s.last_seen_at > {now - options.IdleTimeout} {whose}
                order by s.last_seen_at desc, s.id desc limit 1000
                """),
            ct);
        await writer.WriteListAsync(
            rows,
            [ColumnType.Uuid, ColumnType.Uuid, ColumnType.Text, ColumnType.Instant, ColumnType.Instant, ColumnType.Instant, ColumnType.Text, ColumnType.Text, ColumnType.Boolean],
            ct);
    }

    private async Task<long> RevokeAsync(Sql which, CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(Sql.From($"update web_session set revoked_at = {workspace.Clock.GetUtcNow()} where {which} and revoked_at is null"));
        var outcome = await workspace.Database.WriteAsync(batch, ct);
        await ForgetEverywhereAsync();
        var ended = outcome is Committed { Affected: [var touched] } ? touched : 0;
        if (ended > 0)
            await EndedViews.RunAsync(workspace, ct);

        return ended;
    }

    private async ValueTask<WebSession?> LoadAsync(string hash, CancellationToken ct)
    {
        await using var rows = await workspace.Database.QueryAsync(
            Sql.From(
                $"""
                select s.id, s."user", s.expires_at, s.last_seen_at, u.language, c.must_change, f.confirmed_at, s.seen_as, s.seen_until, s.seen_entry from web_session s
                join "user" u on u.id = s."user"
                left join credential c on c."user" = s."user"
                left join second_factor f on f."user" = s."user"
                where s.token_hash = {hash} and s.revoked_at is null and u.deleted_at is null
                """),
            ct);
        return await rows.ReadAsync(ct)
            ? new(rows.GetGuid(0), rows.GetGuid(1), rows.GetInstant(2), rows.GetInstant(3), rows.Get<string>(4) == "en" ? Language.English : Language.Chinese,
                rows.Get<bool?>(5) ?? false, !rows.IsNull(6), rows.IsNull(7) ? null : new SeenAs(rows.GetGuid(7), rows.GetInstant(8), rows.GetGuid(9)))
            : null;
    }

    private async ValueTask StoreLastSeenAsync(string hash, Entry entry, DateTimeOffset now, CancellationToken ct)
    {
        entry.Session = entry.Session with { LastSeenAt = now };
        var batch = new WriteBatch();
        batch.Add(Sql.From($"update web_session set last_seen_at = {now} where token_hash = {hash} and last_seen_at < {now}"));
        await workspace.Database.WriteAsync(batch, ct);
    }

    private void Remember(string hash, Entry entry, DateTimeOffset now)
    {
        if (known.Count >= MostRemembered)
            foreach (var (old, stale) in known)
                if (now - stale.LoadedAt > StoredEvery)
                    known.TryRemove(old, out _);

        known[hash] = entry;
    }

    private static DateTimeOffset Later(DateTimeOffset stored, DateTimeOffset? seen) => seen > stored ? seen.Value : stored;

    private sealed class Entry(WebSession session, DateTimeOffset loadedAt, DateTimeOffset seenAt)
    {
        public WebSession Session { get; set; } = session;

        public DateTimeOffset LoadedAt { get; } = loadedAt;

        public DateTimeOffset SeenAt { get; set; } = seenAt;
    }
}
