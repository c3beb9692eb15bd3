using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>
/// Only an approved project is put out to tender, and once at a time. Bids are evaluated once the price of each is noted and there are enough reviewers, an
/// odd number, none of whom looks after a bidder.
/// </summary>
public sealed class GuardTender : IBeforeSave<Tender>
{
    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Tender record, Session session, CancellationToken ct)
    {
        if (!record.Changed(Tender.Fields.Status))
            return null;

        return record.Status switch
        {
            Tender.StatusValue.Inviting => await PublishedAsync(record, session, ct),
            Tender.StatusValue.Evaluating when record.Original<string?>(Tender.Fields.Status) == Tender.StatusValue.Inviting => await OpenedAsync(record, session, ct),
            _ => null,
        };
    }

    private static async ValueTask<Refusal?> PublishedAsync(Tender tender, Session session, CancellationToken ct)
    {
        if (await session.LoadAsync(tender.Project, ct) is not { Status: TenderProject.StatusValue.Approved } project)
            return new RuleRefused(new Message("project_not_approved"));

        // Of two tenders that are published at once the second finds the project changed.
        session.Hold(project.Record);
        var others = Formula.Parse("NOT(status IN (\"draft\", \"failed\", \"cancelled\"))", tender.Record.Object).Expr!;
        var same = Condition.AllOf(Condition.Equal(new FieldPath(tender.Record.Object[Tender.Fields.Project]), project.Id), others);
        return (await session.LoadWhereAsync(tender.Record.Object, same, ct: ct)).FirstOrDefault(t => t != tender.Record) is { } other
            ? new RuleRefused(new Message("project_has_tender", other[Tender.Fields.Number]))
            : null;
    }

    private static async ValueTask<Refusal?> OpenedAsync(Tender tender, Session session, CancellationToken ct)
    {
        var reviewers = KeepDutiesApart.Reviewers(tender);
        if (!AreEnough(reviewers, tender))
            return new Invalid([new Problem(Tender.Fields.Reviewers, new Message("reviewers_missing", tender.ReviewersNeeded, reviewers.Length))]);

        if (Array.Find(await Bidders.QualifiedAsync(session, tender.Id, ct), b => b.Price is null) is { } unpriced)
            return new RuleRefused(new Message("bid_without_price", unpriced.Name));

        return await Bidders.KeptByAsync(session, tender.Id, reviewers, ct) is { } kept ? new Invalid([new Problem(Tender.Fields.Reviewers, kept)]) : null;
    }

    /// <summary>Whether there are as many reviewers as the tender needs, and an odd number.</summary>
    internal static bool AreEnough(Guid[] reviewers, Tender tender) => reviewers.Length >= tender.ReviewersNeeded && reviewers.Length % 2 == 1;
}
