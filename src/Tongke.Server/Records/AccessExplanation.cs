using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Storage;

namespace Tongke.Server.Records;

/// <summary>Why somebody can or cannot see or change a record: whose it is, each role's scope, team membership, and the right on every field. For oneself, or for those who manage roles.</summary>
internal static class AccessExplanation
{
    public static async ValueTask<Answer> AnswerAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var member = MemberOf(session, request.Options.GetValueOrDefault("user"));
        var isOneself = member.Id == session.Actor.UserId;
        var managesRoles = session.Access.On(session.Schema["role"]).May(RecordAction.Edit);
        if (!isOneself && !managesRoles)
            throw new RequestRefusedException(Refusals.ToError(new Forbidden(new("explanation_forbidden"))));

        var path = await RecordKeys.FindAsync(session, definition, request.Path, ct) ?? throw new RequestRefusedException(Refusals.ToError(new NotFound(definition, null)));
        if (isOneself)
            Refusals.ThrowIfAny((await session.FindAsync(definition, path, RecordAction.Read, ct)).Refusal);

        var theirs = session.Workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
        var record = await theirs.LoadAsync(definition, path, ct) ?? throw new RequestRefusedException(Refusals.ToError(new NotFound(definition, path)));
        var roles = new List<RoleReach>();
        foreach (var role in theirs.Access.Roles)
        {
            var access = new AccessPolicy(session.Schema, [role]).On(definition);
            roles.Add(new(role, access, await theirs.FulfilsAsync(record, access.Read, ct), await theirs.FulfilsAsync(record, access.Edit, ct), await theirs.FulfilsAsync(record, access.Delete, ct)));
        }

        // Whose it is tells most of why; oneself is told what one reads on the record.
        var owner = definition.IsOwned && record.Owner is { } whose && (managesRoles || theirs.Access.On(definition).MayRead(definition[SystemFields.Owner]))
            && (managesRoles || (await theirs.FindAsync(theirs.Schema["user"], whose, RecordAction.Read, ct)).Record is not null)
            ? session.Workspace.Organization.Find(whose)
            : null;
        var team = await TeamAsync(session, member.Id, path, ct);
        var (sees, edits, deletes) = (await ReachesAsync(RecordAction.Read), await ReachesAsync(RecordAction.Edit), await ReachesAsync(RecordAction.Delete));
        return new Answer(200)
        {
            Body = (writer, _) =>
            {
                Write(writer, request, definition, member, theirs.Access.On(definition), record, owner, (sees, edits, deletes), roles, team, managesRoles);
                return ValueTask.CompletedTask;
            },
        };

        async ValueTask<bool> ReachesAsync(RecordAction action) => (await theirs.FindAsync(definition, path, action, ct)).Refusal is null;
    }

    private static Member MemberOf(Session session, string? user)
    {
        var organization = session.Workspace.Organization;
        var found = user is null
            ? session.Actor.UserId is { } me ? organization.Find(me) : null
            : Guid.TryParse(user, out var id) ? organization.Find(id) : organization.Members.FirstOrDefault(m => m.Login == user);
        return found ?? throw new RequestRefusedException(Refusals.ToError(new NotFound(session.Schema["user"], null)));
    }

    private static async ValueTask<string?> TeamAsync(Session session, Guid user, Guid record, CancellationToken ct) =>
        await session.Workspace.Database.ScalarAsync<string>(
            Sql.From($"select m.access from record_member m where m.record = {record} and m.{Identifier.Of("user")} = {user} and (m.expires_at is null or m.expires_at > {session.Now}) and m.deleted_at is null order by m.access limit 1"), ct);

    private static void Write(Utf8JsonWriter writer, RecordRequest request, ObjectSchema definition, Member member, ObjectAccess access, Record record, Member? owner, (bool Sees, bool Edits, bool Deletes) reach, List<RoleReach> roles, string? team, bool showsAll)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("user");
        writer.WriteString("id", member.Id);
        writer.WriteString("name", member.Name);
        writer.WriteBoolean("active", member.Active);
        writer.WriteEndObject();
        writer.WriteString("object", definition.Name);
        writer.WriteString("record", record.Id);
        writer.WriteBoolean("deleted", record.IsDeleted);
        if (owner is null)
        {
            writer.WriteNull("owner");
        }
        else
        {
            writer.WriteStartObject("owner");
            writer.WriteString("id", owner.Id);
            writer.WriteString("name", owner.Name);
            writer.WriteEndObject();
        }

        writer.WriteBoolean("see", reach.Sees);
        writer.WriteBoolean("edit", reach.Edits);
        writer.WriteBoolean("delete", reach.Deletes);
        writer.WriteString("team", team);
        writer.WriteStartArray("roles");
        foreach (var role in roles)
        {
            var grant = role.Role.On(definition) ?? new Grant();
            writer.WriteStartObject();
            writer.WriteString("name", role.Role.Name);
            writer.WriteString("label", role.Role.Label.In(request.Language));
            Reach(writer, "read", Shown(grant.Read, showsAll), role.Sees);
            Reach(writer, "edit", Shown(grant.Edit, showsAll), role.Edits);
            Reach(writer, "delete", Shown(grant.Delete, showsAll), role.Deletes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("fields");
        foreach (var field in definition.Fields.Where(f => f.Composite is null && (showsAll || access.MaySee(f))))
        {
            writer.WriteStartObject();
            writer.WriteString("name", field.Name);
            writer.WriteString("right", access.Right(field).ToString().ToLowerInvariant());
            writer.WriteStartArray("roles");
            foreach (var role in roles.Where(r => r.Access.Right(field) == access.Right(field)))
                writer.WriteStringValue(role.Role.Name);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>A formula may name fields that its subject is not to know.</summary>
    private static string Shown(string scope, bool showsAll) => showsAll || !scope.StartsWith('=') ? scope : "formula";

    private static void Reach(Utf8JsonWriter writer, string name, string scope, bool includes)
    {
        writer.WriteStartObject(name);
        writer.WriteString("scope", scope);
        writer.WriteBoolean("includes", includes);
        writer.WriteEndObject();
    }

    /// <summary>What one role alone would allow on the record.</summary>
    private sealed record RoleReach(RoleDefinition Role, ObjectAccess Access, bool Sees, bool Edits, bool Deletes);
}
