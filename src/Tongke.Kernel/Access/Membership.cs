using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Access;

/// <summary>What being on a record's team allows.</summary>
public enum MemberAccess
{
    /// <summary>To see the record.</summary>
    Read,

    /// <summary>To see and change it.</summary>
    Edit,
}

/// <summary>
/// Team members of single records (<c>record_member</c>): they reach a record beyond their roles' scope until the membership ends.
/// So they reach the parts of that record, as the lines of a quote. The rights on fields stay those of their roles. A record that lies in a pool belongs to nobody, and so to no team.
/// </summary>
/// <param name="actor">Who reads or writes.</param>
/// <param name="organization">Who is on teams at all.</param>
/// <param name="now">The moment: a value, or a slot where the statement is kept.</param>
public readonly struct Membership(Actor actor, Organization organization, Sql now)
{
    /// <summary>
    /// As <see cref="Widen(ObjectSchema, Identifier, Sql, MemberAccess)"/> for what an action reaches: members see, and those who may edit change;
    /// to delete a record or give it away takes a role.
    /// </summary>
    public Sql Widen(ObjectSchema definition, Identifier alias, Sql condition, RecordAction action) => action switch
    {
        RecordAction.Read => Widen(definition, alias, condition, MemberAccess.Read),
        RecordAction.Edit => Widen(definition, alias, condition, MemberAccess.Edit),
        _ => condition,
    };

    /// <summary>Adds the records whose team the actor is on to a role's condition.</summary>
    public Sql Widen(ObjectSchema definition, Identifier alias, Sql condition, MemberAccess access)
    {
        if (actor.UserId is not { } user || !definition.IsOwned || !organization.IsOnTeams(user))
            return condition;

        var inPool = definition.Pool is { } pool ? Sql.From($" and {alias}.{pool.Column} is null") : Sql.Empty;
        var power = access == MemberAccess.Edit ? Sql.Literal(" and m.access = 'edit'") : Sql.Empty;
        var record = definition.Definition.PartOf is { } whole && definition.Find(whole) is { } lookup ? Sql.From($"m.record in ({alias}.id, {alias}.{lookup.Column})") : Sql.From($"m.record = {alias}.id");
        return Sql.From($"({condition} or exists (select 1 from record_member m where {record} and m.user = {user} and (m.expires_at is null or m.expires_at > {now}) and m.deleted_at is null{power}){inPool})");
    }
}
