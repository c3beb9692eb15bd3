using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Rules;

/// <summary>Tells a person something, in the language they read; made in the session that causes it.</summary>
internal static class Notification
{
    /// <summary>A task's reminder is due.</summary>
    public const string TaskReminder = "task_reminder";

    /// <summary>A task was given to somebody.</summary>
    public const string TaskAssigned = "task_assigned";

    /// <summary>Somebody was named in a comment.</summary>
    public const string CommentMention = "comment_mention";

    /// <summary>Somebody commented on a record that one owns or follows.</summary>
    public const string CommentMade = "comment_made";

    /// <summary>Somebody was given the work of a colleague.</summary>
    public const string HandedOver = "handed_over";

    /// <summary>A record will fall into a pool.</summary>
    public const string PoolWarning = "pool_warning";

    /// <summary>A rule gave somebody a lead.</summary>
    public const string LeadAssigned = "lead_assigned";

    /// <summary>Somebody asks for an invoice.</summary>
    public const string InvoiceRequested = "invoice_requested";

    /// <summary>An invoice that one asked for was issued or refused.</summary>
    public const string InvoiceAnswered = "invoice_answered";

    /// <summary>Somebody who is known sent a form.</summary>
    public const string FormSent = "form_sent";

    /// <summary>A planned visit is near.</summary>
    public const string VisitReminder = "visit_reminder";

    /// <summary>A dispatched task waits to be accepted, or was declined.</summary>
    public const string TaskAcceptance = "task_acceptance";

    /// <summary>A quote waits for somebody's approval.</summary>
    public const string QuoteSubmitted = "quote_submitted";

    /// <summary>A quote was approved.</summary>
    public const string QuoteApproved = "quote_approved";

    /// <summary>A quote was sent back.</summary>
    public const string QuoteRejected = "quote_rejected";

    /// <summary>A draft quote was made for a deal.</summary>
    public const string QuoteDrafted = "quote_drafted";

    /// <summary>The customer opened a quote.</summary>
    public const string QuoteViewed = "quote_viewed";

    /// <summary>The customer wrote something about a quote.</summary>
    public const string QuoteCommented = "quote_commented";

    /// <summary>The customer accepted a quote.</summary>
    public const string QuoteAccepted = "quote_accepted";

    /// <summary>The customer declined a quote.</summary>
    public const string QuoteDeclined = "quote_declined";

    /// <summary>Nobody answered a quote in time.</summary>
    public const string QuoteExpired = "quote_expired";

    /// <summary>A key node of a deal is near.</summary>
    public const string NodeDue = "node_due";

    /// <summary>A key node of a deal was missed.</summary>
    public const string NodeOverdue = "node_overdue";

    /// <summary>A contract or a change order waits for one's approval.</summary>
    public const string ReviewRequested = "review_requested";

    /// <summary>A contract or a change order was approved or sent back.</summary>
    public const string ReviewDecided = "review_decided";

    /// <summary>The contract of one's deal was signed.</summary>
    public const string ContractSigned = "contract_signed";

    private const int LongestTitle = 200;

    /// <summary>Makes it, unless this session did already or nobody is there to be told.</summary>
    public static void Make(Session session, Guid id, Guid? owner, string kind, Message title, Record about, string? text = null)
    {
        if (Make(session, id, owner, kind, title, about.Object, text) is { } notification)
            notification["record"] = about.Id;
    }

    /// <summary>Makes one about several records: those of the object that fulfil the OData <paramref name="filter"/>; without one it leads nowhere.</summary>
    public static void Make(Session session, Guid id, Guid owner, string kind, Message title, ObjectSchema about, string? filter, string text)
    {
        if (Make(session, id, owner, kind, title, about, text) is { } notification)
            notification["filter"] = filter;
    }

    /// <summary>Marks what was told of the record as read, for everybody who has not yet: it waits for nobody any more.</summary>
    public static async ValueTask SettleAsync(Session session, Record about, string kind, CancellationToken ct)
    {
        var definition = session.Schema["notification"];
        var unread = Condition.AllOf(
            Condition.Equal(new FieldPath(definition["record"]), about.Id),
            Condition.Equal(new FieldPath(definition["kind"]), kind),
            Condition.IsEmpty(new FieldPath(definition["read_at"])));
        foreach (var notification in await session.LoadWhereAsync(definition, unread, ct: ct))
            notification["read_at"] = session.Now;
    }

    /// <summary>The language that a person reads; the company's for somebody who is no user.</summary>
    public static Language LanguageOf(Session session, Guid? person) =>
        person is { } user && session.Organization.Find(user) is { } member ? member.Language : session.Schema.Conventions.Language;

    private static Record? Make(Session session, Guid id, Guid? owner, string kind, Message title, ObjectSchema about, string? text)
    {
        var definition = session.Schema["notification"];
        if (owner is null || session.Known(definition, id) is not null)
            return null;

        var notification = session.Make(definition, id);
        notification["kind"] = kind;
        notification["title"] = title.In(LanguageOf(session, owner)).Cut(LongestTitle);
        notification["text"] = text;
        notification["object"] = about.Name;
        notification["owner"] = owner;
        return notification;
    }
}
