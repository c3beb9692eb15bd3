using Tongke.Kernel.Records;

namespace Tongke.Crm.Tenders;

/// <summary>The rules and actions of tenders, in the order in which they run.</summary>
internal static class TenderParts
{
    /// <summary>Every rule, in order.</summary>
    public static IEnumerable<Rule> Rules =>
    [
        Rule.Before<TenderProject>(new KeepDutiesApart()),
        Rule.Before(new FillTender()),
        Rule.Before<Tender>(new KeepDutiesApart()),
        Rule.Before(new KeepDeadline()),
        Rule.Before(new GuardTender()),
        Rule.After(new ReopenScores()),
        Rule.After<Tender>(new ShowScores()),
        Rule.Before(new FillBid()),
        Rule.Before(new FillBidScore()),
        Rule.After<BidScore>(new ShowScores()),
    ];

    /// <summary>Every action.</summary>
    public static IEnumerable<IRecordAction> Actions => [new StartTender(), new Recuse(), new NameReviewer(), new ProposeWinner(), new MakeContractOfTender()];
}
