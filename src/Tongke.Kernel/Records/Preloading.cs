using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>Loads what expressions will read around a record, so that evaluating them needs no database.</summary>
internal static class Preloading
{
    /// <summary>Loads what the validation of the record will read.</summary>
    public static async ValueTask ForConditionsAsync(Session session, Record record, CancellationToken ct)
    {
        var (paths, children) = record.Object.ConditionReads;
        foreach (var path in paths)
            await WalkAsync(session, record, path, ct);

        foreach (var child in record.IsNew ? [] : children) // nothing that is stored hangs on a new record
            await session.LoadWhereAsync(child.Object, Condition.Equal(new FieldPath(child), record.Id), ct: ct);
    }

    /// <summary>Loads the records along the paths of <paramref name="expressions"/>, and the children they look into.</summary>
    public static async ValueTask ForAsync(Session session, Record record, IEnumerable<Expr> expressions, CancellationToken ct)
    {
        foreach (var expression in expressions)
        {
            foreach (var path in ExprShape.Paths(expression).Where(p => p.Path.Count > 1))
                await WalkAsync(session, record, path, ct);

            foreach (var child in record.IsNew ? [] : ExprShape.Children(expression))
                await session.LoadWhereAsync(child.Object, Condition.Equal(new FieldPath(child), record.Id), ct: ct);
        }
    }

    private static async ValueTask WalkAsync(Session session, Record record, FieldPath path, CancellationToken ct)
    {
        var at = record;
        foreach (var lookup in path.Path.SkipLast(1))
        {
            if (at.Object != lookup.Object || at[lookup] is not Guid id || await session.LoadAsync(lookup.Target!, id, ct) is not { } next)
                return;

            at = next;
        }
    }
}
