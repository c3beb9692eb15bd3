using Tongke.Crm.Customers;
using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;
using static Tongke.Crm.Sales.Lead.StatusValue;

namespace Tongke.Crm.Sales;

/// <summary>
/// A lead goes new → assigned → contacted → nurturing ⇄ qualified; from each it may turn out unqualified or junk, and from there be recycled
/// to new. Converted is the end, and only converting leads there. A merge that is taken back gives a lead the status it had.
/// </summary>
public sealed class GuardLeadStatus : IBeforeSave<Lead>
{
    private static readonly Dictionary<string, string[]> Moves = new(StringComparer.Ordinal)
    {
        [New] = [Assigned, Contacted, Nurturing, Qualified, Unqualified, Junk],
        [Assigned] = [Contacted, Nurturing, Qualified, Unqualified, Junk, New],
        [Contacted] = [Nurturing, Qualified, Unqualified, Junk, Assigned],
        [Nurturing] = [Contacted, Qualified, Unqualified, Junk],
        [Qualified] = [Nurturing, Unqualified, Junk],
        [Unqualified] = [New],
        [Junk] = [New],
        [Converted] = [],
    };

    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Lead record, Session session, CancellationToken ct)
    {
        if (!record.Changed(Lead.Fields.Status) || record.IsNew || record.Status is not { } to || UndoMerge.IsOf(record.Record, session))
            return default;

        var from = record.Original<string>(Lead.Fields.Status) ?? New;
        var isConversion = to == Converted && record.Changed(Lead.Fields.ConvertedAt) && !record.Wrote(Lead.Fields.Status);
        if (isConversion && from is not (Converted or Unqualified or Junk) || Moves[from].Contains(to))
            return default;

        var status = record.Record.Object[Lead.Fields.Status];
        return new(new RuleRefused(new Message("lead_status_move_refused", LabelOf(from), LabelOf(to)), [new(status.Name, new("lead_status_move_refused", LabelOf(from), LabelOf(to)))]));

        Label LabelOf(string value) => status.Definition.Options.First(o => o.Value == value).Label;
    }
}
