using System.Security.Cryptography;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>Gives people new passwords: their own choice, or one from an administrator. Either way their other sessions end.</summary>
public sealed class PasswordChanges(Workspace workspace, PasswordHasher hasher, Credentials credentials, WebSessions sessions, SignInAttempts attempts)
{
    // Without letters and digits that look alike: it is read out on the phone.
    private const string OneTimeAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";
    private const int OneTimeLength = 14;

    /// <summary>Somebody replaces their own password. Wrong current ones count as tries to sign in.</summary>
    /// <returns>Null when it is done; otherwise the field at fault and why, and how long to wait when locked.</returns>
    internal async Task<PasswordChangeRefused?> ChangeAsync(Guid user, string current, string wanted, Guid? session, CancellationToken ct)
    {
        var login = workspace.Organization.Find(user)!.Login;
        using var attempt = await attempts.BeginAsync(login, ct);
        if (attempt.Wait is { } wait)
            return new("current", new("locked", (int)Math.Ceiling(wait.TotalMinutes)), wait);

        var credential = await credentials.FindAsync(user, ct);
        if (await hasher.CheckAsync(current, credential?.PasswordHash, ct) is not (PasswordCheck.Right or PasswordCheck.RightButOutdated))
            return new("current", new("current_password_wrong"));

        var forget = new WriteBatch();
        SignInAttempts.Forget(forget, login);
        await workspace.Database.WriteAsync(forget, ct);
        if (current == wanted)
            return new("password", new("password_unchanged"));

        if (Check(wanted, login, credential!.Name) is { } weak)
            return new("password", weak);

        await SetAsync(user, wanted, mustChange: false, except: session, ct);
        return null;
    }

    /// <summary>Gives somebody a password; the caller made sure that it may.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="wanted">The password; one is made up when null.</param>
    /// <param name="mustChange">Whether it is good for one sign-in only, which begins with choosing another.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The password; or why not.</returns>
    public async Task<(string? Password, Refusal? Refusal)> GiveAsync(Record user, string? wanted, bool mustChange, CancellationToken ct)
    {
        var (login, name) = ((string)user["login"]!, (string)user["name"]!);
        if (wanted is not null && Check(wanted, login, name) is { } weak)
            return (null, new Invalid([new("password", weak)]));

        var password = wanted ?? RandomNumberGenerator.GetString(OneTimeAlphabet, OneTimeLength);
        await StoreAsync(user, password, mustChange, ct);
        return (password, null);
    }

    /// <summary>Stores a password that was checked, ends the person's sessions and forgets wrong tries.</summary>
    internal async Task StoreAsync(Record user, string password, bool mustChange, CancellationToken ct)
    {
        await SetAsync(user.Id, password, mustChange, except: null, ct);
        var forget = new WriteBatch();
        SignInAttempts.Forget(forget, (string)user["login"]!);
        await workspace.Database.WriteAsync(forget, ct);
    }

    private static Message? Check(string wanted, string login, string name) => PasswordPolicy.Check(wanted, login, name);

    private async Task SetAsync(Guid user, string password, bool mustChange, Guid? except, CancellationToken ct)
    {
        var batch = new WriteBatch();
        credentials.Store(batch, user, await hasher.HashAsync(password, ct), mustChange);
        await workspace.Database.WriteAsync(batch, ct);
        await sessions.RevokeAllAsync(user, except, ct);
    }
}

/// <summary>Why a person's own password was not changed.</summary>
/// <param name="Target">The member at fault.</param>
/// <param name="Why">What to tell them.</param>
/// <param name="Wait">How long they have to wait, when they tried too often.</param>
internal sealed record PasswordChangeRefused(string Target, Message Why, TimeSpan? Wait = null);
