using Tongke.Crm.Sales;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Quoting;

/// <summary>The rules and actions of quotes, in order.</summary>
internal static class QuotingRules
{
    private static readonly TouchQuote Touch = new();

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.After(new DraftOnStage()),
        Rule.Before(new FillQuote()),
        Rule.After(new SettleRequest()),
        Rule.After(new FillDealOfQuote()),
        Rule.Before<QuoteLine>(Touch),
        Rule.Before(new FillQuoteLine()),
        Rule.After(new ExpandKit()),
        Rule.OnDelete<QuoteLine>(Touch),
    ];

    /// <summary>Every action.</summary>
    public static IReadOnlyList<IRecordAction> Actions { get; } =
    [
        new MakeQuote(),
        new ConfirmQuote(),
        new SubmitQuote(),
        new DecideQuote(approves: true),
        new DecideQuote(approves: false),
        new WithdrawQuote(),
        new ShareQuote(),
        new RevokeLinks(),
        new AnswerQuote(accepts: true),
        new AnswerQuote(accepts: false),
        new RepriceQuote(),
        new NewVersion(),
        new CopyQuote(),
    ];
}
