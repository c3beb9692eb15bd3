using Tongke.Kernel.Records;

namespace Tongke.Crm.Tenders;

/// <summary>A tender takes its name from its project.</summary>
public sealed class FillTender : IBeforeSave<Tender>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Tender record, Session session, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(record.Name))
            record.Name = (await session.LoadAsync(record.Project, ct))?.Name;

        return null;
    }
}
