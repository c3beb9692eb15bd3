using Tongke.Crm.Actions;
using Tongke.Crm.Catalogue;
using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>Makes a draft quote of a deal's products.</summary>
public sealed class MakeQuote : IRecordAction
{
    /// <inheritdoc />
    public string Object => Opportunity.ObjectName;

    /// <inheritdoc />
    public string Name => "make_quote";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var deal = Opportunity.Over(record);
        if (deal.Account is null)
            return new RuleRefused(new("quote_deal_without_account"));

        var (made, refusal) = TeamWork.Make(session, session.Schema[Quote.ObjectName]);
        if (made is null)
            return refusal!;

        var quote = Quote.Over(made);
        quote.Language = parameters.ReadText(Quote.Fields.Language);
        quote.PriceBook = parameters.Read<Guid>(Quote.Fields.PriceBook) is { } book ? new Id<PriceBook>(book) : null;
        await QuoteMaker.FillAsync(quote, deal, session, ct);
        await TeamWork.JoinAsync(made, session, ct);
        return ActionOutcome.With(("quote", quote.Id));
    }
}
