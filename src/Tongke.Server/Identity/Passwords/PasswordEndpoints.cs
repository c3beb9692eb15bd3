using Tongke.Kernel;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Identity;

/// <summary>Passwords: one's own (<c>POST /api/password</c>) and, for administrators, other people's (<c>POST /api/users/{id}/password</c>).</summary>
internal sealed class PasswordEndpoints(Workspace workspace, PasswordChanges passwords, WebSessions sessions)
{
    /// <summary><c>{"current","password"}</c>. The session goes on; all others of the person end.</summary>
    public async Task ChangeAsync(HttpContext http)
    {
        var body = await RequestBody.ReadObjectAsync(http);
        var current = body.Text("current") ?? throw RequestFields.Refused("current", "set_up_required");
        var wanted = body.Text("password") ?? throw RequestFields.Refused("password", "set_up_required");
        if (http.Features.Get<WebSession>() is not { } session)
            throw new RequestRefusedException(403, "people_only");

        if (await passwords.ChangeAsync(session.User, current, wanted, session.Id, http.RequestAborted) is { } refused)
            throw refused.Wait is { } wait
                ? new RequestRefusedException(new ApiError(429, refused.Why) { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) })
                : RequestFields.Refused(refused.Target, refused.Why);

        sessions.Refresh(session.User);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary><c>{"password"?, "must_change"?}</c>: the person's sessions end. Without a password one is made up, answered this once.</summary>
    public async Task GiveAsync(HttpContext http, Guid id)
    {
        var body = await RequestBody.ReadObjectOrNothingAsync(http);
        var session = workspace.Open(http.GetActor());
        var user = await Administration.ReachAsync(session, id, http.RequestAborted);
        var wanted = body.Text("password");
        var (password, refusal) = await passwords.GiveAsync(user, wanted, body.Boolean("must_change") ?? true, http.RequestAborted);
        Refusals.ThrowIfAny(refusal);
        if (wanted is not null)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("password", password);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(http);
    }
}
