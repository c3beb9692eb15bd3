using System.Text.Json;
using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>Who tried to sign in, when, from where, and how it ended. Also what an address is held against.</summary>
public sealed class SignInLog(Workspace workspace, IdentityOptions options)
{
    private const int LongestLogin = 64;

    /// <summary>Adds the entry to a batch.</summary>
    internal void Add(WriteBatch batch, string login, Guid? user, ClientOrigin client, SignInOutcome outcome, bool secondFactor = false)
    {
        var now = workspace.Clock.GetUtcNow();
        var shown = new string([.. login.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestLogin)]);
        batch.Add(Sql.From(
            $"""
            insert into sign_in_log (id, at, login, "user", address, agent, outcome, second_factor)
            values ({Guid.CreateVersion7(now)}, {now}, {shown}, {user}, {client.Address}, {client.Agent}, {NameOf(outcome)}, {secondFactor})
            """));
    }

    /// <summary>Writes the entry.</summary>
    internal async Task WriteAsync(string login, Guid? user, ClientOrigin client, SignInOutcome outcome, CancellationToken ct)
    {
        var batch = new WriteBatch();
        Add(batch, login, user, client, outcome);
        await workspace.Database.WriteAsync(batch, ct);
    }

    /// <summary>Whether an address failed so often of late, over all accounts and nodes, that it has to wait.</summary>
    public async ValueTask<bool> IsHeldAsync(string address, CancellationToken ct)
    {
        var since = workspace.Clock.GetUtcNow() - options.LockOut;
        var (signedIn, asked) = (NameOf(SignInOutcome.SignedIn), NameOf(SignInOutcome.CodeAsked));
        var failures = await workspace.Database.ScalarAsync<long>(
            Sql.From($"select count(*) from sign_in_log where address = {address} and at > {since} and outcome <> {signedIn} and outcome <> {asked}"), ct);
        return failures >= options.FailuresPerAddress;
    }

    /// <summary>The newest entries, of one person or of all, in their API form.</summary>
    internal async Task WriteJsonAsync(Utf8JsonWriter writer, Guid? user, int top, CancellationToken ct)
    {
        var which = user is { } one ? Sql.From($"where l.\"user\" = {one}") : Sql.Empty;
        await using var rows = await workspace.Database.QueryAsync(
            Sql.From($"select l.id, l.at, l.login, l.\"user\", l.address, l.agent, l.outcome, l.second_factor from sign_in_log l {which} order by l.at desc, l.id desc limit {top}"), ct);
        await writer.WriteListAsync(rows, [ColumnType.Uuid, ColumnType.Instant, ColumnType.Text, ColumnType.Uuid, ColumnType.Text, ColumnType.Text, ColumnType.Text, ColumnType.Boolean], ct);
    }

    private static string NameOf(SignInOutcome outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString());
}
