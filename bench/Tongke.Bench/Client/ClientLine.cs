using System.Globalization;

namespace Tongke.Bench.Client;

/// <summary>One line of the client's table.</summary>
internal sealed record ClientLine(string Work, string Bar, string Result, bool IsMet)
{
    /// <summary>A time that must stay below a bar, in milliseconds.</summary>
    public static ClientLine Below(string work, double bar, double milliseconds) =>
        new(work, $"< {Text(bar)} ms", $"{Text(milliseconds)} ms", milliseconds < bar);

    public override string ToString() => $"| {Work} | {Bar} | {Result} | {(IsMet ? "yes" : "**no**")} |";

    private static string Text(double number) => number.ToString(number < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
