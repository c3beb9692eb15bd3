using Tongke.Crm.Actions;
using Tongke.Kernel;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Contracts;

/// <summary>The rules, actions and duties of contracts, payments, invoices and orders, in the order in which they run.</summary>
internal static class ContractParts
{
    private static readonly FillContractChange Changes = new();
    private static readonly TellOfReview Reviews = new();

    /// <summary>Every rule, in order.</summary>
    public static IEnumerable<Rule> Rules =>
    [
        Rule.Before(new FillContract()),
        Rule.Before(new GuardContractStatus()),
        Rule.After<Contract>(Reviews),
        Rule.After(new FollowSigning()),
        Rule.Before(new FillContractLine()),
        .. BelongToContract.Rules,
        Rule.Before(new FillPaymentPlan()),
        Rule.After(new BelongToContract()),
        .. SumContractLines.Rules,

        Rule.Before<ContractChange>(Changes),
        Rule.Before<ContractChangeLine>(Changes),
        Rule.Before<ContractChangePlan>(Changes),
        Rule.Before(new GuardChangeStatus()),
        Rule.After<ContractChange>(Reviews),

        Rule.Before(new FillPayment()),
        Rule.Before(new GuardMatch()),
        Rule.After(new MatchOldestFirst()),
        Rule.After(new ReleaseForRefund()),
        Rule.After(new StartPerforming()),
        Rule.OnDelete(new StartPerforming()),

        Rule.Before(new FillInvoiceTitle()),
        Rule.Before(new FillInvoice()),
        Rule.After(new CloseTakenBack()),
        Rule.After(new TellFinance()),

        Rule.Before(new FillSalesOrder()),
        Rule.Before(new FillSalesOrderLine()),
        Rule.Before(new FillDelivery()),
        Rule.Before(new GuardDelivery()),
        Rule.After(new PassOrderOwner()),
    ];

    /// <summary>Every action.</summary>
    public static IEnumerable<IRecordAction> Actions =>
    [
        new MakeContractOfQuote(),
        new MakeContractOfDeal(),
        new MakeOrderOfQuote(),
        new MakeOrderOfContract(),
        new MakePaymentPlan(),
        new RenewContract(),
        new ApproveContract(),
        new WinDealOfContract(),
        new ApproveChange(),
        new TransferRecord(Contract.ObjectName),
        new MatchPayment(),
        new MatchPaymentByHand(),
        new UnmatchPayment(),
        new RefundPayment(),
        new WriteOff(),
        new UndoWriteOff(),
        new IssueInvoice(),
        new RedLetter(),
        new VoidInvoice(),
        new DeliverAll(),
    ];

    /// <summary>What the clock asks for.</summary>
    public static IEnumerable<Duty> Duties => [RemindOfOverduePlans.Duty, RemindOfRenewals.Duty];
}
