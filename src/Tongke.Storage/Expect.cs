namespace Tongke.Storage;

/// <summary>How many rows a statement must touch, or a select must find, for its batch to be kept.</summary>
public readonly record struct Expect
{
    private Expect(long atLeast, long atMost) => (AtLeastRows, AtMostRows) = (atLeast, atMost);

    public long AtLeastRows { get; }

    public long AtMostRows { get; }

    /// <summary>Any number of rows, none included.</summary>
    public static Expect Any { get; } = new(0, long.MaxValue);

    /// <summary>Exactly one row, as an update guarded by its version does.</summary>
    public static Expect One { get; } = new(1, 1);

    public static Expect Rows(long count) => new(count, count);

    public static Expect AtLeast(long count) => new(count, long.MaxValue);

    public bool IsMetBy(long rows) => rows >= AtLeastRows && rows <= AtMostRows;
}
