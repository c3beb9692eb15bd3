using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>What an expression uses, without evaluating it.</summary>
public static class ExprShape
{
    /// <summary>Most nodes that one expression may have, the formulas it reads counted in.</summary>
    public const int LargestSize = 5_000;

    /// <summary>Every field it uses, once: lookups in paths, child lookups, and what any/all conditions and aggregates read. A formula field counts as itself.</summary>
    public static IReadOnlyCollection<FieldSchema> Fields(Expr expression)
    {
        var fields = new HashSet<FieldSchema>();
        Walk(expression, e =>
        {
            switch (e)
            {
                case FieldPath path: fields.UnionWith(path.Path); break;
                case Quantified quantified: fields.Add(quantified.Child); break;
                case Aggregated aggregated: fields.Add(aggregated.Child); break;
            }
        });
        return fields;
    }

    /// <summary>
    /// Whether its value can be kept in a column: it knows no clock and no reader, depends on no convention an administrator may change,
    /// and reads only columns of its own record.
    /// </summary>
    public static bool IsStorable(Expr expression)
    {
        var storable = true;
        Walk(expression, e => storable &= e switch
        {
            ContextValue or Quantified or Aggregated => false,
            FieldPath path => path is { Path.Count: 1, Field.Storage: FieldStorage.Column or FieldStorage.StoredFormula },
            Call call => call.Function.Needs == ConventionNeed.None,
            _ => true,
        });
        return storable;
    }

    /// <summary>The field paths from the record itself; those inside any/all and aggregates start at the child and are left out.</summary>
    public static IReadOnlyCollection<FieldPath> Paths(Expr expression)
    {
        var paths = new HashSet<FieldPath>();
        Expand(expression, [], e => { if (e is FieldPath path) paths.Add(path); });
        return paths;
    }

    /// <summary>Whether it asks for <paramref name="name"/>.</summary>
    public static bool Names(Expr expression, ContextName name)
    {
        var found = false;
        Walk(expression, e => found |= e is ContextValue value && value.Name == name);
        return found;
    }

    /// <summary>The child lookups whose records it looks into.</summary>
    public static IReadOnlyCollection<FieldSchema> Children(Expr expression)
    {
        var children = new HashSet<FieldSchema>();
        Expand(expression, [], e =>
        {
            if (e is Quantified quantified) children.Add(quantified.Child);
            if (e is Aggregated aggregated) children.Add(aggregated.Child);
        });
        return children;
    }

    /// <summary>How many nodes it has when the virtual formulas it reads stand in place of their fields; never counts far beyond <see cref="LargestSize"/>.</summary>
    public static int Size(Expr expression)
    {
        var size = 0;
        Count(expression, ref size, 0);
        return size;
    }

    /// <summary>The expressions directly inside.</summary>
    public static IEnumerable<Expr> Inside(Expr expression) => expression switch
    {
        Call call => call.Arguments,
        Quantified { Condition: { } condition } => [condition],
        Aggregated aggregated => new[] { aggregated.Of, aggregated.Filter }.OfType<Expr>(),
        _ => [],
    };

    /// <summary>The same expression for the records whose <paramref name="lookup"/> leads to the one it was made for; null where it looks into children.</summary>
    public static Expr? Behind(FieldSchema lookup, Expr expression)
    {
        switch (expression)
        {
            case FieldPath path:
                return new FieldPath([lookup, .. path.Path]);
            case Call call:
                var arguments = call.Arguments.Select(a => Behind(lookup, a)).ToArray();
                return arguments.Contains(null) ? null : call with { Arguments = arguments! };
            case Quantified or Aggregated:
                return null;
            default:
                return expression;
        }
    }

    private static void Walk(Expr expression, Action<Expr> visit)
    {
        visit(expression);
        foreach (var inside in Inside(expression))
            Walk(inside, visit);
    }

    /// <summary>Visits what is evaluated over the record itself, virtual formulas of its own fields included.</summary>
    private static void Expand(Expr expression, HashSet<FieldSchema> open, Action<Expr> visit)
    {
        visit(expression);
        if (expression is FieldPath { Path.Count: 1, Field: { Storage: FieldStorage.Virtual, Formula: { } formula } field } && open.Add(field))
        {
            Expand(formula, open, visit);
            open.Remove(field);
        }

        if (expression is Call call)
            foreach (var argument in call.Arguments)
                Expand(argument, open, visit);
    }

    private static void Count(Expr expression, ref int size, int depth)
    {
        if (++size > LargestSize || depth > 200)
        {
            size = LargestSize + 1;
            return;
        }

        if (expression is FieldPath { Field: { Storage: FieldStorage.Virtual, Formula: { } formula } })
            Count(formula, ref size, depth + 1);
        foreach (var inside in Inside(expression))
        {
            if (size > LargestSize) return;
            Count(inside, ref size, depth + 1);
        }
    }
}
