using System.Collections.Concurrent;
using System.Collections.Frozen;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Access;

/// <summary>
/// What an actor with a given set of roles may do: for each object the union of the roles' grants, most permissive wins, narrowed to the purposes
/// of a key.
/// Compiled per object on first use, for one Schema.
/// </summary>
public sealed class AccessPolicy(Schema schema, IReadOnlyList<RoleDefinition> roles, Purposes? purposes = null)
{
    private readonly ConcurrentDictionary<string, ObjectAccess> objects = new(StringComparer.Ordinal);

    /// <summary>The roles it unites.</summary>
    public IReadOnlyList<RoleDefinition> Roles => roles;

    /// <summary>What is allowed on <paramref name="definition"/>.</summary>
    public ObjectAccess On(ObjectSchema definition) => objects.GetOrAdd(definition.Name, _ => Compile(schema[definition.Name]));

    /// <summary>Whether every record of it is seen, and so what happens to them may be told without asking for each.</summary>
    public bool SeesAll(ObjectSchema definition) =>
        On(definition).Read == Constant.True && (definition.Attachment is not { } attachment || attachment.Holders(schema).All(SeesAll));

    private ObjectAccess Compile(ObjectSchema definition)
    {
        var grants = roles
            .Select(role => role.On(definition))
            .OfType<Grant>()
            .Select(g => definition.Definition.WrittenByRules ? ReadingOf(g) : g)
            .Select(g => Narrowed(g, definition.Name))
            .ToArray();

        var actions = new HashSet<RecordAction>();
        void Allow(RecordAction action, Func<Grant, bool> may)
        {
            if (grants.Any(may)) actions.Add(action);
        }

        Allow(RecordAction.Read, g => g.Read != "none");
        Allow(RecordAction.Create, g => g.Create);
        Allow(RecordAction.Edit, g => g.Edit != "none");
        Allow(RecordAction.Delete, g => g.Delete != "none");
        Allow(RecordAction.Purge, g => g.Purge);
        Allow(RecordAction.Transfer, g => g.Transfer);
        Allow(RecordAction.Import, g => g.Import && g.Create && definition.Definition.Imports);
        Allow(RecordAction.Export, g => g.Export && g.Read != "none");
        Allow(RecordAction.MassEdit, g => g.MassEdit);
        Allow(RecordAction.Approve, g => g.Approve && g.Read != "none");

        var rights = definition.Fields.Select(field => Right(field, grants)).ToArray();
        foreach (var key in definition.Fields.Where(f => f.Definition.KeyOf is { } of && !MayReadSource(of)))
            rights[key.Ordinal] = FieldRight.None;

        bool MayReadSource(string of) => of.Split('.') is [var other, var name]
            ? schema[other] is var source && On(source).May(RecordAction.Read) && On(source).MayRead(source[name])
            : definition.Find(of) is not { } own || rights[own.Ordinal] >= FieldRight.Read;

        return new ObjectAccess(
            definition,
            actions.ToFrozenSet(),
            TypesOf(grants),
            Union(definition, grants.Select(g => g.Read)),
            Union(definition, grants.Select(g => g.Edit)),
            Union(definition, grants.Select(g => g.Delete)),
            rights);
    }

    /// <summary>The kinds of records that the grants let make; null when one of them lets make every kind.</summary>
    private static FrozenSet<string>? TypesOf(IReadOnlyList<Grant> grants)
    {
        var making = grants.Where(g => g.Create).ToArray();
        return making.Length == 0 || making.Any(g => g.Types is null) ? null : making.SelectMany(g => g.Types!).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>What of a grant is left for the purposes: every surface asks the policy, so that a key reaches nothing else by any path.</summary>
    private Grant Narrowed(Grant grant, string definition)
    {
        if (purposes is null || purposes.MayWrite(definition))
            return grant;

        return purposes.MayRead(definition) ? ReadingOf(grant) : new Grant { Fields = grant.Fields };
    }

    private static Grant ReadingOf(Grant grant) => new() { Read = grant.Read, Export = grant.Export, Fields = grant.Fields };

    private static FieldRight Right(FieldSchema field, IReadOnlyList<Grant> grants)
    {
        if (field.Definition.RulesOnly || grants.All(g => g.Read == "none" && !g.Create))
            return FieldRight.None;

        // Parts follow their composite, so that a hidden address has no visible city.
        var named = field.Composite?.Name ?? field.Name;
        var right = grants.Max(g => g.Fields switch
        {
            null => FieldRight.Edit,
            var map when field.IsSystem && !map.ContainsKey(named) => FieldRight.Edit,
            var map => map.TryGetValue(named, out var own) ? own : map.GetValueOrDefault("*"),
        });
        return field.Object.Definition.WrittenByRules && right == FieldRight.Edit ? FieldRight.Read : right;
    }

    private static Expr Union(ObjectSchema definition, IEnumerable<string> scopes) =>
        Condition.AnyOf(scopes.Distinct().Select(scope => Scopes.Compile(scope, definition)));
}
