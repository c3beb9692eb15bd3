using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>An absence without a note is leave, in the language of whoever enters it.</summary>
public sealed class FillAbsenceNote : IBeforeSave<Absence>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Absence record, Session session, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(record.Note))
            record.Note = new Message("absence_leave").In(session.Actor.Language);

        return default;
    }
}
