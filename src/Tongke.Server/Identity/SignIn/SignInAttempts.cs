using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// Counts wrong tries by login and locks it for a while after too many. A try is counted before the password is looked at and
/// forgiven when it was right, so that many tries at once get no further than one after another. Durable, for all nodes.
/// On one node those of a login take turns: right ones at the same moment would else count against each other.
/// </summary>
public sealed class SignInAttempts(Workspace workspace, IdentityOptions options)
{
    private const int Queues = 256;

    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, Queues).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Counts a try, when it is its turn; the next one has its turn when this one is disposed of.</summary>
    internal async Task<SignInTry> BeginAsync(string login, CancellationToken ct)
    {
        var turn = turns[(uint)string.GetHashCode(login, StringComparison.Ordinal) % Queues];
        await turn.WaitAsync(ct);
        try
        {
            return new(turn, await ClaimAsync(login, ct));
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    /// <summary>The right password came: forgets the wrong ones.</summary>
    internal static void Forget(WriteBatch batch, string login) =>
        batch.Add(Sql.From($"delete from sign_in_failure where login_hash = {RandomToken.HashOf(login)}"));

    /// <summary>The last try was neither right nor wrong: takes its count back.</summary>
    internal static void TakeBack(WriteBatch batch, string login) =>
        batch.Add(Sql.From($"update sign_in_failure set failed = failed - 1, locked_until = null where login_hash = {RandomToken.HashOf(login)} and failed > 0"));

    private async Task<TimeSpan?> ClaimAsync(string login, CancellationToken ct)
    {
        var key = RandomToken.HashOf(login);
        var now = workspace.Clock.GetUtcNow();
        var remembered = now - options.LockOut;
        var batch = new WriteBatch();
        batch.Add(Sql.From(
            $"""
            insert into sign_in_failure (login_hash, failed, last_failed_at) values ({key}, 1, {now})
            on conflict (login_hash) do update set
                failed = case when sign_in_failure.last_failed_at > {remembered} then sign_in_failure.failed + 1 else 1 end,
                last_failed_at = {now},
                locked_until = case when sign_in_failure.last_failed_at > {remembered} and sign_in_failure.failed + 1 >= {options.TriesBeforeLockOut} then {now + options.LockOut} end
            where sign_in_failure.locked_until is null or sign_in_failure.locked_until <= {now}
            """));
        if (await workspace.Database.WriteAsync(batch, ct) is Committed { Affected: [> 0, ..] })
            return null;

        var until = await workspace.Database.ScalarAsync<DateTimeOffset?>(Sql.From($"select locked_until from sign_in_failure where login_hash = {key}"), ct);
        return until is { } end && end > now ? end - now : TimeSpan.FromSeconds(1);
    }
}
