using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>
/// Who applies for a project, who keeps its tender, who evaluates the bids and who decides on the award are different people, whoever writes and by whatever
/// way. A reviewer has not approved the project either, and does not come back after stepping down.
/// </summary>
public sealed class KeepDutiesApart : IBeforeSave<Tender>, IBeforeSave<TenderProject>
{
    private static readonly string[] Duties = [Tender.Fields.Reviewers, Tender.Fields.Recused, Tender.Fields.Project, Tender.Fields.AwardedBy, SystemFields.Owner];

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Tender record, Session session, CancellationToken ct)
    {
        if (!record.IsNew && !Array.Exists(Duties, record.Changed))
            return null;

        return await session.LoadAsync(record.Project, ct) is { } project ? Check(record, Applicants(project, session), project.ApprovedBy, session) : null;
    }

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(TenderProject record, Session session, CancellationToken ct)
    {
        if (record.IsNew || !record.Changed(SystemFields.Owner))
            return null;

        var tenders = session.Schema[Tender.ObjectName];
        foreach (var tender in await session.LoadWhereAsync<Tender>(Condition.Equal(new FieldPath(tenders[Tender.Fields.Project]), record.Id), ct: ct))
            if (Check(tender, Applicants(record, session), record.ApprovedBy, session) is { } refusal)
            {
                session.Hold(tender.Record);
                return refusal;
            }

        return null;
    }

    private static HashSet<Guid> Applicants(TenderProject project, Session session) =>
        [.. new[] { project.Record.Owner, project.SubmittedBy, project.Record[SystemFields.CreatedBy] as Guid? }.OfType<Guid>()];

    private static Invalid? Check(Tender tender, HashSet<Guid> applicants, Guid? approver, Session session)
    {
        HashSet<Guid> recorders = [.. new[] { tender.Record.Owner, tender.IsNew ? session.Actor.UserId : tender.Record[SystemFields.CreatedBy] as Guid? }.OfType<Guid>()];
        var reviewers = Reviewers(tender);
        if (recorders.FirstOrDefault(applicants.Contains) is var both && both != default)
            return Refuse(SystemFields.Owner, "applicant_records", both, session);

        foreach (var reviewer in reviewers)
            if (applicants.Contains(reviewer))
                return Refuse(Tender.Fields.Reviewers, "applicant_reviews", reviewer, session);
            else if (recorders.Contains(reviewer))
                return Refuse(Tender.Fields.Reviewers, "recorder_reviews", reviewer, session);
            else if (reviewer == approver)
                return Refuse(Tender.Fields.Reviewers, "approver_reviews", reviewer, session);
            else if ((tender.Record[Tender.Fields.Recused] as Guid[] ?? []).Contains(reviewer))
                return Refuse(Tender.Fields.Reviewers, "recused_reviews", reviewer, session);

        return tender.Record[Tender.Fields.AwardedBy] is Guid awards && (applicants.Contains(awards) || recorders.Contains(awards) || reviewers.Contains(awards))
            ? Refuse(Tender.Fields.AwardedBy, "awards_own_tender", awards, session)
            : null;
    }

    /// <summary>Who evaluates the bids of a tender.</summary>
    internal static Guid[] Reviewers(Tender tender) => tender.Record[Tender.Fields.Reviewers] as Guid[] ?? [];

    private static Invalid Refuse(string field, string code, Guid person, Session session) =>
        new([new Problem(field, new Message(code, session.Organization.Find(person)?.Name ?? ""))]);
}
