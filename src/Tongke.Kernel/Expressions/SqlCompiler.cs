using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Turns an expression into SQL of both dialects. Every constant is a parameter. Decimals have two forms on SQLite: the scaled integer of columns, in which
/// they are compared, sorted and aggregated natively and by index, and canonical text ("free"), in which functions calculate.
/// On PostgreSQL both are numeric.
/// </summary>
/// <param name="scope">Where columns and joins come from.</param>
/// <param name="seesAll">Whether what is read is not limited to the reader's reach: inside formula fields.</param>
/// <param name="depth">How many formula fields stand around.</param>
internal sealed partial class SqlCompiler(SqlScope scope, bool seesAll, int depth = 0)
{
    private const int DeepestFormulas = 40;

    /// <summary>The value in column form.</summary>
    public Sql Column(Expr expression) => expression.Type.Kind == ValueKind.Decimal
        ? Sql.PerDialect(Scaled(expression, expression.Type.Scale), PostgresColumn(expression, expression.Type.Scale))
        : Free(expression);

    /// <summary>A stored formula's value in the form of its own column.</summary>
    public Sql Stored(FieldSchema field)
    {
        var formula = field.Formula ?? throw new InvalidOperationException($"{field} has no formula.");
        if (field.ValueType.Kind != ValueKind.Decimal)
            return Column(formula);

        var number = formula.Type.Kind == ValueKind.Integer ? Calls.Make(Functions.ToDecimal, formula) : formula;
        return Sql.PerDialect(Scaled(number, field.ValueType.Scale), PostgresColumn(number, field.ValueType.Scale));
    }

    /// <summary>An aggregate over the rows of a group, in column form of its type; <paramref name="of"/> is null for count.</summary>
    public Sql Aggregated(Aggregate function, Expr? of)
    {
        if (of is null || function == Aggregate.Count) return Sql.Literal("count(*)");
        if (function == Aggregate.Average) return Sql.PerDialect(Sql.From($"x_scaled({Average(of)}, {Sql.Integer(Functions.QuotientScale)})"), Fit(Average(of), Functions.QuotientScale));

        return AggregateOf(function, Column(of), of.Type);
    }

    /// <summary>The value; decimals in free form.</summary>
    public Sql Free(Expr expression) => expression switch
    {
        Constant constant => ConstantOf(constant),
        FieldPath { Field: { Storage: FieldStorage.Virtual } field } path => Inlined(path, field),
        FieldPath path when path.Type.Kind == ValueKind.Decimal => Sql.PerDialect(FromScaled(scope.ColumnOf(path.Path, seesAll), path.Type.Scale), scope.ColumnOf(path.Path, seesAll)),
        FieldPath path => scope.ColumnOf(path.Path, seesAll),
        ContextValue context => ContextOf(context),
        Call call when IsPredicate(call.Function) => Sql.From($"(({Truth(call)}) is true)"),
        Call call => CallOf(call),
        Quantified quantified => Sql.From($"({Truth(quantified)})"),
        Aggregated aggregated => AggregatedOf(aggregated),
        _ => throw new InvalidOperationException($"{expression.GetType()} has no SQL."),
    };

    /// <summary>A decimal as SQLite's scaled integer.</summary>
    private Sql Scaled(Expr expression, int scale) => expression switch
    {
        FieldPath { Field.Storage: not FieldStorage.Virtual } path when path.Type.Scale == scale => scope.ColumnOf(path.Path, seesAll),
        Constant { Value: decimal number } when Numbers.ToColumn(number, scale) is { } fitting => Sql.Value(fitting, ColumnType.Decimal(ColumnType.MaxPrecision, scale)),
        Call call when call.Function == Functions.ToDecimal && scale == 0 && call.Arguments[0] is FieldPath whole => Free(whole),
        Aggregated { Function: Aggregate.Sum or Aggregate.Min or Aggregate.Max } aggregated when aggregated.Type.Scale == scale => ScaledAggregate(aggregated),
        _ => Sql.From($"x_scaled({Free(expression)}, {Sql.Integer(scale)})"),
    };

    private Sql PostgresColumn(Expr expression, int scale) =>
        expression is FieldPath { Field.Storage: not FieldStorage.Virtual } path ? scope.ColumnOf(path.Path, seesAll) : Fit(Free(expression), scale);

    /// <summary>Rounds a PostgreSQL number to a column's digits and empties it when it has too many.</summary>
    private static Sql Fit(Sql number, int scale)
    {
        var limit = Sql.From($"1e{Sql.Integer(ColumnType.MaxPrecision - scale)}::numeric");
        return Sql.From($"nullif(nullif(least(greatest(round({number}, {Sql.Integer(scale)}), -{limit}), {limit}), -{limit}), {limit})");
    }

    private static Sql FromScaled(Sql scaled, int scale) => Sql.From($"x_free({scaled}, {Sql.Integer(scale)})");

    private static Sql ConstantOf(Constant constant) => constant.Type.Kind == ValueKind.Decimal
        ? Sql.CanonicalDecimal((decimal?)constant.Value)
        : Sql.Value(constant.Value, ColumnTypes.Of(constant.Type));

    /// <summary>Where the statement is kept for others, the moment is one of the values with which it is run.</summary>
    private Sql ContextOf(ContextValue context) => context.Name == ContextName.Now && scope.Context.Use is not null ? Sql.MomentSlot : Sql.Value(scope.Context[context.Name], ColumnTypes.Of(context.Type));

    /// <summary>A virtual formula stands where its field is read, with the value its column would have.</summary>
    private Sql Inlined(FieldPath path, FieldSchema field)
    {
        if (depth > DeepestFormulas) throw new InvalidOperationException($"The formula of {field} reads itself.");

        var formula = field.Formula ?? throw new InvalidOperationException($"{field} has no formula.");
        formula = Folding.Apply(formula, scope.Context);
        if (field.ValueType.Kind == ValueKind.Decimal && formula.Type.Kind == ValueKind.Integer) formula = Calls.Make(Functions.ToDecimal, formula);
        var value = new SqlCompiler(path.Path.Count == 1 ? scope : scope.At(path.Path, seesAll), seesAll: true, depth + 1);
        var result = field.ValueType.Kind == ValueKind.Decimal
            ? Sql.PerDialect(FromScaled(value.Scaled(formula, field.ValueType.Scale), field.ValueType.Scale), Fit(value.Free(formula), field.ValueType.Scale))
            : value.Free(formula);
        return scope.Shown(field, scope.AliasOf(path.Path, seesAll), result);
    }

    private Sql CallOf(Call call)
    {
        var function = call.Function;
        if (function == Functions.If)
            return Sql.From($"case when {Truth(call.Arguments[0])} then {Free(call.Arguments[1])} else {Free(call.Arguments[2])} end");
        if (function == Functions.Coalesce)
            return call.Arguments.Count == 1 ? Free(call.Arguments[0]) : Sql.From($"coalesce({Sql.Join(", ", call.Arguments.Select(Free))})");

        return Applied(call);
    }

    /// <summary>A function by its own dialect forms.</summary>
    private Sql Applied(Call call)
    {
        var arguments = new SqlArguments([.. call.Arguments.Select(Free)], call.Arguments, scope.Context);
        var postgres = call.Function.Postgres ?? throw new InvalidOperationException($"{call.Function} has no SQL.");
        var sqlite = call.Function.Sqlite is { } native ? native(arguments) : SqliteExpressionFunctions.Call(call.Function, arguments);
        return Sql.PerDialect(sqlite, postgres(arguments));
    }

    private Sql AggregatedOf(Aggregated aggregated) => aggregated.Type.Kind == ValueKind.Decimal && aggregated.Function != Aggregate.Average
        ? Sql.PerDialect(FromScaled(ScaledAggregate(aggregated), aggregated.Type.Scale), OverChildren(aggregated, (c, of) => AggregateOf(aggregated.Function, c.Free(of), of.Type)))
        : OverChildren(aggregated, (c, of) => AggregateOf(aggregated.Function, aggregated.Function == Aggregate.Average ? c.Average(of) : c.Free(of), of.Type));

    private Sql ScaledAggregate(Aggregated aggregated) =>
        OverChildren(aggregated, (c, of) => AggregateOf(aggregated.Function, c.Scaled(of, of.Type.Scale), new(ValueKind.Integer)));

    private static Sql AggregateOf(Aggregate function, Sql of, ExprType type) => function switch
    {
        Aggregate.Count => Sql.Literal("count(*)"),
        Aggregate.Sum when type.Kind == ValueKind.Integer => Sql.PerDialect(Sql.From($"sum({of})"), Sql.From($"sum({of})::bigint")),
        Aggregate.Sum => Sql.From($"sum({of})"),
        Aggregate.Min => Sql.From($"min({Collated(of, type)})"),
        Aggregate.Max => Sql.From($"max({Collated(of, type)})"),
        Aggregate.Average => of,
        Aggregate.CountDistinct => Sql.From($"count(distinct {of})"),
    };

    /// <summary>The mean of a number over the rows of a group, in free form.</summary>
    private Sql Average(Expr of)
    {
        var number = of.Type.Kind == ValueKind.Integer ? Calls.Make(Functions.ToDecimal, of) : of;
        var scaled = Scaled(number, number.Type.Scale);
        var free = Free(number);
        return Sql.PerDialect(
            Sql.From($"x_div({FromScaled(Sql.From($"sum({scaled})"), number.Type.Scale)}, cast(count({scaled}) as text))"),
            Functions.InDomain(Sql.From($"round(sum({free}), 45) / nullif(count({free}), 0)")));
    }

    private Sql OverChildren(Aggregated aggregated, Func<SqlCompiler, Expr, Sql> aggregate)
    {
        var child = scope.Child(aggregated.Child.Object);
        var compiler = new SqlCompiler(child, seesAll, depth);
        var value = aggregate(compiler, aggregated.Of ?? Constant.True);
        return Sql.From($"(select {value} {FromChildren(child, aggregated.Child, aggregated.Filter is null ? null : compiler.Truth(aggregated.Filter))})");
    }

    private Sql FromChildren(SqlScope child, FieldSchema lookup, Sql? condition)
    {
        var reach = seesAll ? null : scope.Reach?.Invoke(child.Definition, child.Alias);
        var within = reach is null ? Sql.Empty : Sql.From($" and ({reach})");
        var and = condition is null ? Sql.Empty : Sql.From($" and ({condition})");
        return Sql.From($"from {child.Definition.Table} as {child.Alias}{child.Joins} where {child.ColumnOf(lookup, child.Alias)} = {scope.Alias}.\"id\" and {child.Alias}.\"deleted_at\" is null{within}{and}");
    }

    private static Sql Collated(Sql text, ExprType type) => type.Kind == ValueKind.Text ? Sql.PerDialect(text, Sql.From($"({text}) collate \"C\"")) : text;
}
