using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// Signing in, from login and password to a session. Whoever fails learns neither which part was wrong nor whether the account exists,
/// from the text, the time or the lock-out.
/// </summary>
public sealed class SigningIn(
    Workspace workspace, PasswordHasher hasher, Credentials credentials, SignInAttempts attempts, SecondFactors secondFactors, WebSessions sessions, SignInLog log)
{
    private static readonly TimeSpan WaitWhenHeld = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WaitWhenBusy = TimeSpan.FromSeconds(2);

    /// <summary>Signs somebody in, or says why not.</summary>
    public async Task<SignInResult> RunAsync(SignInRequest request, ClientOrigin client, CancellationToken ct)
    {
        if (request is not { Login: { Length: > 0 and <= 256 } login, Password: { Length: > 0 and <= PasswordPolicy.LongestPassword } password } || login.Any(char.IsControl))
            return Refused("invalid_credentials");

        login = Credentials.Normalized(login);
        if (await log.BeginAsync(login, client, ct) is not { } entry)
            return new SignInResult.Later(new("too_many_failures"), WaitWhenHeld);

        using var attempt = await attempts.BeginAsync(login, ct);
        if (attempt.Wait is { } wait)
        {
            await log.EndAsync(entry, null, SignInOutcome.Locked, ct);
            return new SignInResult.Later(new("locked", (int)Math.Ceiling(wait.TotalMinutes)), wait);
        }

        var credential = await credentials.FindAsync(login, ct);
        var check = await hasher.CheckAsync(password, credential?.PasswordHash, ct);
        return (check, credential) switch
        {
            (PasswordCheck.Busy, _) => await BusyAsync(login, entry, ct),
            (PasswordCheck.Wrong, { PasswordHash: not null }) => await FailedAsync(entry, credential.User, SignInOutcome.WrongPassword, "invalid_credentials", ct),
            (PasswordCheck.Wrong, _) or (_, null) => await FailedAsync(entry, credential?.User, SignInOutcome.UnknownLogin, "invalid_credentials", ct),
            (_, { IsActive: false }) => await FailedAsync(entry, credential.User, SignInOutcome.Inactive, "invalid_credentials", ct),
            (_, { SecondFactor: not null }) when string.IsNullOrWhiteSpace(request.Otp) => await AskCodeAsync(login, entry, credential, ct),
            (_, { SecondFactor: not null }) when !await secondFactors.AcceptsAsync(credential, request.Otp!, ct) =>
                await FailedAsync(entry, credential.User, SignInOutcome.WrongCode, "invalid_otp", ct),
            _ => await StartAsync(login, entry, credential, password, check, client, ct),
        };
    }

    private async Task<SignInResult> StartAsync(string login, Guid entry, Credential credential, string password, PasswordCheck check, ClientOrigin client, CancellationToken ct)
    {
        var batch = new WriteBatch();
        SignInAttempts.Forget(batch, login);
        SignInLog.End(batch, entry, credential.User, SignInOutcome.SignedIn, credential.SecondFactor is not null);
        if (check == PasswordCheck.RightButOutdated)
            Credentials.Rehash(batch, credential.User, credential.PasswordHash!, await hasher.HashAsync(password, ct));

        var token = sessions.Start(batch, credential.User, client);
        await workspace.Database.WriteAsync(batch, ct);
        return new SignInResult.Started(token);
    }

    private async Task<SignInResult> FailedAsync(Guid entry, Guid? user, SignInOutcome outcome, string code, CancellationToken ct)
    {
        await log.EndAsync(entry, user, outcome, ct);
        return Refused(code);
    }

    private async Task<SignInResult> AskCodeAsync(string login, Guid entry, Credential credential, CancellationToken ct)
    {
        var batch = new WriteBatch();
        SignInAttempts.TakeBack(batch, login);
        SignInLog.End(batch, entry, credential.User, SignInOutcome.CodeAsked);
        await workspace.Database.WriteAsync(batch, ct);
        return Refused("otp_required");
    }

    private async Task<SignInResult> BusyAsync(string login, Guid entry, CancellationToken ct)
    {
        var batch = new WriteBatch();
        SignInAttempts.TakeBack(batch, login);
        SignInLog.TakeBack(batch, entry);
        await workspace.Database.WriteAsync(batch, ct);
        return new SignInResult.Later(new("sign_in_busy"), WaitWhenBusy);
    }

    private static SignInResult.NotSignedIn Refused(string code) => new(new(code));
}
