namespace Tongke.Bench.Load;

/// <summary>One round of one work on one server.</summary>
/// <param name="Rate">Answers per second.</param>
/// <param name="Median">Half of the answers came within this many milliseconds.</param>
/// <param name="P95">95 of 100 answers came within this many milliseconds.</param>
/// <param name="Cpu">Microseconds of the server process's CPU time for each answer, with what it did after the answer.</param>
internal sealed record Measurement(double Rate, double Median, double P95, double Cpu)
{
    /// <summary>The median of each figure over the rounds.</summary>
    public static Measurement Of(IReadOnlyCollection<Measurement> rounds) =>
        new(Middle(rounds, m => m.Rate), Middle(rounds, m => m.Median), Middle(rounds, m => m.P95), Middle(rounds, m => m.Cpu));

    public static double Middle<T>(IEnumerable<T> items, Func<T, double> figure)
    {
        var sorted = items.Select(figure).Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
