using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>Field paths and children, for all parsers alike.</summary>
public static class Relations
{
    /// <summary>Longest path over lookups.</summary>
    public const int LongestPath = 6;

    /// <summary>What the name of a lookup's way begins with.</summary>
    public const string Way = "to_";

    /// <summary>Name by which a lookup leads to its record where its own name means the id: <c>to_account</c>. Other software is told of lookups by it.</summary>
    public static string WayOf(FieldSchema lookup) => $"{Way}{lookup.Name}";

    /// <summary>The field of that name, or the lookup whose way has it.</summary>
    public static FieldSchema? FindField(ObjectSchema scope, string name) => scope.Find(name) is { } own
        ? own
        : name.StartsWith(Way, StringComparison.Ordinal) && scope.Find(name[Way.Length..]) is { Target: not null, ValueType.Kind: ValueKind.Id or ValueKind.Ids } lookup ? lookup : null;

    /// <summary>
    /// Name by which a parent reaches the records whose lookup <paramref name="child"/> points to it: <c>contact_account</c>. Where the parent itself is called
    /// so, as the category of products is, it is <c>product_by_category</c>: in OData nothing within a type has the name of the type.
    /// </summary>
    public static string NameOf(FieldSchema child)
    {
        var name = $"{child.Object.Name}_{child.Name}";
        return name == child.Target?.Name ? $"{child.Object.Name}_by_{child.Name}" : name;
    }

    /// <summary>The child lookup that <paramref name="name"/> means on <paramref name="parent"/>: by its full name, by a child table of the parent, or by the child object's name when it points here only once.</summary>
    public static FieldSchema? FindChild(ObjectSchema parent, string name)
    {
        if (parent.Referrers.FirstOrDefault(r => NameOf(r) == name) is { } exact) return exact;
        if (parent.Find(name) is { Definition: { Type: "child_table", By: { } by }, Target: { } target }) return target.Find(by);

        var named = parent.Referrers.Where(r => r.Object.Name == name).Take(2).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    internal static IEnumerable<string> ChildNames(ObjectSchema parent) => parent.Referrers.Select(NameOf);

    internal static FieldPath Path(IReadOnlyList<FieldSchema> path)
    {
        if (path.Count > LongestPath) throw new RefusedExpressionException("expression_path_too_long", LongestPath);
        if (path[^1].Storage == FieldStorage.None) throw new RefusedExpressionException("expression_field_without_value", path[^1].Name, path[^1].Label);

        // account.id is account itself: no join needed.
        return path.Count > 1 && path[^1].Name == SystemFields.Id ? new([.. path.SkipLast(1)]) : new([.. path]);
    }

    internal static Quantified Quantify(Quantifier quantifier, FieldSchema child, Expr? condition) => quantifier == Quantifier.All && condition is null
        ? throw new RefusedExpressionException("expression_argument_count", "ALL", 2, 1)
        : new(quantifier, child, condition);

    internal static Aggregated Aggregate(Aggregate function, FieldSchema child, Expr? of, Expr? filter) => function == Expressions.Aggregate.Count
        ? new(function, child, null, filter, new(ValueKind.Integer))
        : new(function, child, of ?? throw new RefusedExpressionException("expression_aggregate_field", NameOf(child)), filter, TypeOf(function, of));

    /// <summary>The type of an aggregate over <paramref name="of"/>.</summary>
    internal static ExprType TypeOf(Aggregate function, Expr of)
    {
        var isOpaque = of.Type.Kind is ValueKind.Texts or ValueKind.Ids or ValueKind.Json or ValueKind.Bytes;
        var fits = function switch
        {
            Expressions.Aggregate.Sum or Expressions.Aggregate.Average => Calls.IsNumber(of),
            Expressions.Aggregate.Min or Expressions.Aggregate.Max => !isOpaque && of.Type.Kind is not (ValueKind.Id or ValueKind.Boolean),
            Expressions.Aggregate.Count or Expressions.Aggregate.CountDistinct => !isOpaque,
        };
        if (!fits) throw new RefusedExpressionException("expression_not_aggregable", KindLabels.Of(of.Type.Kind));

        return function switch
        {
            Expressions.Aggregate.Count or Expressions.Aggregate.CountDistinct => new(ValueKind.Integer),
            Expressions.Aggregate.Average => new(ValueKind.Decimal, Functions.QuotientScale),
            Expressions.Aggregate.Sum or Expressions.Aggregate.Min or Expressions.Aggregate.Max => of.Type,
        };
    }
}
