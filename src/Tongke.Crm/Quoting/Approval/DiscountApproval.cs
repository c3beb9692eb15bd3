using Tongke.Crm.Catalogue;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Quoting;

/// <summary>What a quote's discounts need.</summary>
/// <param name="IsNeeded">Whether somebody has to approve.</param>
/// <param name="Approver">Who; null where nobody has to.</param>
/// <param name="Refusal">Why the quote can't go on: somebody would have to approve and nobody can.</param>
internal readonly record struct ApprovalNeed(bool IsNeeded, Guid? Approver, Refusal? Refusal);

/// <summary>
/// Whether the discounts of a quote need approval, and whose: a line beyond its product's limit, a line or the whole beyond the limit of the person's
/// roles. The nearest superior whose own limit reaches approves, otherwise the highest; nobody approves a quote that they submitted or own.
/// </summary>
internal static class DiscountApproval
{
    /// <summary>What the quote needs when <paramref name="submitter"/> submits it.</summary>
    public static async ValueTask<ApprovalNeed> AskAsync(Quote quote, Guid submitter, Session session, CancellationToken ct)
    {
        var policies = await session.LoadWhereAsync<DiscountPolicy>(Constant.True, ct: ct);
        var mayBySelf = quote.OverLimitLines is not > 0 && Reaches(policies, session, submitter, quote);
        if (mayBySelf)
            return new(false, null, null);

        var above = (await Superiors.OfAsync(session, submitter, ct)).Where(p => p != quote.Record.Owner).ToArray();
        if (above.Length == 0 && Reaches(policies, session, submitter, quote))
            return new(false, null, null); // Nobody stands above, and no limit of their own stands against it.

        Guid? approver = null;
        foreach (var person in above)
        {
            if (!await SeesAsync(person, quote, session, ct))
                continue;

            approver = person;
            if (Reaches(policies, session, person, quote))
                break;
        }

        return approver is null ? new(true, null, new RuleRefused(new Message("quote_no_approver"))) : new(true, approver, null);
    }

    /// <summary>Why the actor may not decide on the quote; null when they may: the approver, or who stands above the approver.</summary>
    public static Refusal? MayDecide(Quote quote, Session session)
    {
        if (session.Actor.UserId is not { } person)
            return new Forbidden(new("quote_not_approver"));
        if (person == quote.SubmittedBy || person == quote.Record.Owner)
            return new Forbidden(new("quote_own_approval"));

        var isAbove = quote.Approver is { } approver && session.Organization.WithSubordinates(person).Contains(approver);
        return isAbove ? null : new Forbidden(new("quote_not_approver"));
    }

    private static bool Reaches(IReadOnlyList<DiscountPolicy> policies, Session session, Guid person, Quote quote)
    {
        var roles = session.Organization.Find(person)?.Roles ?? [];
        var own = policies.Where(p => p.Role is { } role && roles.Contains(role)).ToArray();
        return own.Length == 0
            || ((quote.MaxDiscount ?? 0) <= own.Max(p => p.LineLimit) && Overall(quote) <= own.Max(p => p.TotalLimit));
    }

    private static decimal Overall(Quote quote) => quote is { ListAmount: > 0 and var list, Amount: { } amount } ? (list - amount) * 100 / list : 0;

    private static async ValueTask<bool> SeesAsync(Guid person, Quote quote, Session session, CancellationToken ct)
    {
        if (session.Organization.Find(person) is not { Active: true } member)
            return false;

        var theirs = session.Workspace.Open(Actor.User(member.Id, member.Name, member.Roles));
        return (await theirs.FindAsync(quote.Record.Object, quote.Id, RecordAction.Read, ct)).Record is not null;
    }
}
