namespace Tongke.Bench.Results;

/// <summary>One line of the table for one database.</summary>
internal sealed record Line(string Work, string Bar, string Product, string Bare, string Ratio, string P95, string Cpu, bool IsMet);
