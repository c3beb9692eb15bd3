using Tongke.Crm.Actions;
using Tongke.Crm.Catalogue;
using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>Makes a draft quote of a deal's products.</summary>
public sealed class MakeQuote : IRecordAction
{
    /// <summary>Parameter: whether the quote of a deal without lines is for the deal's amount.</summary>
    internal const string MatchAmount = "match_amount";

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

        // Who does not see the amount is not told it by a quote either.
        var matchesAmount = parameters.Read<bool>(MatchAmount) == true;
        if (matchesAmount && !session.Access.On(record.Object).MayRead(record.Object[Opportunity.Fields.Amount]))
            return new Invalid([new Problem(MatchAmount, new("quote_deal_without_amount"))]);

        var (made, refusal) = TeamWork.Make(session, session.Schema[Quote.ObjectName]);
        if (made is null)
            return refusal!;

        var quote = Quote.Over(made);
        quote.Language = parameters.ReadText(Quote.Fields.Language);
        quote.PriceBook = parameters.Read<Guid>(Quote.Fields.PriceBook) is { } book ? new Id<PriceBook>(book) : null;
        if (await QuoteMaker.FillAsync(quote, deal, matchesAmount, session, ct) is { } unmatched)
            return unmatched;

        await TeamWork.JoinAsync(made, session, ct);
        return ActionOutcome.With(("quote", quote.Id));
    }
}
