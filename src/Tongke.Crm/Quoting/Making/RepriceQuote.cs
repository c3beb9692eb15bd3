using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>All lines of a draft take today's list prices.</summary>
public sealed class RepriceQuote : IRecordAction
{
    /// <inheritdoc />
    public string Object => Quote.ObjectName;

    /// <inheritdoc />
    public string Name => "reprice";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        session.Hold(record);
        foreach (var line in (await QuoteLines.OfAsync(Quote.Over(record), session, ct)).Where(l => l is { Product: not null, KitLine: null }))
            line.Price = null;

        return ActionOutcome.Done;
    }
}
