using System.Security.Cryptography;
using System.Text;
using OtpNet;
using Tongke.Kernel;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// Codes of an authenticator app (TOTP, RFC 6238: six digits, 30 seconds, one step of tolerance), each good once, and recovery codes
/// for the day the phone is gone.
/// </summary>
public sealed class SecondFactors
{
    private const int SecretBytes = 20;
    private const int RecoveryCodes = 10;
    private const int RecoveryCodeLength = 8;

    // Without letters and digits that look alike.
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

    private readonly Workspace workspace;
    private readonly SecretBox box;
    private readonly byte[] recoveryKey;

    /// <summary>Takes the keys from the installation's secret.</summary>
    public SecondFactors(Workspace workspace, SecretKey key)
    {
        this.workspace = workspace;
        box = new SecretBox(key.For("second factor"));
        recoveryKey = key.For("recovery code");
    }

    /// <summary>Begins an enrolment; it counts once <see cref="ConfirmAsync"/> got a code. One that was begun before is replaced.</summary>
    /// <returns>Null when the person has a second factor already.</returns>
    internal async Task<SecondFactorEnrolment?> BeginAsync(Guid user, string login, string company, CancellationToken ct)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var sealedSecret = box.Seal(secret, user);
        var batch = new WriteBatch();
        batch.Add(Sql.From(
            $"""
            insert into second_factor ("user", secret, last_step) values ({user}, {sealedSecret}, -1)
            on conflict ("user") do update set secret = excluded.secret, last_step = -1 where second_factor.confirmed_at is null
            """));
        return await workspace.Database.WriteAsync(batch, ct) is Committed { Affected: [1] } ? SecondFactorEnrolment.Of(secret, login, company) : null;
    }

    /// <summary>Ends an enrolment with a code of the new authenticator.</summary>
    /// <returns>The recovery codes, to be shown once; null when the code is wrong or nothing was begun.</returns>
    internal async Task<IReadOnlyList<string>?> ConfirmAsync(Guid user, string code, CancellationToken ct)
    {
        var sealedSecret = await workspace.Database.ScalarAsync<byte[]>(Sql.From($"select secret from second_factor where \"user\" = {user} and confirmed_at is null"), ct);
        if (sealedSecret is null || StepOf(box.Open(sealedSecret, user), code) is not { } step)
            return null;

        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(Alphabet, RecoveryCodeLength)).ToArray();
        var batch = new WriteBatch();
        batch.Add(
            Sql.From($"update second_factor set confirmed_at = {workspace.Clock.GetUtcNow()}, last_step = {step} where \"user\" = {user} and secret = {sealedSecret} and confirmed_at is null"),
            Expect.One);
        batch.Add(Sql.From($"delete from recovery_code where \"user\" = {user}"));
        foreach (var recovery in codes)
            batch.Add(Sql.From($"insert into recovery_code (hash, \"user\") values ({HashOf(user, recovery)}, {user})"));

        return await workspace.Database.WriteAsync(batch, ct) is Committed ? codes : null;
    }

    /// <summary>Whether the code is one of now or a recovery code, and none that was used before; from now on it was.</summary>
    internal async Task<bool> AcceptsAsync(Credential credential, string code, CancellationToken ct)
    {
        var batch = new WriteBatch();
        if (StepOf(box.Open(credential.SecondFactor!, credential.User), code) is { } step)
            batch.Add(Sql.From($"update second_factor set last_step = {step} where \"user\" = {credential.User} and last_step < {step}"), Expect.One);
        else
            batch.Add(
                Sql.From($"update recovery_code set used_at = {workspace.Clock.GetUtcNow()} where hash = {HashOf(credential.User, code)} and \"user\" = {credential.User} and used_at is null"),
                Expect.One);

        return await workspace.Database.WriteAsync(batch, ct) is Committed;
    }

    /// <summary>Takes the second factor away.</summary>
    public async Task RemoveAsync(Guid user, CancellationToken ct)
    {
        var batch = new WriteBatch();
        batch.Add(Sql.From($"delete from recovery_code where \"user\" = {user}"));
        batch.Add(Sql.From($"delete from second_factor where \"user\" = {user}"));
        await workspace.Database.WriteAsync(batch, ct);
    }

    /// <summary>How many recovery codes are left.</summary>
    public async ValueTask<long> RecoveryCodesLeftAsync(Guid user, CancellationToken ct) =>
        await workspace.Database.ScalarAsync<long>(Sql.From($"select count(*) from recovery_code where \"user\" = {user} and used_at is null"), ct);

    private long? StepOf(byte[] secret, string code)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        return new Totp(secret).VerifyTotp(workspace.Clock.GetUtcNow().UtcDateTime, digits, out var step, new VerificationWindow(previous: 1, future: 1)) ? step : null;
    }

    // Short codes need more than a plain hash: without the installation's key a stolen database doesn't give them away.
    private string HashOf(Guid user, string code)
    {
        var text = $"{user:N}:{new string([.. code.ToLowerInvariant().Where(char.IsLetterOrDigit)])}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(recoveryKey, Encoding.UTF8.GetBytes(text)));
    }
}
