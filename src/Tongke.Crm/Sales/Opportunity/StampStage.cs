using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>
/// Keeps what follows from the stage: whether the deal is open, won or lost, since when it is in its stage, and when it ended.
/// A deal that ends gets today as its close date unless the person gave the day.
/// </summary>
public sealed class StampStage : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (!record.Changed(Opportunity.Fields.Stage) || await session.LoadAsync(record.Stage, ct) is not { } stage)
            return null;

        record.Status = stage.Type;
        if (record.IsNew)
            record.StageEnteredAt ??= session.Now;
        else
            record.StageEnteredAt = session.Now;

        if (stage.Type == Stage.TypeValue.Open)
        {
            record.ClosedAt = null;
            record.LossReason = null;
            record.LossNote = null;
            return null;
        }

        var today = session.Context.Today;
        if (record.IsNew ? record.CloseDate is null : !record.Changed(Opportunity.Fields.CloseDate))
            record.CloseDate = today;

        record.ClosedAt = record.CloseDate is { } day && day < today ? Moments.StartOf(day, session.Schema.Conventions.TimeZone) : session.Now;
        return null;
    }
}
