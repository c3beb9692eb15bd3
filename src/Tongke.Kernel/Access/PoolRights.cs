using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Access;

/// <summary>
/// What pools give and take: members see records of a pool beyond their roles' scope, and whoever neither administers the pool nor sees every record
/// by role sees nothing of its hidden fields, nor of what hangs on its records.
/// </summary>
/// <param name="actor">Who reads.</param>
/// <param name="organization">The pools, and who is in them.</param>
/// <param name="access">What the roles allow.</param>
public readonly struct PoolRights(Actor actor, Organization organization, AccessPolicy access)
{
    /// <summary>Whether pools have a say for this actor and object; then it depends on the person.</summary>
    public bool Matter(ObjectSchema definition) => definition.Pool is not null && organization.HasPools(definition.Name) && access.On(definition).Read != Constant.True;

    /// <summary>Pools whose records the actor sees.</summary>
    public IReadOnlyCollection<Guid> Seen(ObjectSchema definition)
    {
        if (!Matter(definition) || actor.UserId is not { } user)
            return [];

        var people = organization;
        return [.. organization.PoolsOf(definition.Name).Where(p => people.IsInPool(user, p)).Select(p => p.Id)];
    }

    /// <summary>Pools whose records the actor does not see whole.</summary>
    public IReadOnlyCollection<Guid> Closed(ObjectSchema definition) => Matter(definition) ? [.. NotMine(definition).Select(p => p.Id)] : [];

    /// <summary>Pools that hide the field from the actor, or what it is made of.</summary>
    public IReadOnlyCollection<Guid> Hiding(FieldSchema field)
    {
        if (!Matter(field.Object) || field == field.Object.Pool)
            return [];

        var closed = NotMine(field.Object).Where(p => p.Hidden.Count > 0).ToArray();
        if (closed.Length == 0)
            return [];

        var names = NamesOf(field).ToHashSet(StringComparer.Ordinal);
        return [.. closed.Where(p => p.Hidden.Any(names.Contains)).Select(p => p.Id)];
    }

    /// <summary>The rights on a record that lies in <paramref name="pool"/>; those of the roles where it lies in none.</summary>
    public ObjectAccess On(ObjectSchema definition, Guid? pool)
    {
        var plain = access.On(definition);
        if (pool is not { } id || !Matter(definition) || !Closed(definition).Contains(id))
            return plain;

        var rights = this;
        return plain.Without(f => rights.Hiding(f).Contains(id));
    }

    /// <summary>The stamp of what the actor sees of the object: <see cref="ObjectAccess.Stamp"/>, and what pools keep from them.</summary>
    public string StampOf(ObjectSchema definition)
    {
        var stamp = access.On(definition).Stamp;
        return Matter(definition) ? ObjectAccess.ToStamp(NotMine(definition).Select(p => $"{p.Id} {string.Join(' ', p.Hidden.Order())}").Order().Prepend(stamp)) : stamp;
    }

    private IEnumerable<Pool> NotMine(ObjectSchema definition)
    {
        var user = actor.UserId;
        return organization.PoolsOf(definition.Name).Where(p => user is null || !p.Administrators.Contains(user.Value));
    }

    /// <summary>
    /// The names under which a field is hidden: its own, its whole's, that of the text it is a key of, and those of the fields it is calculated from or
    /// made of, their parts among them.
    /// </summary>
    private static IEnumerable<string> NamesOf(FieldSchema field)
    {
        var fields = FieldReads.Of(field).Where(f => f.Object == field.Object).Prepend(field).ToArray();
        var made = fields.SelectMany(f => f.Definition.MadeOf.Concat(f.Composite?.Definition.MadeOf ?? [])).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. fields.SelectMany(f => new[] { f.Name, f.Composite?.Name, f.Definition.KeyOf }).OfType<string>(), .. made,
            .. made.Count == 0 ? [] : field.Object.Fields.Where(f => f.Composite is { } whole && made.Contains(whole.Name)).Select(f => f.Name),
        ];
    }
}
