using Tongke.Bench.Load;

namespace Tongke.Bench.Works;

/// <summary>What came out of one work on one database.</summary>
/// <param name="Product">Medians of the product's rounds.</param>
/// <param name="Bare">Medians of the bare server's.</param>
/// <param name="Ratio">Median over the rounds of the product's rate to the bare one's beside it.</param>
internal sealed record Outcome(Measurement Product, Measurement Bare, double Ratio);
