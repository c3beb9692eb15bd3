using Tongke.Crm.Actions;
using Tongke.Crm.Catalogue;
using Tongke.Crm.Contracts;
using Tongke.Crm.Customers;
using Tongke.Crm.Documents;
using Tongke.Crm.Forecast;
using Tongke.Crm.HandOvers;
using Tongke.Crm.LeadForms;
using Tongke.Crm.Quoting;
using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Crm.Tenders;
using Tongke.Kernel;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm;

/// <summary>The CRM: its objects, its rules in the order in which they run, its actions, and what a new workspace starts with.</summary>
public static class CrmPackage
{
    private static readonly FillLinksFromRegarding Links = new();
    private static readonly KeepToProjects Projects = new();
    private static readonly CheckKit Kits = new();
    private static readonly DefaultPipeline Pipelines = new();
    private static readonly AdvanceDeal Advance = new(Pipelines);
    private static readonly DispatchTasks Dispatch = new();
    private static readonly KeepLedger Ledger = new(Pipelines);

    static CrmPackage() => Dictionaries.Register(typeof(CrmPackage).Assembly);

    /// <summary>Every rule, in order. <c>explain write OBJECT</c> prints those of one object.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        FollowOwnersDepartment.Rule,
        PartsGoAlong.Rule,
        FillCompanyKeys.Rule,
        .. TurnLateLinks.Rules,
        NotifyOfComment.Rule,

        Rule.Before(new CheckCreditCode()),
        .. KeepPoolAndOwnerApart.Rules,
        Rule.Before(new CheckPool()),

        Rule.Before(new CheckForm()),
        Rule.Before(new FillChannelCode()),
        Rule.Before(new CheckScoreRule()),
        Rule.Before(new CheckReminderRule()),

        Rule.Before(new FillRegionFromPhone()),
        Rule.Before(new FillCarrierFromPhone()),
        Rule.Before(new CheckAssignment()),
        Rule.Before(new FillAbsenceNote()),
        Rule.Before(new DistributeLead()),
        Rule.Before(new AssignLead()),
        Rule.Before(new GuardLeadStatus()),
        Rule.OnDelete(new KeepConverted()),
        Rule.Before(new StampAcceptance()),
        Rule.Before(new ScoreNewLead()),
        Rule.After(new FollowUpLead()),

        Rule.Before(new FillStageCode()),
        Rule.Before(new CheckCriteria()),
        Rule.Before(new CheckPipeline()),
        Rule.Before(new CheckNodeTemplate()),
        Rule.Before(new CheckChecklist()),

        Rule.Before(new FillPipelineAndStage(Pipelines)),
        Rule.Before(new NameOpportunity()),
        Rule.Before(new FillRegionFromDepartment()),
        Rule.Before(new GuardStageMove(Pipelines)),
        Rule.Before(new HoldAfterBackMove()),
        Rule.Before(new FillProbabilityFromStage()),
        Rule.Before(new StampStage()),
        Rule.Before(new RequireLossReason()),
        Rule.Before(new CountPushes()),
        Rule.Before(new KeepFirstCloseDate()),
        Rule.After(new LogStage(Pipelines)),
        Rule.After(Advance),
        Advance.OfOthers,
        Advance.OfDeleted,
        Rule.After(new KeepNodes()),
        Rule.After(Ledger),
        Rule.OnDelete(Ledger),
        Ledger.OnRestore,

        .. TakeOwnerFromDeal.Rules,
        Rule.Before<DealParty>(Projects),
        Rule.Before<ProjectPurchase>(Projects),
        Rule.Before<ProjectEntry>(Projects),
        Rule.Before(new StampNode()),
        Rule.Before(new FillLinePrice()),

        Rule.Before<ProductComponent>(Kits),
        Rule.Before<Product>(Kits),
        Rule.OnDelete(new KeepUsedProducts()),
        Rule.Before(new FixPriceBook()),
        Rule.Before(new TakeCurrencyFromBook()),
        .. QuotingRules.All,

        Rule.Before<Activity>(Links),
        Rule.Before(new TakeOwnerOfSubject()),
        Rule.After(new MarkLeadContacted()),
        Rule.After(new EndSilence()),

        Rule.Before(new CheckCards()),
        Rule.Before(new FillWhose()),
        Rule.Before(new FillTargetsWhose()),
        Rule.Before(new FillCapacityWhose()),
        Rule.Before(new CheckAdjustment()),

        Rule.Before<Sales.Task>(Links),
        Rule.Before(new StampCompletion()),
        Rule.Before(new StampTaskAcceptance()),
        Rule.After(new RepeatTask()),
        Rule.After(new NotifyAssignee()),
        Rule.Before(Dispatch),
        Rule.After(Dispatch),

        .. ContractParts.Rules,
        .. TenderParts.Rules,

        RefuseDuplicates.Rule,
        Rule.Before(new GuardScan()),
        Rule.Before(new GuardHandOver()),
    ];

    /// <summary>Every action.</summary>
    public static IReadOnlyList<IRecordAction> Actions { get; } =
    [
        new ConvertLead(),
        new RecycleLead(),
        new AcceptLead(),
        new MoveStage(),
        new WinDeal(),
        new LoseDeal(),
        new ReopenDeal(),
        new CompleteTask(),
        new AcceptTask(accepts: true),
        new AcceptTask(accepts: false),
        .. QuotingRules.Actions,
        new CheckIn(Activity.ObjectName),
        new CheckIn(Account.ObjectName),
        new CheckIn(Contact.ObjectName),
        new CheckIn(Lead.ObjectName),
        new CheckIn(Opportunity.ObjectName),
        .. Pools.Objects.Select(o => new ClaimRecord(o)),
        .. Pools.Objects.Select(o => new AssignFromPool(o)),
        .. Pools.Objects.Select(o => new ReturnToPool(o)),
        .. Pools.Objects.Select(o => new LockRecord(o, locks: true)),
        .. Pools.Objects.Select(o => new LockRecord(o, locks: false)),
        new TransferRecord(Account.ObjectName),
        new TransferRecord(Contact.ObjectName),
        new TransferRecord(Lead.ObjectName),
        new TransferRecord(Opportunity.ObjectName),
        .. ContractParts.Actions,
        .. TenderParts.Actions,
        new MergeRecords(Account.ObjectName),
        new MergeRecords(Contact.ObjectName),
        new MergeRecords(Lead.ObjectName),
        new UndoMerge(),
        new MergeGroup(),
        new SettleGroup("dismiss", DuplicateGroup.StatusValue.Dismissed),
        new SettleGroup("reopen", DuplicateGroup.StatusValue.Open),
        new CancelScan(),
        new CancelHandOver(),
        new UndoHandOver(),
    ];

    /// <summary>What can be printed.</summary>
    public static IReadOnlyList<IDocumentPrint> Prints { get; } = [new QuotePrint()];

    /// <summary>The package.</summary>
    public static Package Instance { get; } = new()
    {
        Name = "crm",
        Objects = Package.EmbeddedObjects(typeof(CrmPackage).Assembly),
        Tables = [DealGates.Table, HandOverEntries.Table, .. PoolUse.Tables, .. FormUse.Tables, RecalculateScores.Table],
        Pools = Pools.Source,
        Remembered = [AssignmentRule.ObjectName, Pipeline.ObjectName, ScoreRule.ObjectName, Stage.ObjectName],
        Rules = Rules,
        Actions = Actions,
        Consumers = [workspace => new MoveRecordsWithOwner(workspace), workspace => new KeepScores(workspace), workspace => new KeepGroupDepartments(workspace), workspace => new FollowStageCategories(workspace)],
        Duties =
        [
            RemindOfTasks.Duty, ScanDuplicates.Duty, KeepQuality.Duty, RunHandOvers.Duty, RecycleToPools.Duty, PassUnacceptedLeads.Duty,
            RecalculateScores.Duty, RemindOfCustomers.Duty, RemindOfVisits.Duty, RemindOfNodes.Duty, RemindToAccept.Duty, FormUse.Duty,
            OpenLedger.Duty, ExpireQuotes.Duty, .. ContractParts.Duties,
        ],
        Seed = CrmSeed.RunAsync,
    };
}
