using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.SystemObjects;

/// <summary>A custom object goes only when it holds no records and nothing else speaks of it: its table goes with it. What was added to a delivered object goes when its fields are empty.</summary>
internal static class KeepCustomisedData
{
    public static Rule Rule { get; } = new("object_customisation", RuleMoment.BeforeDelete, nameof(KeepCustomisedData), RunAsync);

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        if (record["object"] is not string name || session.Schema.Find(name) is not { } definition)
            return null;

        if (session.Workspace.Delivered(name) is { } delivered)
        {
            foreach (var field in definition.Columns.Where(f => IsOwn(f, delivered)))
                if (await StoredValues.AnyAsync(session.Workspace.Database, field, ct))
                    return new Conflict(new("field_holds_values", field.Label));
        }
        else if (await session.Workspace.Database.ScalarAsync<long?>(Sql.From($"select 1 from {definition.Table} limit 1"), ct) is not null)
        {
            return new Conflict(new("object_holds_records", definition.Label));
        }

        return await CheckCustomisation.RefusalOfAsync(await session.Workspace.PreviewWithoutAsync(name, ct), name, session, ct);
    }

    /// <summary>Whether the customisation brought the field, or the one that it is a part of, and people fill it.</summary>
    private static bool IsOwn(FieldSchema field, ObjectDefinition delivered) =>
        field is { IsSystem: false, Storage: FieldStorage.Column } && delivered.Fields.All(f => f.Name != (field.Composite ?? field).Name);
}
