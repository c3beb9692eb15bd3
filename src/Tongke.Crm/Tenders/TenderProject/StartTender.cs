using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Tenders;

/// <summary>Puts an approved project out to tender: whoever does so keeps the tender, and is not the applicant.</summary>
public sealed class StartTender : IRecordAction
{
    /// <inheritdoc />
    public string Object => TenderProject.ObjectName;

    /// <inheritdoc />
    public string Name => "start_tender";

    /// <inheritdoc />
    public ValueTask<bool> MayRunAsync(Record record, Session session, CancellationToken ct) =>
        new(session.Access.On(session.Schema[Tender.ObjectName]).May(RecordAction.Create));

    /// <inheritdoc />
    public ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        if (TenderProject.Over(record).Status != TenderProject.StatusValue.Approved)
            return new(new RuleRefused(new Message("project_not_approved")));

        var tender = Tender.Over(session.Add(session.Schema[Tender.ObjectName]));
        (tender.Project, tender.BidsUntil) = (new Id<TenderProject>(record.Id), parameters[Tender.Fields.BidsUntil] as DateTimeOffset?);
        return new(ActionOutcome.With(("tender", tender.Id)));
    }
}
