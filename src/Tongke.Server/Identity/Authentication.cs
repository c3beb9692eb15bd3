using Microsoft.AspNetCore.Authorization;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Identity;

/// <summary>
/// Finds out who makes a request, by API key or by cookie, before any endpoint runs, and keeps out whoever may not reach it:
/// another site's page, a key beyond its scopes, a person who has to do something first.
/// </summary>
internal sealed class Authentication(RequestDelegate next, Workspace workspace, WebSessions sessions, ApiKeys keys, SignInDuty duty, SeeingAs seeing)
{
    private readonly RememberedCover cover = new((schema, held, wanted) => RoleCover.Covers(schema, held, wanted));

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<AsksForItself>() is null)
            await AdmitAsync(http, endpoint.Metadata);

        await next(http);
    }

    private async ValueTask AdmitAsync(HttpContext http, EndpointMetadataCollection about)
    {
        var isOpen = about.GetMetadata<IAllowAnonymous>() is not null;
        var authorization = http.Request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            await AdmitKeyAsync(http, authorization["Bearer ".Length..].Trim());
        else if (SessionCookie.Read(http.Request) is { } token)
            await AdmitSessionAsync(http, token, about, isOpen);

        if (about.GetMetadata<SameOriginOnly>() is not null && !SameOriginOnly.IsMet(http.Request))
            throw new RequestRefusedException(403, "cross_site_request");
    }

    private async ValueTask AdmitKeyAsync(HttpContext http, string secret)
    {
        var key = secret.StartsWith(ApiKey.Mark, StringComparison.Ordinal) ? await keys.FindAsync(secret, http.RequestAborted) : null;
        if (key is null || workspace.Organization.Find(key.Owner) is not { Active: true } owner)
            throw new RequestRefusedException(401, "invalid_api_key");

        if (!cover.Covers(workspace.Schema, owner.Roles, [key.Role]))
            throw new RequestRefusedException(403, "api_key_exceeds_owner");

        if (!(IsUnsafe(http.Request) ? key.Purposes.MayWrite(ObjectOf(http)) : key.Purposes.MayRead(ObjectOf(http))))
            throw new RequestRefusedException(403, "api_key_scope");

        http.SetActor(Actor.OfKey(key.Id, owner.Id, $"{owner.Name} ({key.Name})", key.Role, key.Purposes) with
        {
            Via = "api_key",
            Address = ClientOrigin.AddressOf(http),
            Language = http.GetLanguage(),
        });
    }

    private async ValueTask AdmitSessionAsync(HttpContext http, string token, EndpointMetadataCollection about, bool isOpen)
    {
        if (await sessions.FindAsync(token, http.RequestAborted) is not { } session)
            return;

        if (workspace.Organization.Find(session.User) is not { Active: true } member)
        {
            await sessions.RevokeAsync(session.Id, http.RequestAborted);
            return;
        }

        var seen = seeing.Find(session, member);
        if (seen is null && session.View is { } over)
        {
            await seeing.EndAsync(over, member, http);
            session = session with { View = null };
        }

        var actor = (seen is not null ? Actor.Seen(seen.Id, seen.Name, seen.Roles, member.Id) : Actor.User(member.Id, member.Name, member.Roles)) with
        {
            Language = http.Request.AskedLanguage() ?? session.Language,
            Address = ClientOrigin.AddressOf(http),
        };
        http.Features.Set(session);
        http.SetActor(actor);
        if (isOpen)
            return;

        if (IsUnsafe(http.Request) && !IsOurPage(http.Request, token, actor))
            throw new RequestRefusedException(403, "csrf_failed");

        if (about.GetMetadata<OpenToUnfinishedSignIn>() is null && duty.Of(session, member) is { } first)
            throw new RequestRefusedException(403, first);

        if (actor.SeenBy is not null && IsUnsafe(http.Request) && about.GetMetadata<ChangesNothing>() is null)
            throw new RequestRefusedException(403, "seeing_as_read_only", actor.Name);
    }

    /// <summary>The object a request is about: <c>lead</c> of <c>lead/{id}/convert</c> or <c>lead(code='A')</c>.</summary>
    private static string? ObjectOf(HttpContext http) => (http.GetRouteValue("path") as string)?.Split('/', '(')[0];

    private static bool IsOurPage(HttpRequest request, string token, Actor actor) => SessionCookie.IsCsrfOf(token, actor, request.Headers["X-CSRF"].ToString()) && SameOriginOnly.IsMet(request);

    private static bool IsUnsafe(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
}
