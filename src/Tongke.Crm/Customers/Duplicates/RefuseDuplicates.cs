using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>A record that a blocking duplicate rule takes for an existing one is not saved. Who may not see the other learns its masked name only.</summary>
internal static class RefuseDuplicates
{
    /// <summary>For every object that has such rules.</summary>
    public static Rule Rule { get; } = new("*", RuleMoment.BeforeSave, nameof(RefuseDuplicates), RunAsync);

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        var rules = record.Object.Definition.Duplicates.Where(r => r.On == DuplicateRuleDefinition.Block && r.Fields.Any(f => record.HasChanged(record.Object[f]))).ToArray();
        if (rules.Length == 0 || await DuplicateFinder.FindAsync(record, rules, withNear: false, session, ct) is not [var first, ..])
            return null;

        var visible = await CheckDuplicates.VisibleAsync([first.Record], session, ct);
        var message = new Message("duplicate_blocked", first.Record.Object.Label, CheckDuplicates.NameOf(first.Record, visible.Contains(first.Record.Id), session));
        return new Conflict(message, [.. first.Rule.Fields.Select(f => new Problem((FillCompanyKeys.SourceOf(record.Object[f]) ?? record.Object[f]).Name, message))]);
    }
}
