using System.Text.Json;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.SystemObjects;

/// <summary>A customised definition is stored only when the whole Schema compiles with it; everything wrong with it is told at once.</summary>
internal static class CheckCustomisation
{
    public static Rule Rule { get; } = new("object_customisation", RuleMoment.BeforeSave, nameof(CheckCustomisation), RunAsync);

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        if (record["definition"] is not JsonElement json)
            return null;

        ObjectDefinition definition;
        try
        {
            definition = json.Deserialize<ObjectDefinition>(Json.Definitions)!;
        }
        catch (JsonException failure)
        {
            return new Invalid([new("definition", new("definition_unreadable", failure.Path ?? "$", failure.Message))]);
        }

        if (definition.Name != record["object"] as string)
            return new Invalid([new("object", new("definition_name_differs", definition.Name))]);

        var preview = await session.Workspace.PreviewAsync(definition, ct);
        return preview.Problems.Count == 0
            ? null
            : new Invalid([.. preview.Problems.Select(p => new Problem("definition", new("definition_problem", p.Object, p.Field ?? "-", p.Message)))]);
    }
}
