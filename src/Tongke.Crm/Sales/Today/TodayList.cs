namespace Tongke.Crm.Sales;

/// <summary>What somebody should act on today, the most valuable first.</summary>
/// <param name="Items">At the top of the list.</param>
/// <param name="Count">How many there are in all, among the candidates that were looked at.</param>
public sealed record TodayList(IReadOnlyList<TodayItem> Items, int Count);

/// <summary>A customer, lead, deal or task to act on, and why.</summary>
/// <param name="Object">Its object.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Amount">What is at stake, in the company's currency; null where nothing is known or may be known.</param>
/// <param name="Score">How urgent it is: the weights of its reasons together.</param>
/// <param name="Reasons">Why it stands here, the weightiest first.</param>
public sealed record TodayItem(string Object, Guid Id, string Name, decimal? Amount, decimal Score, IReadOnlyList<TodayReason> Reasons)
{
    /// <summary>Number to call, where the reader may see it in full.</summary>
    public string? Phone { get; init; }

    /// <summary>What a lead scores, where the reader may know.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("lead_score")]
    public int? LeadScore { get; init; }

    /// <summary>Account it belongs to, where the reader may see it.</summary>
    public TodayLink? Account { get; init; }
}

/// <summary>One reason.</summary>
/// <param name="Kind">One of <see cref="TodayReasons"/>.</param>
/// <param name="Days">Days late, to go, or without contact.</param>
/// <param name="At">The moment it is about.</param>
/// <param name="Record">The task or visit behind it.</param>
public sealed record TodayReason(string Kind, int? Days = null, DateTimeOffset? At = null, TodayLink? Record = null);

/// <summary>A record by its name.</summary>
public sealed record TodayLink(string Object, Guid Id, string? Name);

/// <summary>The reasons there are, and how much each weighs.</summary>
public static class TodayReasons
{
    /// <summary>A visit or meeting is planned for today.</summary>
    public const string VisitPlanned = "visit_planned";

    /// <summary>A task is late.</summary>
    public const string TaskOverdue = "task_overdue";

    /// <summary>A task is due today.</summary>
    public const string TaskToday = "task_today";

    /// <summary>The close date has passed.</summary>
    public const string CloseOverdue = "close_overdue";

    /// <summary>The close date is near.</summary>
    public const string CloseSoon = "close_soon";

    /// <summary>A payment of a customer is due within days. Once it is late there is a task to collect it.</summary>
    public const string PaymentDue = "payment_due";

    /// <summary>The next step was due before today.</summary>
    public const string StepOverdue = "step_overdue";

    /// <summary>The next step is due today.</summary>
    public const string StepToday = "step_today";

    /// <summary>A key node was due before today.</summary>
    public const string NodeOverdue = "node_overdue";

    /// <summary>A key node is due today.</summary>
    public const string NodeToday = "node_today";

    /// <summary>The next contact was promised for today or before, and has not been made.</summary>
    public const string ContactPromised = "contact_promised";

    /// <summary>Nobody has been in touch for longer than the object's data stays fresh.</summary>
    public const string NoContact = "no_contact";

    /// <summary>A lead nobody has contacted yet.</summary>
    public const string NotContacted = "not_contacted";

    private const decimal MostLateness = 1;

    /// <summary>The weight of a reason: what was promised to the customer before what we planned, and a little more for every day it is late.</summary>
    public static decimal WeightOf(TodayReason reason) => reason.Kind switch
    {
        VisitPlanned => 4,
        ContactPromised => 3 + Lateness(reason, 0.1m),
        TaskOverdue => 3 + Lateness(reason, 0.1m),
        CloseOverdue => 2.5m + Lateness(reason, 0.05m),
        StepOverdue => 2.5m + Lateness(reason, 0.1m),
        NotContacted => 2.5m + Lateness(reason, 0.1m),
        NodeOverdue => 3 + Lateness(reason, 0.1m),
        TaskToday or StepToday or NodeToday => 2,
        CloseSoon or PaymentDue => 1.5m,
        NoContact => 1 + Lateness(reason, 0.01m),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason.Kind, "No such reason."),
    };

    private static decimal Lateness(TodayReason reason, decimal aDay) => Math.Min(MostLateness, (reason.Days ?? 0) * aDay);
}
