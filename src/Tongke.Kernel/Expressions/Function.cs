using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// A function or operator of the expression language. Each is declared once with its name in formulas, its signature, its meaning in memory
/// and its SQL in both dialects; the browser's evaluator knows it by the same name. A test sees to it that none lacks a back end.
/// </summary>
public sealed class Function
{
    /// <summary>Name in formulas, in JSON and in the browser's evaluator: capital letters.</summary>
    public required string Name { get; init; }

    /// <summary>The operator that formulas write for it.</summary>
    public string? Symbol { get; init; }

    /// <summary>What it does, in one sentence for administrators.</summary>
    public required Label Description { get; init; }

    /// <summary>What it takes. When <see cref="IsVariadic"/>, the last may be given any number of times, at least once.</summary>
    public required IReadOnlyList<ParameterKind> Parameters { get; init; }

    /// <summary>How many arguments must be given; all of <see cref="Parameters"/> unless said otherwise.</summary>
    public int Required { get => field == 0 ? Parameters.Count : field; init; }

    /// <summary>Whether the last parameter repeats.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>Type of the result for converted arguments.</summary>
    public required Func<IReadOnlyList<Expr>, ExprType> Result { get; init; }

    /// <summary>Its meaning: gets the values of the arguments in the CLR forms of their kinds. When <see cref="TakesEmpty"/> is not set, none is null.</summary>
    public required Func<object?[], EvaluationContext, object?> Evaluate { get; init; }

    /// <summary>Whether it looks at empty arguments itself. Every other function is empty (a condition: false) as soon as one argument is.</summary>
    public bool TakesEmpty { get; init; }

    /// <summary>Its SQL on PostgreSQL; null for the few that <see cref="SqlCompiler"/> writes itself because they need the shape of their arguments.</summary>
    public Func<SqlArguments, Sql>? Postgres { get; init; }

    /// <summary>Its SQL on SQLite; null calls <see cref="Evaluate"/> through a function registered on every connection.</summary>
    public Func<SqlArguments, Sql>? Sqlite { get; init; }

    /// <summary>What <see cref="Evaluate"/> needs of the conventions; handed to SQLite's registered function as a further argument.</summary>
    public ConventionNeed Needs { get; init; }

    /// <summary>Names that mean the same in formulas.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether people can write it by name; the others are operators, or made by the parsers.</summary>
    public bool IsPublic { get; init; } = true;

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>What a function takes in one place.</summary>
public enum ParameterKind
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Anything, of the same kind as the function's other such arguments.</summary>
    Same,

    /// <summary>A condition.</summary>
    Boolean,

    /// <summary>A decimal; whole numbers become one.</summary>
    Number,

    /// <summary>A whole number; decimals lose what is after the point.</summary>
    Whole,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A text; other values become one.</summary>
    Textual,

    /// <summary>A day; a point in time becomes its day on the company's calendar.</summary>
    Date,

    /// <summary>A point in time.</summary>
    Instant,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A point in time or a time of day.</summary>
    Clock,

    /// <summary>Several texts or ids.</summary>
    List,

    /// <summary>A text that must be written out, such as a format or a unit.</summary>
    Literal,
}

/// <summary>What of the company's conventions a function depends on.</summary>
public enum ConventionNeed
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The time zone.</summary>
    TimeZone,

    /// <summary>The calendar of holidays and worked weekends.</summary>
    Calendar,
}

/// <summary>Arguments of a call as SQL, for a function's dialect form.</summary>
/// <param name="Values">One for each argument, in the form of its kind.</param>
/// <param name="Expressions">The same, as expressions.</param>
/// <param name="Context">Conventions and moment.</param>
public readonly record struct SqlArguments(IReadOnlyList<Sql> Values, IReadOnlyList<Expr> Expressions, EvaluationContext Context)
{
    /// <summary>One argument.</summary>
    public Sql this[int index] => Values[index];

    /// <summary>How many there are.</summary>
    public int Count => Values.Count;

    /// <summary>The constant text of a <see cref="ParameterKind.Literal"/> argument.</summary>
    public string Literal(int index) => (string)((Constant)Expressions[index]).Value!;
}
