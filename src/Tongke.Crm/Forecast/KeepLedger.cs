using System.Runtime.CompilerServices;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Forecast;

/// <summary>Writes down what changes about a deal's place in the forecast: amount, close date, category, owner, status, and its coming and going.</summary>
internal sealed class KeepLedger(DefaultPipeline pipelines) : IAfterSave<Opportunity>, IBeforeDelete<Opportunity>
{
    private readonly ConditionalWeakTable<Session, Dictionary<Guid, ForecastLedger.Last>> asked = [];

    /// <summary>The same when a deal comes back from the recycle bin.</summary>
    public Rule OnRestore => new(Opportunity.ObjectName, RuleMoment.BeforeRestore, nameof(KeepLedger), (record, session, ct) => ComesBackAsync(Opportunity.Over(record), session, ct));

    /// <inheritdoc />
    async ValueTask<Refusal?> IAfterSave<Opportunity>.RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (!record.IsNew && !ForecastPosition.Fields.Any(record.Changed) && !ForecastLedger.HasBegun(record.Record, session))
            return null;

        var stages = await pipelines.AllStagesAsync(session, ct);
        var (stored, position) = (record.IsNew ? (ForecastPosition?)null : ForecastPosition.OfStored(record, stages), ForecastPosition.Of(record, stages));
        if (stored == position && !ForecastLedger.HasBegun(record.Record, session))
            return null;

        ForecastLedger.Write(record.Record, stored, position, record.IsNew ? default : await LastAsync(record, session, ct), session);
        return null;
    }

    /// <inheritdoc />
    async ValueTask<Refusal?> IBeforeDelete<Opportunity>.RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        var stored = record.Record.IsDeleted ? (ForecastPosition?)null : ForecastPosition.OfStored(record, await pipelines.AllStagesAsync(session, ct));
        ForecastLedger.Write(record.Record, stored, null, await LastAsync(record, session, ct), session);
        return null;
    }

    private async ValueTask<Refusal?> ComesBackAsync(Opportunity deal, Session session, CancellationToken ct)
    {
        var stages = await pipelines.AllStagesAsync(session, ct);
        ForecastLedger.Write(deal.Record, null, ForecastPosition.Of(deal, stages), await LastAsync(deal, session, ct), session);
        return null;
    }

    /// <summary>
    /// Where the ledger has the deal. It is asked about every deal that the session changes at once, and each answer serves once: when the rule runs again,
    /// others may have written meanwhile.
    /// </summary>
    private async ValueTask<ForecastLedger.Last> LastAsync(Opportunity deal, Session session, CancellationToken ct)
    {
        if (session.Attempt > 1)
            return (await ForecastLedger.LastAsync(session, [deal.Id], ct)).GetValueOrDefault(deal.Id);

        var known = asked.GetValue(session, _ => []);
        if (known.Remove(deal.Id, out var last))
            return last;

        Guid[] changed = [.. session.Held(deal.Record.Object).Where(r => r is { IsNew: false, IsDirty: true }).Select(r => r.Id).Append(deal.Id).Distinct()];
        var found = await ForecastLedger.LastAsync(session, changed, ct);
        known.Clear();
        foreach (var id in changed.Where(id => id != deal.Id))
            known[id] = found.GetValueOrDefault(id);

        return found.GetValueOrDefault(deal.Id);
    }
}
