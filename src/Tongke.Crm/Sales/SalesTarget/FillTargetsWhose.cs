using System.Globalization;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Sales;

/// <summary>A person, a department and the company have one target each for a month and measure.</summary>
public sealed class FillTargetsWhose : IBeforeSave<SalesTarget>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(SalesTarget record, Session session, CancellationToken ct)
    {
        var whose = record.Level switch
        {
            SalesTarget.LevelValue.Person => $"person {record.Record.Owner}",
            SalesTarget.LevelValue.Department => $"department {record.Record[SystemFields.Department]}",
            _ => "company",
        };
        record.Whose = string.Create(CultureInfo.InvariantCulture, $"{whose} {record.Month:yyyy-MM} {record.Measure}");
        return default;
    }
}
