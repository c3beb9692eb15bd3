using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Expressions;

/// <summary>What an OData request, or one of its expansions, asks for. Nothing in it is authorised yet.</summary>
public sealed record ODataQuery
{
    /// <summary>The object whose records are asked for.</summary>
    public required ObjectSchema Object { get; init; }

    /// <summary><c>$filter</c>.</summary>
    public Expr? Filter { get; init; }

    /// <summary><c>$orderby</c>, when the rows are records.</summary>
    public IReadOnlyList<SortTerm> OrderBy { get; init; } = [];

    /// <summary><c>$select</c>; null for every field.</summary>
    public IReadOnlyList<FieldSchema>? Select { get; init; }

    /// <summary><c>$expand</c>.</summary>
    public IReadOnlyList<Expansion> Expand { get; init; } = [];

    /// <summary><c>$apply</c>; then the rows are groups.</summary>
    public Grouping? Apply { get; init; }

    /// <summary><c>$search</c>, as typed.</summary>
    public string? Search { get; init; }

    /// <summary><c>$top</c>.</summary>
    public int? Top { get; init; }

    /// <summary><c>$skip</c>.</summary>
    public int? Skip { get; init; }

    /// <summary><c>$count=true</c>.</summary>
    public bool Count { get; init; }

    /// <summary>Every expression in it, expansions left out: what the reader must be allowed to read.</summary>
    public IEnumerable<Expr> Expressions =>
    [
        .. new[] { Filter, Apply?.Filter }.OfType<Expr>(),
        .. OrderBy.Select(o => o.Value),
        .. Apply?.Keys.Select(k => k.Value) ?? [],
        .. Apply?.Measures.Select(m => m.Of).OfType<Expr>() ?? [],
    ];
}

/// <summary>One term of an order.</summary>
public sealed record SortTerm(Expr Value, bool IsDescending);

/// <summary>Related records that come with each record.</summary>
/// <param name="Name">Name in the request and the answer.</param>
/// <param name="Lookup">The lookup or multi-lookup that leads there, or, for children, their lookup that leads here.</param>
/// <param name="IsChildren">Whether it is a list: of children, or of what a multi-lookup leads to.</param>
/// <param name="Query">What of them is wanted.</param>
public sealed record Expansion(string Name, FieldSchema Lookup, bool IsChildren, ODataQuery Query);

/// <summary><c>$apply</c>: filter, then group, then aggregate.</summary>
/// <param name="Filter">Condition on the records before they are grouped.</param>
/// <param name="Keys">What makes a group; none is one group of all.</param>
/// <param name="Measures">What is told of each group.</param>
/// <param name="OrderBy">Order of the groups, by names of keys and measures.</param>
public sealed record Grouping(Expr? Filter, IReadOnlyList<GroupKey> Keys, IReadOnlyList<Measure> Measures, IReadOnlyList<(string Name, bool IsDescending)> OrderBy);

/// <summary>A key of groups.</summary>
/// <param name="Name">Name in the answer: as written, without spaces (<c>stage</c>, <c>account/industry</c>, <c>year(close_date)</c>), or the alias of a compute.</param>
/// <param name="Value">Its value.</param>
public sealed record GroupKey(string Name, Expr Value);

/// <summary>A figure of a group.</summary>
public sealed record Measure(string Name, Aggregate Function, Expr? Of, ExprType Type);

/// <summary>An understood request, or why it wasn't: exactly one of the two.</summary>
public sealed record ODataResult(ODataQuery? Query, Message? Error);
