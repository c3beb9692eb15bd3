using Tongke.Kernel.Records;
using Tongke.Storage;

namespace Tongke.Kernel.SystemObjects;

/// <summary>A custom object goes only when it holds no records and nothing else speaks of it: its table goes with it.</summary>
internal static class KeepCustomisedData
{
    public static Rule Rule { get; } = new("object_customisation", RuleMoment.BeforeDelete, nameof(KeepCustomisedData), RunAsync);

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        if (record["object"] is not string name || session.Schema.Find(name) is not { } definition)
            return null;

        var holdsRecords = await session.Workspace.Database.ScalarAsync<long?>(Sql.From($"select 1 from {definition.Table} limit 1"), ct) is not null;
        if (holdsRecords)
            return new Conflict(new("object_holds_records", definition.Label));

        var preview = await session.Workspace.PreviewWithoutAsync(name, ct);
        return preview.Problems.Count == 0 ? null : new Invalid([.. preview.Problems.Select(p => CheckCustomisation.ProblemOf(p, name))]);
    }
}
