using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;

namespace Tongke.Server.Records;

/// <summary>Finds the record that a path names, by its id or by a unique field.</summary>
internal static class RecordKeys
{
    /// <summary>The id; null when no record within reach has the key.</summary>
    public static async ValueTask<Guid?> FindAsync(Session session, ObjectSchema definition, RecordPath path, CancellationToken ct)
    {
        if (path.Id is not null)
            return path.Id;

        var (field, value) = KeyOf(session, definition, path);
        return await session.FindWhereAsync(definition, Condition.Equal(new FieldPath(field), value), 2, ct) is [var only] ? only.Id : null;
    }

    /// <summary>The record of the path if <paramref name="action"/> reaches it.</summary>
    /// <exception cref="RequestRefusedException">It does not.</exception>
    public static async ValueTask<Record> GetAsync(Session session, ObjectSchema definition, RecordPath path, RecordAction action, CancellationToken ct)
    {
        var id = await FindAsync(session, definition, path, ct) ?? throw new RequestRefusedException(Refusals.ToError(new NotFound(definition, null)));
        var found = await session.FindAsync(definition, id, action, ct);
        Refusals.ThrowIfAny(found.Refusal);
        return found.Record!;
    }

    /// <summary>The unique field of the path and the value it names.</summary>
    /// <exception cref="RequestRefusedException">The field is no key that the caller may read, or can't have the value.</exception>
    public static (FieldSchema Field, object Value) KeyOf(Session session, ObjectSchema definition, RecordPath path)
    {
        var (name, text) = path.Key!.Value;
        if (definition.Find(name) is not { Definition.Unique: true } field || !session.Access.On(definition).MayRead(field))
            throw new RequestRefusedException(400, "no_such_key", name.Cut(60), definition.Label);

        var coerced = field.Type.FromText(text ?? "", field, session.Schema.Conventions);
        if (coerced.Problem is { } problem)
            throw new RequestRefusedException(Refusals.ToError(new Invalid([new(name, problem)])));

        return (field, coerced.Value ?? throw new RequestRefusedException(400, "no_such_key", name, definition.Label));
    }
}
