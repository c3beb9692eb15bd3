using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Server.Identity;

/// <summary>
/// The last active administrator stays one: nobody is made inactive, deleted, or loses a role, and no role is deleted or narrowed, when afterwards
/// nobody could change people and roles any more. What is stored counts, not what this node remembers, and a guard row makes two who take the power
/// from each other at the same time come one after the other.
/// </summary>
internal static class SomebodyKeepsAdministering
{
    private static readonly Identifier Guard = Identifier.Of("administrator_guard");

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("user", RuleMoment.BeforeSave, nameof(SomebodyKeepsAdministering), CheckUserAsync),
        new("user", RuleMoment.BeforeDelete, nameof(SomebodyKeepsAdministering), CheckAsync),
        new("role", RuleMoment.BeforeSave, nameof(SomebodyKeepsAdministering), CheckRoleAsync),
        new("role", RuleMoment.BeforeDelete, nameof(SomebodyKeepsAdministering), CheckAsync),
    ];

    private static ValueTask<Refusal?> CheckUserAsync(Record user, Session session, CancellationToken ct)
    {
        var (roles, active) = (user.Object["roles"], user.Object["active"]);
        var loses = user.HasChanged(active) && user[active] is false
            || user.HasChanged(roles) && (user.Original(roles) as Guid[] ?? []).Except(user[roles] as Guid[] ?? []).Any();
        return user.IsNew || !loses ? default : CheckAsync(user, session, ct);
    }

    private static ValueTask<Refusal?> CheckRoleAsync(Record role, Session session, CancellationToken ct) =>
        role.IsNew || !role.HasChanged(role.Object["grants"]) ? default : CheckAsync(role, session, ct);

    private static async ValueTask<Refusal?> CheckAsync(Record changed, Session session, CancellationToken ct)
    {
        // The guard is read first: whatever is committed after it was read raises it, and the batch finds that out.
        var seen = await session.Workspace.Database.ScalarAsync<long?>(Sql.From($"select version from {Guard} where name = {nameof(SomebodyKeepsAdministering)}"), ct) ?? 0;
        var (roles, people) = (await RolesAsync(session, ct), await PeopleAsync(session, ct));
        if (people.Any(p => p.Before.Active && Administers(session.Schema, p.Before.Roles, roles, after: false))
            && !people.Any(p => p.After.Active && Administers(session.Schema, p.After.Roles, roles, after: true)))
            return new RuleRefused(new("last_administrator"));

        session.Include(nameof(SomebodyKeepsAdministering), batch => batch.Add(
            seen == 0
                ? Sql.From($"insert into {Guard} (name, version) values ({nameof(SomebodyKeepsAdministering)}, 1) on conflict (name) do nothing")
                : Sql.From($"update {Guard} set version = version + 1 where name = {nameof(SomebodyKeepsAdministering)} and version = {seen}"),
            Expect.One,
            changed));
        return null;
    }

    private static bool Administers(Schema schema, IEnumerable<Guid> held, IReadOnlyDictionary<Guid, (RoleDefinition? Before, RoleDefinition? After)> roles, bool after)
    {
        var policy = new AccessPolicy(schema, [.. held.Select(id => roles.GetValueOrDefault(id)).Select(r => after ? r.After : r.Before).OfType<RoleDefinition>()]);
        return policy.On(schema["user"]).EditsAll && policy.On(schema["role"]).EditsAll;
    }

    /// <summary>Every role as it is stored, and as it will be when this session is committed.</summary>
    private static async Task<IReadOnlyDictionary<Guid, (RoleDefinition? Before, RoleDefinition? After)>> RolesAsync(Session session, CancellationToken ct)
    {
        var definition = session.Schema["role"];
        var grants = definition["grants"];
        var stored = await session.Workspace.Database.ListAsync(
            Sql.From($"select id, grants from {definition.Table} where deleted_at is null"), r => (Id: r.GetGuid(0), Grants: JsonElement.Parse(r.GetText(1))), ct);
        return stored.ToDictionary(r => r.Id, r =>
        {
            var known = session.Known(definition, r.Id);
            var after = known is not null && known.HasChanged(grants) && known[grants] is JsonElement changed ? changed : r.Grants;
            return ((RoleDefinition?)Role(r.Id, r.Grants), IsGoing(known) ? null : Role(r.Id, after));
        });
    }

    /// <summary>Everybody as they are stored, and as they will be when this session is committed.</summary>
    private static async Task<IReadOnlyList<(Person Before, Person After)>> PeopleAsync(Session session, CancellationToken ct)
    {
        var definition = session.Schema["user"];
        var (roles, active) = (definition["roles"], definition["active"]);
        var stored = await session.Workspace.Database.ListAsync(
            Sql.From($"select id, roles, active from {definition.Table} where deleted_at is null"),
            r => (Id: r.GetGuid(0), Person: new Person(r.Get<bool?>(2) ?? true, Values.Read(r, 1, roles.ValueType) as Guid[] ?? [])),
            ct);
        return [.. stored.Select(s =>
        {
            var known = session.Known(definition, s.Id);
            if (known is null)
                return (s.Person, s.Person);

            var isActive = known.HasChanged(active) ? known[active] is not false : s.Person.Active;
            return (s.Person, new Person(isActive && !IsGoing(known), known.HasChanged(roles) ? known[roles] as Guid[] ?? [] : s.Person.Roles));
        })];
    }

    private static bool IsGoing(Record? record) => record is { State: RecordState.Deleting or RecordState.Purging };

    private static RoleDefinition Role(Guid id, JsonElement grants) =>
        new(id, "", new Label("", ""), grants.Deserialize<Dictionary<string, Grant>>(Json.Definitions) ?? []);

    private sealed record Person(bool Active, IReadOnlyList<Guid> Roles);
}
