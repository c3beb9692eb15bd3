using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>What an expression may know beside the record: who asks, when, and by which conventions. The same for every back end.</summary>
public sealed record EvaluationContext
{
    /// <summary>The acting user; null for the system.</summary>
    public Guid? Me { get; init; }

    /// <summary>The acting user's department.</summary>
    public Guid? MyDepartment { get; init; }

    /// <summary>The acting user's department and all below it.</summary>
    public IReadOnlyList<Guid> MyDepartmentTree { get; init; } = [];

    /// <summary>The acting user and everybody below, over all levels.</summary>
    public IReadOnlyList<Guid> MeAndMySubordinates { get; init; } = [];

    /// <summary>The moment of the request or write.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The company's conventions.</summary>
    public required Conventions Conventions { get; init; }

    /// <summary>The day <see cref="Now"/> is on the company's calendar.</summary>
    public DateOnly Today => Moments.DayOf(Now, Conventions.TimeZone);

    /// <summary>The value of <paramref name="name"/>: null, Guid, Guid[], DateOnly or DateTimeOffset.</summary>
    public object? this[ContextName name] => name switch
    {
        ContextName.Me => Me,
        ContextName.MyDepartment => MyDepartment,
        ContextName.MyDepartmentTree => MyDepartmentTree.ToArray(),
        ContextName.MeAndMySubordinates => MeAndMySubordinates.ToArray(),
        ContextName.Now => Moments.ToMilliseconds(Now),
        ContextName.Today => Today,
    };
}
