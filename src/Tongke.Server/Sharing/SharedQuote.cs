using Tongke.Crm.Quoting;
using Tongke.Crm.Sales;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Sharing;

/// <summary>Why a link shows nothing of its quote.</summary>
internal enum ClosedBecause
{
    /// <summary>It shows the quote.</summary>
    Open,

    /// <summary>There is no such link, or no longer a quote behind it.</summary>
    Unknown,

    /// <summary>Its time is over.</summary>
    LinkExpired,

    /// <summary>The seller took it back.</summary>
    Revoked,

    /// <summary>There is a newer version.</summary>
    Superseded,

    /// <summary>The offer's time is over.</summary>
    QuoteExpired,
}

/// <summary>A quote as it is reached by a link, without anybody having signed in: the link alone says what may be seen and done.</summary>
internal sealed class SharedQuote
{
    private const int Attempts = 20;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(30);

    private readonly QuoteLink? link;

    private SharedQuote(Session session, QuoteLink? link, Quote? quote, ClosedBecause why) => (Session, this.link, Found, Why) = (session, link, quote, why);

    /// <summary>Reads and writes what the link allows.</summary>
    public Session Session { get; }

    /// <summary>Whether the quote is shown, or why not.</summary>
    public ClosedBecause Why { get; }

    /// <summary>The quote.</summary>
    /// <exception cref="InvalidOperationException">The link shows nothing.</exception>
    public Quote Quote => Why == ClosedBecause.Open ? Found! : throw new InvalidOperationException("The link is closed.");

    private Quote? Found { get; }

    /// <summary>The language the customer is spoken to in, unless they choose another.</summary>
    public Language Language => Found?.Language == Quote.LanguageValue.En ? Language.English : Language.Chinese;

    /// <summary>Follows a link.</summary>
    public static async ValueTask<SharedQuote> FindAsync(Workspace workspace, Guid? id, string address, CancellationToken ct)
    {
        var session = workspace.Open(Actor.System("quote opened by link") with { Via = "link", Address = address });
        if (id is not { } known || await session.LoadAsync<QuoteLink>(new Id<QuoteLink>(known), ct) is not { Record.IsDeleted: false } link)
            return new(session, null, null, ClosedBecause.Unknown);
        if (await session.LoadAsync(link.Quote, ct) is not { Record.IsDeleted: false } quote)
            return new(session, link, null, ClosedBecause.Unknown);

        return new(session, link, quote, WhyClosed(link, quote, session));
    }

    /// <summary>Notes that the customer opened the page, and tells the owner unless they were told a moment ago. Two who open it at once both count.</summary>
    public static async ValueTask NoteOpeningAsync(Workspace workspace, Guid id, string address, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var shared = await FindAsync(workspace, id, address, ct);
            if (shared.Why != ClosedBecause.Open)
                return;

            shared.Count();
            if (await shared.Session.CommitAsync(ct) is null)
                return;
        }
    }

    /// <summary>Whom the link was sent to, where that is the quote's contact: they will mostly be who answers.</summary>
    public async ValueTask<string?> RecipientAsync(CancellationToken ct) =>
        link?.Note is { Length: > 0 } note && await Session.SeenNameAsync(Quote.Contact, ct) == note ? note : null;

    /// <summary>What the customer wrote before, oldest first. What the system notes of the quote itself, as that it was accepted, has no words of theirs.</summary>
    public async ValueTask<IReadOnlyList<Activity>> CommentsAsync(CancellationToken ct)
    {
        var definition = Session.Schema[Activity.ObjectName];
        var own = Condition.AllOf(
            Condition.Equal(new FieldPath(definition[Activity.Fields.Quote]), Quote.Id),
            Condition.IsEmpty(new FieldPath(definition["created_by"])),
            Condition.Not(Condition.IsEmpty(new FieldPath(definition[Activity.Fields.Content]))));
        return await Session.LoadWhereAsync<Activity>(own, ct: ct);
    }

    private static ClosedBecause WhyClosed(QuoteLink link, Quote quote, Session session) => quote switch
    {
        _ when link.RevokedAt is not null => ClosedBecause.Revoked,
        { Status: Quote.StatusValue.Superseded } => ClosedBecause.Superseded,
        _ when link.ExpiresAt <= session.Now => ClosedBecause.LinkExpired,
        { Status: Quote.StatusValue.Expired } => ClosedBecause.QuoteExpired,
        { Status: Quote.StatusValue.Sent or Quote.StatusValue.Viewed } when quote.ValidUntil < session.Context.Today => ClosedBecause.QuoteExpired,
        { Status: Quote.StatusValue.Sent or Quote.StatusValue.Viewed or Quote.StatusValue.Accepted or Quote.StatusValue.Declined } => ClosedBecause.Open,
        _ => ClosedBecause.Unknown,
    };

    private void Count()
    {
        var (quote, opened) = (Quote, link!);
        var isNews = opened.LastViewedAt is not { } last || Session.Now - last >= Quiet;

        // Of two who open it at once the second counts again from what the first left.
        Session.Rely(opened.Record, opened.Record.Object[QuoteLink.Fields.ViewCount], new Stale(opened.Record, []));
        Session.Rely(quote.Record, quote.Record.Object[Quote.Fields.ViewCount], new Stale(quote.Record, []));
        (opened.ViewCount, opened.LastViewedAt) = ((opened.ViewCount ?? 0) + 1, Session.Now);
        (quote.ViewCount, quote.ViewedAt) = ((quote.ViewCount ?? 0) + 1, quote.ViewedAt ?? Session.Now);
        if (quote.Status == Quote.StatusValue.Sent)
            quote.Status = Quote.StatusValue.Viewed;
        if (isNews)
            QuoteAnswers.TellOpened(quote, Session);
    }
}
