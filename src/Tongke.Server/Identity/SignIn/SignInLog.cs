using System.Text.Json;
using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// Who tried to sign in, when, from where, and how it ended. Also what an address is held against: each of its tries is written down before the password is
/// looked at, and counts as failed until it ended otherwise, so that many at once get no further than one after another.
/// </summary>
public sealed class SignInLog(Workspace workspace, IdentityOptions options)
{
    private const int LongestLogin = 64;
    private const int Queues = 64;

    /// <summary>How often it is looked whether tries that are on their way have ended.</summary>
    private const int MostLooks = 50;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, Queues).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>
    /// Begins an entry; null where the address failed so often of late, over all accounts and nodes, that it has to wait. Many people may share an address: where
    /// only tries that have not ended fill it up, this waits for them.
    /// </summary>
    internal async Task<Guid?> BeginAsync(string login, ClientOrigin client, CancellationToken ct)
    {
        if (await TryBeginAsync(login, client, ct) is { } begun)
            return begun;

        var turn = turns[(uint)string.GetHashCode(client.Address, StringComparison.Ordinal) % Queues];
        await turn.WaitAsync(ct);
        try
        {
            for (var look = 0; look < MostLooks && !await IsHeldAsync(client.Address, ct); look++)
                if (await TryBeginAsync(login, client, ct) is { } later)
                    return later;
                else
                    await Task.Delay(BetweenLooks, ct);

            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Adds to a batch how it ended.</summary>
    internal static void End(WriteBatch batch, Guid entry, Guid? user, SignInOutcome outcome, bool secondFactor = false) =>
        batch.Add(Sql.From($"update sign_in_log set outcome = {NameOf(outcome)}, \"user\" = {user}, second_factor = {secondFactor} where id = {entry}"));

    /// <summary>Adds to a batch that it was neither right nor wrong, and so is no entry.</summary>
    internal static void TakeBack(WriteBatch batch, Guid entry) => batch.Add(Sql.From($"delete from sign_in_log where id = {entry}"));

    /// <summary>Writes how it ended.</summary>
    internal async Task EndAsync(Guid entry, Guid? user, SignInOutcome outcome, CancellationToken ct)
    {
        var batch = new WriteBatch();
        End(batch, entry, user, outcome);
        await workspace.Database.WriteAsync(batch, ct);
    }

    /// <summary>Whether so many tries of the address have failed, those on their way not counted.</summary>
    private async ValueTask<bool> IsHeldAsync(string address, CancellationToken ct) =>
        await workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from sign_in_log where {Failed(address)} and outcome <> {NameOf(SignInOutcome.Begun)}"), ct) >= options.FailuresPerAddress;

    private async Task<Guid?> TryBeginAsync(string login, ClientOrigin client, CancellationToken ct)
    {
        var now = workspace.Clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var shown = new string([.. login.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestLogin)]);
        var batch = new WriteBatch();

        // SQLite has one writer; on PostgreSQL those of an address take turns to count.
        batch.Add(Sql.PerDialect(Sql.Literal("select 1"), Sql.From($"select pg_advisory_xact_lock(hashtextextended({$"sign-in {client.Address}"}, 0))")));
        batch.Add(
            Sql.From(
                $"""
                insert into sign_in_log (id, at, login, address, agent, outcome, second_factor)
                select {id}, {now}, {shown}, {client.Address}, {client.Agent}, {NameOf(SignInOutcome.Begun)}, {false}
                where (select count(*) from sign_in_log where {Failed(client.Address)}) < {(long)options.FailuresPerAddress}
                """),
            Expect.One);
        return await workspace.Database.WriteAsync(batch, ct) is Committed ? id : null;
    }

    private Sql Failed(string address) =>
        Sql.From($"address = {address} and at > {workspace.Clock.GetUtcNow() - options.LockOut} and outcome <> {NameOf(SignInOutcome.SignedIn)} and outcome <> {NameOf(SignInOutcome.CodeAsked)}");

    /// <summary>The newest entries, of one person or of all, in their API form.</summary>
    internal async Task WriteJsonAsync(Utf8JsonWriter writer, Guid? user, int top, CancellationToken ct)
    {
        var which = user is { } one ? Sql.From($"and l.\"user\" = {one}") : Sql.Empty;
        await using var rows = await workspace.Database.QueryAsync(
            Sql.From($"select l.id, l.at, l.login, l.\"user\", l.address, l.agent, l.outcome, l.second_factor from sign_in_log l where l.outcome <> {NameOf(SignInOutcome.Begun)} {which} order by l.at desc, l.id desc limit {top}"), ct);
        await writer.WriteListAsync(rows, [ColumnType.Uuid, ColumnType.Instant, ColumnType.Text, ColumnType.Uuid, ColumnType.Text, ColumnType.Text, ColumnType.Text, ColumnType.Boolean], ct);
    }

    private static string NameOf(SignInOutcome outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString());
}
