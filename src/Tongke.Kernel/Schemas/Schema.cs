using System.Collections.Concurrent;
using System.Collections.Frozen;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;

namespace Tongke.Kernel.Schemas;

/// <summary>
/// An immutable snapshot of every object, compiled once by <see cref="SchemaCompiler"/> and swapped whole. Reading it takes no lock.
/// </summary>
public sealed class Schema
{
    private readonly FrozenDictionary<string, ObjectSchema> objects;
    private readonly ConcurrentDictionary<string, AccessPolicy> policies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, AccessPolicy> policiesOfOne = new();
    private readonly AccessPolicy systemPolicy;

    internal Schema(long version, IEnumerable<ObjectSchema> objects, IReadOnlyList<RoleDefinition> roles, Conventions conventions)
    {
        Version = version;
        Objects = [.. objects];
        this.objects = Objects.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);
        Roles = roles.ToFrozenDictionary(r => r.Id);
        Conventions = conventions;
        systemPolicy = new AccessPolicy(this, [RoleDefinition.System]);
        RollUpsByChild = Objects.SelectMany(o => o.Fields).Where(f => f.RollUp is not null).ToLookup(f => f.RollUp!.Child);
    }

    /// <summary>The same objects under roles and conventions of another moment.</summary>
    internal Schema With(long version, IReadOnlyList<RoleDefinition> roles, Conventions conventions) => new(version, Objects, roles, conventions);

    /// <summary>Grows by one with every change; other nodes notice a newer one.</summary>
    public long Version { get; }

    /// <summary>What its formulas and roll-ups mean, all together: two Schemas with the same mark compute the same values.</summary>
    internal string ComputedMark => field ??= SystemObjects.ComputedFields.MarkOf(this);

    /// <summary>The company's conventions.</summary>
    public Conventions Conventions { get; }

    /// <summary>The roles by id.</summary>
    public IReadOnlyDictionary<Guid, RoleDefinition> Roles { get; }

    /// <summary>Reads query options.</summary>
    public ParsedQueries Queries { get; } = new();

    /// <summary>Queries compiled under this Schema.</summary>
    internal ReadPlans Plans { get; } = new();

    /// <summary>How often words stand in records.</summary>
    internal WordFrequencies Frequencies { get; } = new();

    /// <summary>Roll-up fields by the object whose records they aggregate.</summary>
    internal ILookup<ObjectSchema, FieldSchema> RollUpsByChild { get; }

    /// <summary>What an actor with its roles may do; the same for all actors with the same roles and purposes.</summary>
    public AccessPolicy PolicyOf(Actor actor)
    {
        if (actor.IsSystem)
            return systemPolicy;

        if (actor is { Roles: [var role], Purposes: null or { Names.Count: 0 } })
            return policiesOfOne.GetOrAdd(role, only => new AccessPolicy(this, Roles.TryGetValue(only, out var definition) ? [definition] : []));

        return policies.GetOrAdd(
            $"{string.Join(',', actor.Roles.Order())} {actor.Purposes}",
            _ => new AccessPolicy(this, [.. actor.Roles.Select(Roles.GetValueOrDefault).OfType<RoleDefinition>()], actor.Purposes));
    }

    /// <summary>All objects, in the order of their definitions.</summary>
    public IReadOnlyList<ObjectSchema> Objects { get; }

    /// <summary>The object named <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none: a bug, since callers check names from outside with <see cref="Find"/>.</exception>
    public ObjectSchema this[string name] => Find(name) ?? throw new KeyNotFoundException($"There is no object '{name}'.");

    /// <summary>The object named <paramref name="name"/>, if any.</summary>
    public ObjectSchema? Find(string name) => objects.GetValueOrDefault(name);
}
