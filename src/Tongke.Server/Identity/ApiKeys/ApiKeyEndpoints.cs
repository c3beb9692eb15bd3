using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Identity;

/// <summary>
/// <c>/api/api-keys</c>: make a key (POST), give it a new secret (POST …/{id}/issue), end it (DELETE …/{id}). Keys are records of <c>api_key</c>
/// like any other; only their secrets go this way.
/// </summary>
internal sealed class ApiKeyEndpoints(Workspace workspace, ApiKeys keys)
{
    private static readonly string[] Members = ["name", "role", "scopes", "expires_at", "owner"];

    /// <summary><c>{"name","role","scopes"?,"expires_at"?}</c>: answers the secret, this once. <c>role</c> is an id or a name.</summary>
    public async Task CreateAsync(HttpContext http)
    {
        var body = await RequestBody.ReadObjectAsync(http);
        var session = OpenForPerson(http);
        var key = session.Add(session.Schema["api_key"]);
        var problems = new List<Problem>();
        foreach (var member in body.EnumerateObject())
            if (!Members.Contains(member.Name))
                problems.Add(new(member.Name, new("unknown_api_key_member")));
            else
                Write(key, key.Object[member.Name], WithRoleId(member, session), session, problems);

        problems.AddRange(Useless(key, session));
        if (problems.Count > 0)
            Refusals.ThrowIfAny(new Invalid(problems));

        await IssueAsync(http, key, session, StatusCodes.Status201Created);
    }

    /// <summary>A new secret in place of the old, which ends at once.</summary>
    public async Task ReissueAsync(HttpContext http, Guid id)
    {
        var session = OpenForPerson(http);
        var found = await session.FindAsync(session.Schema["api_key"], id, RecordAction.Edit, http.RequestAborted);
        Refusals.ThrowIfAny(found.Refusal);
        await IssueAsync(http, found.Record!, session, StatusCodes.Status200OK);
    }

    public async Task RevokeAsync(HttpContext http, Guid id)
    {
        var session = OpenForPerson(http);
        var found = await session.FindAsync(session.Schema["api_key"], id, RecordAction.Edit, http.RequestAborted);
        Refusals.ThrowIfAny(found.Refusal);
        Refusals.ThrowIfAny(await keys.RevokeAsync(found.Record!, session, http.RequestAborted));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>What would make it a key to nothing: scopes that there are not, and an end that has passed.</summary>
    private static IEnumerable<Problem> Useless(Record key, Session session)
    {
        foreach (var scope in key["scopes"] as string[] ?? [])
            if (!Purposes.IsKnown(scope, session.Schema))
                yield return new("scopes", new("unknown_key_scope", scope.Cut(60)));

        if (key["expires_at"] is DateTimeOffset end && end <= session.Now)
            yield return new("expires_at", new("key_ends_before_now"));
    }

    /// <summary>A key makes no keys: a leaked one could make itself last.</summary>
    private Session OpenForPerson(HttpContext http) =>
        http.Features.Get<WebSession>() is not null ? workspace.Open(http.GetActor()) : throw new RequestRefusedException(403, "people_only");

    private async Task IssueAsync(HttpContext http, Record key, Session session, int status)
    {
        // Whoever gets the secret acts with the key's rights, so they must be within their own, whoever the owner is.
        if (key["role"] is Guid role && !RoleCover.Covers(session.Schema, session.Actor.Roles, [role]))
            throw new RequestRefusedException(ApiError.Of(403, "role_exceeds_own") with { Details = [new ErrorDetail("role", new("role_exceeds_own"))] });

        if (key.Owner is { } owner && owner != session.Actor.UserId
            && !RoleCover.Covers(session.Schema, session.Actor.Roles, workspace.Organization.Find(owner)?.Roles ?? []))
            throw new RequestRefusedException(403, "user_exceeds_own");

        var (secret, refusal) = await keys.IssueAsync(key, session, http.RequestAborted);
        Refusals.ThrowIfAny(refusal);
        await new Answer(status)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", key.Id);
                writer.WriteString("prefix", (string?)key["prefix"]);
                writer.WriteString("secret", secret);
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        }.SendAsync(http);
    }

    private static void Write(Record key, FieldSchema field, JsonElement value, Session session, List<Problem> problems)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;

        var coerced = field.Type.FromJson(value, field, session.Schema.Conventions);
        if (coerced.Problem is { } problem)
            problems.Add(new(field.Name, problem));
        else
            key.Write(field, coerced.Value);
    }

    private static JsonElement WithRoleId(JsonProperty member, Session session)
    {
        if (member.Name != "role" || member.Value.ValueKind != JsonValueKind.String || member.Value.TryGetGuid(out _))
            return member.Value;

        var name = member.Value.GetString();
        return session.Schema.Roles.Values.FirstOrDefault(r => r.Name == name) is { } role ? JsonSerializer.SerializeToElement(role.Id) : member.Value;
    }
}
