namespace Tongke.Kernel.Expressions;

/// <summary>The one order of values of a kind: numbers by size, time by time, text by code point (as both databases and UTF-8 bytes have it).</summary>
public static class Ordering
{
    /// <summary>Compares two values of the same kind that are not null.</summary>
    public static int Compare(object a, object b) => (a, b) switch
    {
        (string x, string y) => CompareText(x, y),
        (Guid x, Guid y) => x.CompareTo(y),
        (IComparable x, IComparable y) when a.GetType() == b.GetType() => x.CompareTo(y),
        _ => throw new InvalidOperationException($"{a.GetType()} and {b.GetType()} have no order."),
    };

    /// <summary>Compares by code point. UTF-16 code units order characters beyond U+FFFF before those from U+E000 on; UTF-8 doesn't.</summary>
    public static int CompareText(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            var (x, y) = (a[i], b[i]);
            if (x == y) continue;

            var (high, low) = (char.IsSurrogate(x), char.IsSurrogate(y));
            return high == low ? x.CompareTo(y) : high ? 1 : -1;
        }

        return a.Length.CompareTo(b.Length);
    }
}
