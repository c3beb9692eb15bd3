using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>A deal that a person moved back or opened again is not moved on by itself until a person moves it on, or ends the hold.</summary>
public sealed class HoldAfterBackMove : IBeforeSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (record.IsNew || !record.Changed(Opportunity.Fields.Stage) || record.Wrote(Opportunity.Fields.AutoHold)
            || record.Original<Guid?>(Opportunity.Fields.Stage) is not { } before)
            return null;

        if (await session.LoadAsync<Stage>(new Id<Stage>(before), ct) is { } from && await session.LoadAsync(record.Stage, ct) is { } to && to.Pipeline == from.Pipeline)
            record.AutoHold = to.Type == Stage.TypeValue.Open && !StageGate.GoesOn(from, to);

        return null;
    }
}
