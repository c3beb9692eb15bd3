using Tongke.Bench.Load;

namespace Tongke.Bench.Works;

/// <summary>What is asked of a work, and whether it was met.</summary>
/// <param name="Text">As the table says it.</param>
/// <param name="IsMet">The product's figures, the bare server's, and the product's rate as a part of the bare one's.</param>
internal sealed record Bar(string Text, Func<Measurement, Measurement, double, bool> IsMet)
{
    public static Bar Create { get; } = new("≥ 50 % of bare", (_, _, ratio) => ratio >= 0.5);

    public static Bar Sales { get; } = new("≥ 40 % of bare", (_, _, ratio) => ratio >= 0.4);

    public static Bar Read { get; } = new("≥ 60 % of bare, p95 < 25 ms", (product, _, ratio) => ratio >= 0.6 && product.P95 < 25);

    public static Bar RawSql { get; } = new("≤ 1.3 × raw SQL", (product, bare, _) => product.Median <= 1.3 * bare.Median);

    public static Bar Search { get; } = new("p95 < 50 ms", (product, _, _) => product.P95 < 50);
}
