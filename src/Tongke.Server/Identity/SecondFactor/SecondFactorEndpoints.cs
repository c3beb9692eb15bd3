using Tongke.Kernel;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// <c>/api/second-factor</c>: one's own authenticator — whether there is one (GET), begin (POST), confirm with a code (POST …/confirm), remove (DELETE).
/// Administrators remove those of others: <c>DELETE /api/users/{id}/second-factor</c>.
/// </summary>
internal sealed class SecondFactorEndpoints(Workspace workspace, SecondFactors factors, SignInDuty duty, SignInAttempts attempts, Credentials credentials, PasswordHasher hasher, WebSessions sessions)
{
    public async Task GetAsync(HttpContext http)
    {
        var session = Own(http);
        var member = workspace.Organization.Find(session.User)!;
        var left = await factors.RecoveryCodesLeftAsync(session.User, http.RequestAborted);
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("enabled", session.HasSecondFactor);
                writer.WriteBoolean("required", duty.IsRequiredOf(member));
                writer.WriteNumber("recovery_codes_left", left);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(http);
    }

    /// <summary>Answers what the authenticator app needs.</summary>
    public async Task BeginAsync(HttpContext http)
    {
        var session = Own(http);
        var member = workspace.Organization.Find(session.User)!;
        var company = await workspace.Database.ScalarAsync<string>(Sql.Literal("select name from company_setting where deleted_at is null order by id limit 1"), http.RequestAborted);
        var enrolment = await factors.BeginAsync(session.User, member.Login, string.IsNullOrWhiteSpace(company) ? "Tongke" : company, http.RequestAborted)
            ?? throw new RequestRefusedException(409, "second_factor_exists");
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("secret", enrolment.Secret);
                writer.WriteString("uri", enrolment.Uri);
                writer.WriteString("qr", enrolment.Qr);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(http);
    }

    /// <summary><c>{"otp"}</c>: answers the recovery codes, this once. The person's other sessions end.</summary>
    public async Task ConfirmAsync(HttpContext http)
    {
        var session = Own(http);
        var body = await RequestBody.ReadObjectAsync(http);
        var codes = await factors.ConfirmAsync(session.User, body.Text("otp") ?? "", http.RequestAborted)
            ?? throw RequestFields.Refused("otp", "invalid_otp");
        await sessions.RevokeAllAsync(session.User, except: session.Id, http.RequestAborted);
        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("recovery_codes");
                foreach (var code in codes)
                    writer.WriteStringValue(code);
                writer.WriteEndArray();
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(http);
    }

    /// <summary><c>{"password"}</c>: whoever finds an open browser can't take the second factor away. Wrong ones count as tries to sign in.</summary>
    public async Task RemoveAsync(HttpContext http)
    {
        var session = Own(http);
        var ct = http.RequestAborted;
        var password = (await RequestBody.ReadObjectAsync(http)).Text("password") ?? "";
        var login = workspace.Organization.Find(session.User)!.Login;
        using var attempt = await attempts.BeginAsync(login, ct);
        if (attempt.Wait is { } wait)
            throw new RequestRefusedException(ApiError.Of(429, "locked", (int)Math.Ceiling(wait.TotalMinutes)) with { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) });

        var credential = await credentials.FindAsync(session.User, ct);
        if (await hasher.CheckAsync(password, credential?.PasswordHash, ct) is not (PasswordCheck.Right or PasswordCheck.RightButOutdated))
            throw RequestFields.Refused("password", "current_password_wrong");

        var forget = new WriteBatch();
        SignInAttempts.Forget(forget, login);
        await workspace.Database.WriteAsync(forget, ct);
        await TakeAwayAsync(http, session.User);
    }

    /// <summary>For somebody who lost phone and recovery codes.</summary>
    public async Task RemoveOfAsync(HttpContext http, Guid id)
    {
        var user = await Administration.ReachAsync(workspace.Open(http.GetActor()), id, http.RequestAborted);
        await TakeAwayAsync(http, user.Id);
    }

    private async Task TakeAwayAsync(HttpContext http, Guid user)
    {
        await factors.RemoveAsync(user, http.RequestAborted);
        sessions.Refresh(user);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static WebSession Own(HttpContext http) => http.Features.Get<WebSession>() ?? throw new RequestRefusedException(403, "people_only");
}
