using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// One typed expression tree for every condition and formula of the product. Parsers make it (OData, formulas, the filter builder's JSON);
/// three back ends read it: SQL in both dialects, a compiled delegate, JSON for the browser. All agree; the law tests say so.
/// </summary>
/// <param name="Type">Type of its value. Every expression may be empty (null).</param>
public abstract record Expr(ExprType Type);

/// <summary>A fixed value.</summary>
public sealed record Constant(object? Value, ExprType Type) : Expr(Type)
{
    /// <summary>The condition that every record fulfils.</summary>
    public static Constant True { get; } = new(true, new(ValueKind.Boolean));

    /// <summary>The condition that no record fulfils.</summary>
    public static Constant False { get; } = new(false, new(ValueKind.Boolean));
}

/// <summary>A field of the record, or of a record that lookups lead to: <c>account.industry</c> is [account, industry].</summary>
/// <param name="Path">Lookups, then the field read; never empty.</param>
public sealed record FieldPath(params IReadOnlyList<FieldSchema> Path) : Expr(Path[^1].ValueType)
{
    /// <summary>The field that is read.</summary>
    public FieldSchema Field => Path[^1];

    /// <summary>Equal when every step is.</summary>
    public bool Equals(FieldPath? other) => other is not null && Path.SequenceEqual(other.Path);

    /// <inheritdoc />
    public override int GetHashCode() => Field.GetHashCode();
}

/// <summary>A value that the moment or the reader gives: who asks, what day it is.</summary>
public sealed record ContextValue(ContextName Name, ExprType Type) : Expr(Type);

/// <summary>What the moment or the reader gives.</summary>
public enum ContextName
{
    /// <summary>Id of the acting user.</summary>
    Me,

    /// <summary>Id of the acting user's department.</summary>
    MyDepartment,

    /// <summary>Ids of the acting user's department and all below it.</summary>
    MyDepartmentTree,

    /// <summary>Ids of the acting user's department and all above it.</summary>
    MyDepartmentPath,

    /// <summary>Ids of the acting user's roles.</summary>
    MyRoles,

    /// <summary>Ids of the acting user and of everybody below, over all levels.</summary>
    MeAndMySubordinates,

    /// <summary>Now, UTC.</summary>
    Now,

    /// <summary>Today on the company's calendar.</summary>
    Today,
}

/// <summary>A function or operator applied to arguments.</summary>
public sealed record Call(Function Function, ExprType Type, params IReadOnlyList<Expr> Arguments) : Expr(Type)
{
    /// <summary>Equal when function and arguments are.</summary>
    public bool Equals(Call? other) => other is not null && Function == other.Function && Type == other.Type && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Function, Arguments.Count);
}

/// <summary>A condition on the records that point here: any or all of them fulfil <paramref name="Condition"/>.</summary>
/// <param name="Quantifier">Any or All.</param>
/// <param name="Child">The lookup of the child object that points to the record.</param>
/// <param name="Condition">Condition over the child; for Any, null asks whether there is one at all.</param>
public sealed record Quantified(Quantifier Quantifier, FieldSchema Child, Expr? Condition) : Expr(new ExprType(ValueKind.Boolean));

/// <summary>Any or all.</summary>
public enum Quantifier
{
    /// <summary>At least one child fulfils the condition.</summary>
    Any,

    /// <summary>No child breaks the condition; true when there are none.</summary>
    All,
}

/// <summary>A value over the records that point here, as in <c>SUM(payments, amount)</c> within a formula.</summary>
/// <param name="Function">count, sum, min, max or avg.</param>
/// <param name="Child">The lookup of the child object that points to the record.</param>
/// <param name="Of">What is aggregated, over the child; null for count.</param>
/// <param name="Filter">Condition over the child.</param>
public sealed record Aggregated(Aggregate Function, FieldSchema Child, Expr? Of, Expr? Filter, ExprType Type) : Expr(Type);

/// <summary>An aggregate function.</summary>
public enum Aggregate
{
    /// <summary>How many.</summary>
    Count,

    /// <summary>Sum of the values that are there; empty when there are none.</summary>
    Sum,

    /// <summary>Smallest.</summary>
    Min,

    /// <summary>Largest.</summary>
    Max,

    /// <summary>Arithmetic mean, rounded to 10 digits after the point.</summary>
    Average,

    /// <summary>How many different values.</summary>
    CountDistinct,
}
