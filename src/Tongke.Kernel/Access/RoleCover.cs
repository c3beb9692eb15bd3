using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Access;

/// <summary>Compares rights: whether somebody with some roles may do everything another role allows.</summary>
public static class RoleCover
{
    /// <summary>Whether the <paramref name="held"/> roles together allow all that each of the <paramref name="wanted"/> ones does.</summary>
    public static bool Covers(Schema schema, IReadOnlyCollection<Guid> held, IEnumerable<Guid> wanted) =>
        Covers(schema, held, [.. wanted.Where(id => !held.Contains(id)).Select(schema.Roles.GetValueOrDefault).OfType<RoleDefinition>()]);

    /// <summary>Whether the <paramref name="held"/> roles together allow all that each of the <paramref name="wanted"/> ones does, which may not be stored yet.</summary>
    public static bool Covers(Schema schema, IReadOnlyCollection<Guid> held, IReadOnlyCollection<RoleDefinition> wanted)
    {
        if (wanted.Count == 0)
            return true;

        var roles = held.Select(schema.Roles.GetValueOrDefault).OfType<RoleDefinition>().ToArray();
        var policy = new AccessPolicy(schema, roles);
        return wanted.All(role => schema.Objects.All(definition => Covers(definition, roles, policy, role, new AccessPolicy(schema, [role]))));
    }

    private static bool Covers(ObjectSchema definition, RoleDefinition[] roles, AccessPolicy policy, RoleDefinition wantedRole, AccessPolicy wantedPolicy)
    {
        if (wantedRole.On(definition) is not { } wanted)
            return true;

        // Who manages everything else may hand out the roles that alone reach an object, without having them.
        if (definition.Definition.NamedOnly && roles.Any(role => role.Grants.TryGetValue("*", out var rest) && rest is { Create: true, Edit: "all", Approve: true, Purge: true }))
            return true;

        var held = roles.Select(role => role.On(definition)).OfType<Grant>().ToArray();
        var (mine, theirs) = (policy.On(definition), wantedPolicy.On(definition));
        return mine.Actions.IsSupersetOf(theirs.Actions)
            && (!theirs.May(RecordAction.Create) || mine.MakesAsMuchAs(theirs))
            && definition.Fields.All(f => mine.Right(f) >= theirs.Right(f))
            && Reaches(held.Select(g => g.Read), wanted.Read)
            && Reaches(held.Select(g => g.Edit), wanted.Edit)
            && Reaches(held.Select(g => g.Delete), wanted.Delete);
    }

    private static bool Reaches(IEnumerable<string> held, string wanted) => wanted == "none" || held.Any(scope => scope == wanted || Includes(scope, wanted));

    // Formulas are compared as text only; a department scope does not include one's subordinates in other departments.
    private static bool Includes(string scope, string narrower) => (scope, narrower) switch
    {
        ("all", _) => true,
        ("department_tree", "own" or "subordinates" or "department") => true,
        ("department" or "subordinates", "own") => true,
        _ => false,
    };
}
