using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>Everybody has one work bench, and so have every role and those without one.</summary>
public sealed class FillWhose : IBeforeSave<WorkBench>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(WorkBench record, Session session, CancellationToken ct)
    {
        record.Whose = (record.Shared, record.Record[WorkBench.Fields.Role], record.Record.Owner) switch
        {
            (true, { } role, _) => $"role {role}",
            (true, null, _) => "everybody",
            (_, _, { } owner) => $"person {owner}",
            _ => null,
        };
        return default;
    }
}
