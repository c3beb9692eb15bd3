using System.Globalization;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Identity;

/// <summary><c>/api/sessions</c> and <c>/api/sign-in-log</c>: one's own, and everybody's (<c>?all=true</c> or <c>?user=id</c>) for administrators.</summary>
internal sealed class SessionListEndpoints(Workspace workspace, WebSessions sessions, SignInLog log)
{
    private const int MostEntries = 1000;
    private const int UsualEntries = 100;

    public async Task GetSessionsAsync(HttpContext http)
    {
        var whose = Whose(http);
        var current = http.Features.Get<WebSession>()?.Id;
        await new Answer(200) { Body = async (writer, _) => await sessions.WriteJsonAsync(writer, whose, current, http.RequestAborted) }.SendAsync(http);
    }

    /// <summary>Ends a session. One that is not there and one that is somebody else's are answered alike.</summary>
    public async Task DeleteAsync(HttpContext http, Guid id)
    {
        var owner = await sessions.OwnerAsync(id, http.RequestAborted);
        var actor = http.GetActor();
        if (owner is null || (owner != actor.UserId && !Administration.Includes(workspace, actor)))
            throw new RequestRefusedException(404, "session_not_found");

        await sessions.RevokeAsync(id, http.RequestAborted);
        if (http.Features.Get<WebSession>()?.Id == id)
            SessionCookie.Delete(http);

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task GetLogAsync(HttpContext http)
    {
        var whose = Whose(http);
        var asked = int.TryParse(http.Request.Query["top"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : UsualEntries;
        await new Answer(200) { Body = async (writer, _) => await log.WriteJsonAsync(writer, whose, Math.Clamp(asked, 1, MostEntries), http.RequestAborted) }.SendAsync(http);
    }

    /// <summary>The person asked about; null for everybody.</summary>
    private Guid? Whose(HttpContext http)
    {
        var actor = http.GetActor();
        var query = http.Request.Query;
        var all = query["all"] == "true";
        var user = Guid.TryParse(query["user"], out var id) ? id : actor.UserId;
        if (!all && user == actor.UserId)
            return user;

        if (!Administration.Includes(workspace, actor))
            throw new RequestRefusedException(403, "administrators_only");

        return all ? null : user;
    }
}
