using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>What an expression may know beside the record: who asks, when, and by which conventions. The same for every back end.</summary>
public sealed record EvaluationContext
{
    private readonly DateTimeOffset now;

    /// <summary>The acting user; null for the system.</summary>
    public Guid? Me { get => Personal(field); init; }

    /// <summary>The acting user's department.</summary>
    public Guid? MyDepartment { get => Personal(field); init; }

    /// <summary>The acting user's department and all below it.</summary>
    public IReadOnlyList<Guid> MyDepartmentTree { get => Personal(field); init; } = [];

    /// <summary>The acting user's department and all above it.</summary>
    public IReadOnlyList<Guid> MyDepartmentPath { get => Personal(field); init; } = [];

    /// <summary>The acting user's roles.</summary>
    public IReadOnlyList<Guid> MyRoles { get => Personal(field); init; } = [];

    /// <summary>The acting user and everybody below, over all levels.</summary>
    public IReadOnlyList<Guid> MeAndMySubordinates { get => Personal(field); init; } = [];

    /// <summary>The moment of the request or write.</summary>
    public required DateTimeOffset Now
    {
        get
        {
            Use?.Moment = true;
            return now;
        }
        init => now = value;
    }

    /// <summary>The company's conventions.</summary>
    public required Conventions Conventions { get; init; }

    /// <summary>The day <see cref="Now"/> is on the company's calendar.</summary>
    public DateOnly Today
    {
        get
        {
            Use?.Day = true;
            return Moments.DayOf(now, Conventions.TimeZone);
        }
    }

    /// <summary>Notes what is asked of it; null where nobody wants to know.</summary>
    internal ContextUse? Use { get; init; }

    /// <summary>The value of <paramref name="name"/>: null, Guid, Guid[], DateOnly or DateTimeOffset.</summary>
    public object? this[ContextName name] => name switch
    {
        ContextName.Me => Me,
        ContextName.MyDepartment => MyDepartment,
        ContextName.MyDepartmentTree => MyDepartmentTree.ToArray(),
        ContextName.MyDepartmentPath => MyDepartmentPath.ToArray(),
        ContextName.MyRoles => MyRoles.ToArray(),
        ContextName.MeAndMySubordinates => MeAndMySubordinates.ToArray(),
        ContextName.Now => Moments.ToMilliseconds(Now),
        ContextName.Today => Today,
    };

    private T Personal<T>(T value)
    {
        Use?.Person = true;
        return value;
    }
}
