using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A lock with its condition and fields resolved.</summary>
/// <param name="When">Over the record.</param>
/// <param name="Fields">The fields it closes.</param>
/// <param name="IsWhole">Whether the record can't be deleted while it holds.</param>
/// <param name="PartOf">The lookup to the record whose lock it is, for the parts of that: none is made or deleted while it holds.</param>
public sealed record LockSchema(Expr When, IReadOnlySet<FieldSchema> Fields, bool IsWhole, FieldSchema? PartOf = null)
{
    /// <summary>The same lock for the parts of the record: behind their lookup to it; null where the condition looks into children, of which a part knows nothing.</summary>
    internal static LockSchema? ForPart(LockSchema lockOfWhole, FieldSchema lookup) => ExprShape.Behind(lookup, lockOfWhole.When) is { } when
        ? new(when, lookup.Object.Fields.Where(f => !f.IsSystem).ToHashSet(), true, lookup)
        : null;

    /// <summary>The fields a definition closes, or the names it has wrong.</summary>
    internal static (IReadOnlySet<FieldSchema> Fields, IReadOnlyList<string> Unknown) FieldsOf(ObjectSchema schema, LockDefinition definition)
    {
        var named = definition.Fields ?? definition.Except ?? [];
        var unknown = named.Where(n => schema.Find(n) is null).ToArray();
        var closed = definition.Fields is { } fields
            ? fields.Select(schema.Find).OfType<FieldSchema>()
            : schema.Fields.Where(f => (!f.IsSystem || f.Name is SystemFields.Owner or SystemFields.Department) && !named.Contains(f.Name) && (f.Composite is null || !named.Contains(f.Composite.Name)));
        return (closed.ToHashSet(), unknown);
    }
}
