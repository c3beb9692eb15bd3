using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>A deal that enters a stage which makes a draft quote gets one of its products: once, however often it comes back.</summary>
public sealed class DraftOnStage : IAfterSave<Opportunity>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        if (!record.Changed(Opportunity.Fields.Stage) || record.Account is null || await session.LoadAsync(record.Stage, ct) is not { AutoQuote: true } stage)
            return null;

        var definition = session.Schema[Quote.ObjectName];
        var id = DerivedId.Once(record.Id, stage.Id);
        if (await session.LoadAsync(definition, id, ct) is not null || !await HasLinesAsync(record, session, ct))
            return null;

        var quote = Quote.Over(session.Make(definition, id));
        quote.SourceStage = new Id<Stage>(stage.Id);
        if (await QuoteMaker.FillAsync(quote, record, matchesAmount: false, session, ct) is { } refusal)
            return refusal;

        QuoteAnswers.Tell(quote, Notification.QuoteDrafted, new("quote_drafted", record.Name, stage.Name), null, session);
        return null;
    }

    private static async ValueTask<bool> HasLinesAsync(Opportunity deal, Session session, CancellationToken ct)
    {
        var path = new FieldPath(session.Schema[OpportunityLine.ObjectName][OpportunityLine.Fields.Opportunity]);
        return (await session.LoadWhereAsync<OpportunityLine>(Condition.Equal(path, deal.Id), 1, ct)).Count > 0;
    }
}
