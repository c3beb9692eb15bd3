using Tongke.Crm.Rules;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>A quote that nobody answered by its last day expires, and its owner is told: once, however many nodes look.</summary>
public static class ExpireQuotes
{
    private const int MostAtOnce = 500;

    private const string IsPast = "AND(status IN (\"approved\", \"sent\", \"viewed\"), valid_until < TODAY())";

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("quotes past their validity", TimeSpan.FromMinutes(10), RunAsync);

    /// <summary>Lets those expire whose last day is over.</summary>
    public static async Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var actor = Actor.System("quotes past their validity");
        var definition = workspace.Schema[Quote.ObjectName];
        var past = Formula.Parse(IsPast, definition).Expr!;
        foreach (var found in await workspace.Open(actor).LoadWhereAsync(definition, past, MostAtOnce, ct))
        {
            var session = workspace.Open(actor);
            if (await session.LoadAsync(definition, found.Id, ct) is not { IsDeleted: false } record || !await session.FulfilsAsync(record, past, ct))
                continue;

            var quote = Quote.Over(record);
            session.Hold(record);
            quote.Status = Quote.StatusValue.Expired;
            Notification.Make(session, DerivedId.Of(session, quote.Id), record.Owner, Notification.QuoteExpired, new("quote_expired_note", quote.Name), record);
            await session.CommitAsync(ct);
        }
    }
}
