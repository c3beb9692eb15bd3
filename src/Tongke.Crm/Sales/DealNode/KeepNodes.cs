using Tongke.Crm.Rules;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Sales;

/// <summary>
/// Gives a deal the key nodes of its pipeline when it is made or changes the pipeline, and keeps the days on which they are due: those of a stage are
/// due once it is entered, those before the close date follow it. A day that somebody set by hand stays.
/// </summary>
internal sealed class KeepNodes : IAfterSave<Opportunity>
{
    private readonly NodeTemplates templates = new();

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(Opportunity record, Session session, CancellationToken ct)
    {
        var begins = record.IsNew || record.Changed(Opportunity.Fields.Pipeline);
        if (record.Status != Opportunity.StatusValue.Open || record.Pipeline is not { } pipeline
            || !(begins || record.Changed(Opportunity.Fields.Stage) || record.Changed(Opportunity.Fields.CloseDate)))
            return null;

        var asked = await templates.OfAsync(pipeline, session, ct);
        if (asked.Count == 0 && (record.IsNew || !begins))
            return null;

        var nodes = await NodesAsync(record, asked, session, ct);
        if (begins)
        {
            foreach (var left in nodes.Where(n => n.Template is { } old && n.Done != true && asked.All(t => t.Id != old.Value)))
                session.Delete(left.Record);
            foreach (var template in asked.Where(t => nodes.All(n => n.Template?.Value != t.Id)))
                nodes.Add(Make(record, template, session));
        }

        foreach (var template in asked)
            foreach (var node in nodes.Where(n => n.Template?.Value == template.Id && n.Done != true && n.DueFixed != true))
                if (BeginOf(record, template, begins, session) is { } begin)
                    node.DueOn = After(begin, template, session);

        return null;
    }

    private static async ValueTask<List<DealNode>> NodesAsync(Opportunity deal, IReadOnlyList<PipelineNode> asked, Session session, CancellationToken ct)
    {
        var definition = session.Schema[DealNode.ObjectName];
        var stored = deal.IsNew ? [] : await session.LoadWhereAsync<DealNode>(Condition.Equal(new FieldPath(definition[DealNode.Fields.Opportunity]), deal.Id), ct: ct);
        var made = asked.Select(t => session.Known(definition, DerivedId.Of(session, deal.Id, t.Id))).OfType<Record>().Select(DealNode.Over);
        return [.. stored.Concat(made).DistinctBy(n => n.Id)];
    }

    private static DealNode Make(Opportunity deal, PipelineNode template, Session session)
    {
        var node = DealNode.Over(session.Make(session.Schema[DealNode.ObjectName], DerivedId.Of(session, deal.Id, template.Id)));
        (node.Name, node.Opportunity, node.Template) = (template.Name, new Id<Opportunity>(deal.Id), new Id<PipelineNode>(template.Id));
        (node.Position, node.RemindDays) = (template.Position, template.RemindDays);
        PassOwnerToParts.Take(node.Record, deal.Record);
        return node;
    }

    /// <summary>The day from which a node is counted, where it is news; null leaves the day that is known.</summary>
    private static DateOnly? BeginOf(Opportunity deal, PipelineNode template, bool begins, Session session) => template.DueFrom switch
    {
        PipelineNode.DueFromValue.Stage => deal.Stage == template.Stage && deal.StageEnteredAt is { } entered ? Moments.DayOf(entered, session.Schema.Conventions.TimeZone) : null,
        PipelineNode.DueFromValue.CloseDate => deal.CloseDate,
        _ => begins ? session.Context.Today : null,
    };

    private static DateOnly After(DateOnly begin, PipelineNode template, Session session) => template.WorkingDays == true
        ? Moments.WorkedDayAfter(begin, template.Days ?? 0, session.Schema.Conventions.Calendar) ?? begin
        : Moments.AddDays(begin, template.Days ?? 0) ?? begin;
}
