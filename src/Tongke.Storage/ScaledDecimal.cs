namespace Tongke.Storage;

/// <summary>A decimal with the scale of the column it meets. SQLite holds <c>Value × 10^Scale</c> as an integer; PostgreSQL a numeric.</summary>
/// <param name="Value">At most <paramref name="Scale"/> digits after the point.</param>
/// <param name="Scale">0 to 18.</param>
public readonly record struct ScaledDecimal(decimal Value, int Scale)
{
    private static readonly decimal[] Powers = [.. Enumerable.Range(0, ColumnType.MaxPrecision + 1).Select(n => (decimal)Math.Pow(10, n))];

    /// <exception cref="OverflowException">The value has more digits after the point than the scale, or does not fit 18 digits.</exception>
    public long ToScaled()
    {
        var scaled = Value * Powers[Scale];
        if (decimal.Truncate(scaled) != scaled)
            throw new OverflowException($"{Value} has more than {Scale} digits after the point.");
        if (decimal.Abs(scaled) >= Powers[ColumnType.MaxPrecision])
            throw new OverflowException($"{Value} with scale {Scale} has more than {ColumnType.MaxPrecision} digits.");

        return (long)scaled;
    }

    /// <summary>Whether a column of the greatest precision holds the scaled integer.</summary>
    public static bool Holds(long scaled) => Math.Abs((decimal)scaled) < Powers[ColumnType.MaxPrecision];

    /// <summary>The decimal, with exactly <paramref name="scale"/> digits after the point, that a scaled integer stands for.</summary>
    public static decimal FromScaled(long scaled, int scale)
    {
        var magnitude = (ulong)Math.Abs((decimal)scaled);
        return new decimal((int)(magnitude & uint.MaxValue), (int)(magnitude >> 32), 0, scaled < 0, (byte)scale);
    }
}
