using System.Globalization;
using System.Text;
using Tongke.Bench.Works;
using Tongke.Storage;

namespace Tongke.Bench.Results;

/// <summary>What was measured, as Markdown.</summary>
internal sealed class Table
{
    private readonly List<(Dialect Database, Line Line)> lines = [];
    private readonly List<(Dialect Database, string Work, string Plan)> plans = [];

    public void Add(Dialect database, Work work, Outcome outcome)
    {
        var unit = work.IsAlone ? "ms" : "/s";
        var (product, bare) = work.IsAlone ? (outcome.Product.Median, outcome.Bare.Median) : (outcome.Product.Rate, outcome.Bare.Rate);
        Add(database, new Line(
            work.Name, work.Bar.Text, $"{Number(product)} {unit}", $"{Number(bare)} {unit}",
            work.IsAlone ? (product / bare).ToString("0.00 ×", CultureInfo.InvariantCulture) : outcome.Ratio.ToString("0 %", CultureInfo.InvariantCulture),
            $"{Number(outcome.Product.P95)} / {Number(outcome.Bare.P95)} ms", $"{Number(outcome.Product.Cpu)} / {Number(outcome.Bare.Cpu)} µs",
            work.Bar.IsMet(outcome.Product, outcome.Bare, outcome.Ratio)));
    }

    public void Add(Dialect database, Line line)
    {
        lines.Add((database, line));
        Console.WriteLine($"{database}: {Row(line)}");
    }

    public void AddPlan(Dialect database, string work, string plan) => plans.Add((database, work, plan));

    /// <summary>A table for each database, and the plans.</summary>
    public string ToMarkdown(BenchOptions options)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{options.Rows:N0} leads and {options.Rows:N0} opportunities; {options.Clients} connections; medians of {options.Rounds} rounds of {options.Round.TotalSeconds:0} s on each server in turn; {Environment.ProcessorCount} shared cores, .NET {Environment.Version}.\n\n");
        foreach (var database in lines.GroupBy(l => l.Database))
        {
            text.Append(CultureInfo.InvariantCulture, $"### {Title(database.Key)}\n\n| work | bar | product | bare | ratio | p95, product / bare | server's CPU an answer, product / bare | met? |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var (_, line) in database)
                text.AppendLine(Row(line));
            text.AppendLine();
        }

        foreach (var database in plans.GroupBy(p => p.Database))
        {
            text.Append(CultureInfo.InvariantCulture, $"### How {Title(database.Key)} goes about it\n\n");
            foreach (var (_, work, plan) in database)
                text.Append(CultureInfo.InvariantCulture, $"{work}\n\n```\n{plan}\n```\n\n");
        }

        return text.ToString();
    }

    public static string Number(double number) => number switch
    {
        >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        _ => number.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static string Title(Dialect database) => database == Dialect.Sqlite ? "SQLite" : "PostgreSQL";

    private static string Row(Line line) => $"| {line.Work} | {line.Bar} | {line.Product} | {line.Bare} | {line.Ratio} | {line.P95} | {line.Cpu} | {(line.IsMet ? "yes" : "**no**")} |";
}
