using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Exchange.Imports;

/// <summary>Rows that are being written, in one transaction together with their entry in the book.</summary>
internal sealed class Taking(IReadOnlyList<ImportRow> rows)
{
    /// <summary>The rows.</summary>
    public IReadOnlyList<ImportRow> Rows => rows;

    /// <summary>Whether there was something to write, and the entry with it.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Why they were not written.</summary>
    public Task<Refusal?> Refusal { get; private set; } = Task.FromResult<Refusal?>(null);

    /// <summary>Begins to write them.</summary>
    public void Begin(Session session, Action<WriteBatch> entry, CancellationToken ct)
    {
        session.Include("rows taken in", batch =>
        {
            IsKept = true;
            entry(batch);
        });
        Refusal = Task.Run(() => session.CommitAsync(ct), ct);
    }
}
