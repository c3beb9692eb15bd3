using Tongke.Crm.Actions;
using Tongke.Crm.Contracts;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>A reviewer steps down, with the reason; what they scored goes with them.</summary>
public sealed class Recuse : IRecordAction
{
    /// <inheritdoc />
    public string Object => Tender.ObjectName;

    /// <inheritdoc />
    public string Name => "recuse";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var tender = Tender.Over(record);
        if (session.Actor.UserId is not { } person || !KeepDutiesApart.Reviewers(tender).Contains(person))
            return new RuleRefused(new Message("not_a_reviewer"));

        session.Hold(record);
        record[Tender.Fields.Reviewers] = KeepDutiesApart.Reviewers(tender).Where(r => r != person).ToArray();
        record[Tender.Fields.Recused] = (record[Tender.Fields.Recused] as Guid[] ?? []).Append(person).ToArray();
        var line = $"{session.Organization.Find(person)?.Name}: {parameters.ReadText("reason")}";
        tender.Recusals = string.IsNullOrEmpty(tender.Recusals) ? line : $"{tender.Recusals}\n{line}";
        foreach (var score in await Parts.OfAsync(session, BidScore.ObjectName, BidScore.Fields.Tender, record.Id, ct))
            if (score[BidScore.Fields.Reviewer] as Guid? == person)
                session.Delete(score);

        return ActionOutcome.Done;
    }
}

/// <summary>Names somebody in the place of a reviewer who stepped down.</summary>
public sealed class NameReviewer : IRecordAction
{
    /// <inheritdoc />
    public string Object => Tender.ObjectName;

    /// <inheritdoc />
    public string Name => "name_reviewer";

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var tender = Tender.Over(record);
        if (parameters.Read<Guid>("reviewer") is not { } person || session.Organization.Find(person) is not { Active: true })
            return new Invalid([new Problem("reviewer", new Message("new_owner_inactive"))]);

        if (await Bidders.KeptByAsync(session, record.Id, [person], ct) is { } kept)
            return new Invalid([new Problem("reviewer", kept)]);

        session.Hold(record);
        record[Tender.Fields.Reviewers] = KeepDutiesApart.Reviewers(tender).Append(person).Distinct().ToArray();
        return ActionOutcome.Done;
    }
}
