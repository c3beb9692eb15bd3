using Tongke.Kernel.Records;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>A record that a blocking duplicate rule takes for an existing one is not saved.</summary>
internal static class RefuseDuplicates
{
    private const string Block = "block";

    /// <summary>For every object that has such rules.</summary>
    public static Rule Rule { get; } = new("*", RuleMoment.BeforeSave, nameof(RefuseDuplicates), RunAsync);

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        var rules = record.Object.Definition.Duplicates.Where(r => r.On == Block && r.Fields.Any(f => record.HasChanged(record.Object[f]))).ToArray();
        if (rules.Length == 0 || await DuplicateFinder.FindAsync(record, rules, session, ct) is not [var first, ..])
            return null;

        var message = new Message("duplicate_blocked", record.Object.Label, first.Record[first.Record.Object.NameField]?.ToString() ?? "");
        return new Conflict(message, [.. first.Rule.Fields.Select(f => new Problem(f, message))]);
    }
}
