using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>Reads what starts with a name in a formula: a constant, a function, a field path, something over children.</summary>
internal sealed class FormulaNames(FormulaParser parser, ObjectSchema scope)
{
    private readonly SeenFields seen = parser.FieldsOf(scope);

    public Expr Read(FormulaToken name)
    {
        if (parser.Sees("(")) return FormulaParser.At(name.Position, () => CallOf(name));

        return name.Text.ToUpperInvariant() switch
        {
            _ when seen.Find(name.Text) is not null => FieldOf(name, scope),
            "TRUE" => Constant.True,
            "FALSE" => Constant.False,
            "BLANK" or "NULL" or "EMPTY" => Calls.Empty,
            _ => FieldOf(name, scope),
        };
    }

    private Expr CallOf(FormulaToken name)
    {
        var written = name.Text.ToUpperInvariant();
        if (ChildOf(written) is { } child) return OverChildren(written, child);

        switch (written)
        {
            case "ME": return None(ContextName.Me);
            case "MYDEPARTMENT": return None(ContextName.MyDepartment);
            case "MYDEPARTMENTTREE": return None(ContextName.MyDepartmentTree);
            case "MYDEPARTMENTPATH": return None(ContextName.MyDepartmentPath);
            case "MYROLES": return None(ContextName.MyRoles);
            case "MYTEAM": return None(ContextName.MeAndMySubordinates);
            case "NOW": return None(ContextName.Now);
            case "TODAY": return None(ContextName.Today);
            case "TRUE": _ = parser.Arguments(scope); return Constant.True;
            case "FALSE": _ = parser.Arguments(scope); return Constant.False;
        }

        if (Functions.Find(written) is not { } function && !FormulaShorthands.Knows(written))
            throw Unknown("formula_unknown_function", name, Functions.WrittenNames.Concat(FormulaShorthands.Names), name.Text);

        var arguments = parser.Arguments(scope);
        return FormulaShorthands.Expand(written, arguments) ?? Calls.Make(Functions.Find(written)!, arguments);
    }

    private ContextValue None(ContextName name)
    {
        parser.Expect("(");
        parser.Expect(")");
        return Calls.Context(name);
    }

    /// <summary>The child lookup that stands first between the brackets, when the function is one over children.</summary>
    private FieldSchema? ChildOf(string function)
    {
        if (function is not ("COUNT" or "SUM" or "AVG" or "AVERAGE" or "MIN" or "MAX" or "ANY" or "ALL")) return null;
        if (parser.Peek(1) is not { Kind: FormulaTokenKind.Name } name) return null;

        var child = seen.FindChild(name.Text);
        if (child is null && seen.Find(name.Text) is null && function is "SUM" or "ANY" or "ALL")
            throw Unknown("formula_unknown_children", name, seen.ChildNames, name.Text, scope.Label);

        return seen.Find(name.Text) is null ? child : null;
    }

    private Expr OverChildren(string function, FieldSchema child)
    {
        parser.Expect("(");
        _ = parser.TakeName();
        var of = parser.TryTake(".") ? FieldOf(parser.TakeName(), child.Object) : null;
        var condition = parser.TryTake(",") ? parser.Argument(child.Object) : null;
        parser.Expect(")");
        if (condition is not null && condition.Type.Kind != ValueKind.Boolean)
            throw new RefusedExpressionException("expression_argument_kind", function, KindLabels.Of(ValueKind.Boolean), KindLabels.Of(condition.Type.Kind));

        return function switch
        {
            "ANY" => Relations.Quantify(Quantifier.Any, child, condition),
            "ALL" => Relations.Quantify(Quantifier.All, child, condition),
            "COUNT" => Relations.Aggregate(Aggregate.Count, child, null, condition),
            "SUM" => Relations.Aggregate(Aggregate.Sum, child, of, condition),
            "MIN" => Relations.Aggregate(Aggregate.Min, child, of, condition),
            "MAX" => Relations.Aggregate(Aggregate.Max, child, of, condition),
            _ => Relations.Aggregate(Aggregate.Average, child, of, condition),
        };
    }

    private FieldPath FieldOf(FormulaToken name, ObjectSchema from)
    {
        var path = new List<FieldSchema>();
        while (true)
        {
            var fields = parser.FieldsOf(from);
            var field = fields.Find(name.Text) ?? throw Unknown("formula_unknown_field", name, fields.Names, name.Text, from.Label);
            path.Add(field);
            if (!parser.TryTake("."))
                return FormulaParser.At(name.Position, () => Relations.Path(path));
            if (field.Target is not { } target || field.ValueType.Kind != ValueKind.Id)
                throw new RefusedExpressionException(new("formula_not_a_lookup", field.Name, field.Label), name.Position);

            (from, name) = (target, parser.TakeName());
        }
    }

    private static RefusedExpressionException Unknown(string code, FormulaToken name, IEnumerable<string> known, params IReadOnlyList<object?> values) =>
        new(Spelling.Nearest(name.Text, known) is { } meant ? new(code + "_meant", [.. values, meant]) : new(code, values), name.Position);
}
