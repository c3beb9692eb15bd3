using System.Net;
using System.Text.RegularExpressions;
using Tongke.Crm.Contracts;
using Tongke.Crm.Rules;
using Tongke.Crm.Sales;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>What the customer says to a quote, by the link or through the seller: the first answer counts, whoever else answers at the same moment.</summary>
public static partial class QuoteAnswers
{
    private const string LineBreak = "<br>";
    private const string NameMark = "\u0001";
    private const int LongestReason = 2000;
    private const int LongestName = 100;

    /// <summary>What makes the id of the task that follows an acceptance differ from the quote's.</summary>
    private static readonly Guid NextStep = new("3b7d0c52-94e1-4f08-8a6d-c5b17e20f394");

    /// <summary>Whether the quote waits for an answer. An approved one does, too: it may have been handed over on paper.</summary>
    public static bool IsOpen(Quote quote) => quote.Status is Quote.StatusValue.Approved or Quote.StatusValue.Sent or Quote.StatusValue.Viewed;

    /// <summary>The customer accepts.</summary>
    public static Refusal? Accept(Quote quote, string by, Session session)
    {
        if (Refused(quote, session) is { } refusal)
            return refusal;

        (quote.Status, quote.AcceptedBy, quote.AcceptedAt) = (Quote.StatusValue.Accepted, by.Cut(LongestName), session.Now);
        Tell(quote, Notification.QuoteAccepted, new("quote_accepted", by.Cut(LongestName), quote.Name), null, session);
        MoveOn(quote, by.Cut(LongestName), session);
        return null;
    }

    /// <summary>The story of deal and customer tells of it, and whoever owns the quote has to go on from there.</summary>
    private static void MoveOn(Quote quote, string by, Session session)
    {
        var language = session.Schema.Conventions.Language;
        var told = session.Make<Activity>();
        (told.Type, told.OccurredAt) = (session.Actor.UserId is null ? Activity.TypeValue.Customer : Activity.TypeValue.Note, session.Now); // ours is what the seller notes
        told.Subject = new Message("quote_accepted", by, quote.Name).In(language).Cut(Tasks.LongestSubject);
        (told.Quote, told.Account, told.Opportunity, told.Contact) = (new Id<Quote>(quote.Id), quote.Account, quote.Opportunity, quote.Contact);
        PassOwnerToParts.Take(told.Record, quote.Record);
        if (quote.Record.Owner is null)
            return;

        var (tasks, id) = (session.Schema[Sales.Task.ObjectName], DerivedId.Once(quote.Id, NextStep));
        if (session.Known(tasks, id) is not null)
            return;

        var task = Sales.Task.Over(session.Make(tasks, id));
        task.Subject = new Message("quote_accepted_next", quote.Name).In(language).Cut(Tasks.LongestSubject);
        (task.Account, task.Opportunity, task.DueAt) = (quote.Account, quote.Opportunity, Tasks.EndOfDay(session));
        PassOwnerToParts.Take(task.Record, quote.Record);
    }

    /// <summary>The contract that the task asks for is made: the task is done, unless somebody has settled it.</summary>
    internal static async ValueTask CompleteNextStepAsync(Guid quote, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(session.Schema[Sales.Task.ObjectName], DerivedId.Once(quote, NextStep), ct) is { IsDeleted: false } record
            && Sales.Task.Over(record) is { Status: Sales.Task.StatusValue.Todo or Sales.Task.StatusValue.Doing } task)
            task.Status = Sales.Task.StatusValue.Done;
    }

    /// <summary>The customer declines.</summary>
    public static Refusal? Decline(Quote quote, string reason, Session session)
    {
        if (Refused(quote, session) is { } refusal)
            return refusal;

        (quote.Status, quote.DeclinedReason, quote.DeclinedAt) = (Quote.StatusValue.Declined, reason.Cut(LongestReason), session.Now);
        Tell(quote, Notification.QuoteDeclined, new("quote_declined", quote.Name), reason.Cut(LongestReason), session);
        return null;
    }

    /// <summary>The customer says something: an activity of the quote, its deal and its customer, which colleagues find in their stories.</summary>
    public static void Comment(Quote quote, string by, string text, Session session)
    {
        var said = session.Make<Activity>();
        (said.Type, said.OccurredAt) = (Activity.TypeValue.Customer, session.Now);
        said.Subject = new Message("quote_comment_by", by.Cut(LongestName)).In(session.Schema.Conventions.Language);
        said.Content = WebUtility.HtmlEncode(text.Cut(LongestReason)).ReplaceLineEndings(LineBreak);
        (said.Quote, said.Account, said.Opportunity, said.Contact) = (new Id<Quote>(quote.Id), quote.Account, quote.Opportunity, quote.Contact);
        (said.Record[SystemFields.Owner], said.Record[SystemFields.Department]) = (quote.Record[SystemFields.Owner], quote.Record[SystemFields.Department]);
        Tell(quote, Notification.QuoteCommented, new("quote_commented", by, quote.Name), text, session);
    }

    /// <summary>Who wrote it, as they named themselves; its subject says so in the language that the company had then.</summary>
    public static string AuthorOf(Activity comment)
    {
        var subject = comment.Subject ?? "";
        foreach (var language in Enum.GetValues<Language>())
        {
            var parts = new Message("quote_comment_by", NameMark).In(language).Split(NameMark);
            if (subject.Length > parts[0].Length + parts[1].Length && subject.StartsWith(parts[0], StringComparison.Ordinal) && subject.EndsWith(parts[1], StringComparison.Ordinal))
                return subject[parts[0].Length..^parts[1].Length];
        }

        return subject;
    }

    /// <summary>What a customer wrote, as text.</summary>
    public static string TextOf(Activity comment) => WebUtility.HtmlDecode(Markup().Replace((comment.Content ?? "").Replace(LineBreak, "\n", StringComparison.Ordinal), ""));

    /// <summary>The customer opened the quote.</summary>
    public static void TellOpened(Quote quote, Session session) => Tell(quote, Notification.QuoteViewed, new("quote_viewed", quote.Name, quote.ViewCount), null, session);

    /// <summary>Tells the owner, unless it is they who write.</summary>
    internal static void Tell(Quote quote, string kind, Message title, string? text, Session session)
    {
        if (quote.Record.Owner is { } owner && owner != session.Actor.UserId)
            Notification.Make(session, DerivedId.Of(session, quote.Id, owner), owner, kind, title, quote.Record, text);
    }

    private static RuleRefused? Refused(Quote quote, Session session)
    {
        var answered = new RuleRefused(new Message("quote_answered"));
        if (!IsOpen(quote))
            return answered;
        if (quote.ValidUntil < session.Context.Today)
            return new RuleRefused(new("quote_past_validity"));

        session.Rely(quote.Record, quote.Record.Object[Quote.Fields.Status], answered);
        return null;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}
