using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.SystemObjects;

/// <summary>A customised definition is stored only when the whole Schema compiles with it; everything wrong with it is told at once.</summary>
internal static class CheckCustomisation
{
    public static Rule Rule { get; } = new("object_customisation", RuleMoment.BeforeSave, nameof(CheckCustomisation), RunAsync);

    /// <summary>One from the recycle bin may speak of what is no longer there.</summary>
    public static Rule OnRestore { get; } = new("object_customisation", RuleMoment.BeforeRestore, nameof(CheckCustomisation), RunAsync);

    /// <summary>Settings of definitions, but nothing that must be there may be null or missing.</summary>
    private static readonly JsonSerializerOptions Strict = ReadyToTell(new(Json.Definitions) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true });

    /// <summary>A fault of a definition as one of the record's: <c>definition/fields/{name}</c> when it is a field of the object itself.</summary>
    public static Problem ProblemOf(DefinitionProblem problem, string definition) => problem.Object == definition
        ? new(problem.Field is { } field ? $"definition/fields/{field}" : "definition", problem.Message)
        : new("definition", new("definition_problem", problem.Object, problem.Field ?? "-", problem.Message));

    private static async ValueTask<Refusal?> RunAsync(Record record, Session session, CancellationToken ct)
    {
        if (record["definition"] is not JsonElement json)
            return null;

        if (DefinitionForm.Examine(json, typeof(ObjectDefinition), Strict) is { Count: > 0 } faults)
            return new Invalid(faults);

        ObjectDefinition definition;
        try
        {
            definition = HasHoles(json) ? throw new JsonException("null") : json.Deserialize<ObjectDefinition>(Strict)!;
        }
        catch (JsonException failure)
        {
            return new Invalid([new("definition", new("definition_unreadable", failure.Path is { Length: > 2 } path ? path[2..] : "definition"))]);
        }

        if (definition.Name != record["object"] as string)
            return new Invalid([new("object", new("definition_name_differs", definition.Name))]);

        if ((RefusalOfUnnamed(definition) ?? RefusalOfNothing(definition)) is { } senseless)
            return senseless;

        var preview = await session.Workspace.PreviewAsync(definition, ct);
        return await RefusalOfAsync(preview, definition.Name, session, ct)
            ?? RefusalOfReading(preview.Schema![definition.Name], session)
            ?? RefusalOfViews(preview.Schema![definition.Name]);
    }

    /// <summary>
    /// Nobody could read an option without a name in a list of choices. Asked here, not when definitions compile: one that was stored earlier works on.
    /// </summary>
    private static Invalid? RefusalOfUnnamed(ObjectDefinition definition)
    {
        Problem[] problems =
        [
            .. from field in definition.Fields
               from option in field.Options
               where string.IsNullOrWhiteSpace(option.Label.Zh) || string.IsNullOrWhiteSpace(option.Label.En)
               select new Problem($"definition/fields/{field.Name}", new("definition_option_unnamed", option.Value)),
        ];
        return problems.Length == 0 ? null : new Invalid(problems);
    }

    /// <summary>Keys and indexes of no field, and quality that nothing counts for. Asked here like names of options.</summary>
    private static Invalid? RefusalOfNothing(ObjectDefinition definition)
    {
        var problems = new List<Problem>();
        if (definition.Quality is { } quality && !Quality.IsSound(quality))
            problems.Add(new("definition/quality", new("definition_quality", Quality.MostWeight, Quality.MostDays)));
        if (definition.Keys.Any(key => key.Count == 0))
            problems.Add(new("definition/keys", new("definition_of_no_field", "keys")));
        if (definition.Indexes.Any(index => index.Count == 0))
            problems.Add(new("definition/indexes", new("definition_of_no_field", "indexes")));
        return problems.Count == 0 ? null : new Invalid(problems);
    }

    /// <summary>Who may not read a field does not have it computed into another: a new or changed formula or roll-up reads only what its author reads.</summary>
    private static Invalid? RefusalOfReading(ObjectSchema next, Session session)
    {
        var present = session.Schema.Find(next.Name);
        Problem[] problems =
        [
            .. from field in next.Fields
               where present?.Find(field.Name) is not { } known || Text(known) != Text(field)
               let hidden = FieldReads.Of(field).FirstOrDefault(read => session.Schema.Find(read.Object.Name)?.Find(read.Name) is { } seen && !session.Access.On(seen.Object).MayRead(seen))
               where hidden is not null
               select new Problem($"definition/fields/{field.Name}", new("formula_reads_hidden", $"{hidden.Object.Name}.{hidden.Name}")),
        ];
        return problems.Length == 0 ? null : new Invalid(problems);
    }

    /// <summary>A view whose condition no filter can say would be shown to nobody.</summary>
    private static Invalid? RefusalOfViews(ObjectSchema next)
    {
        Problem[] problems =
        [
            .. from view in next.Definition.Views
               where next.ViewFilters.TryGetValue(view.Name, out var filter) && ODataWriter.Write(filter) is null
               select new Problem("definition/views", new("view_filter_unsaid", view.Label)),
        ];
        return problems.Length == 0 ? null : new Invalid(problems);
    }

    /// <summary>Why what the definitions would become can't be: they don't compile, or what is stored does not fit them.</summary>
    public static async ValueTask<Refusal?> RefusalOfAsync(SchemaResult preview, string definition, Session session, CancellationToken ct)
    {
        var problems = preview.Schema is { } schema
            ? await session.Workspace.MisfitsAsync(schema, definition, ct)
            : preview.Problems;
        return problems.Count == 0 ? null : new Invalid([.. problems.Select(p => ProblemOf(p, definition))]);
    }

    /// <summary>Settings that tell what they expect before they have read anything.</summary>
    private static JsonSerializerOptions ReadyToTell(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static string Text(FieldSchema field) => JsonSerializer.Serialize(field.Definition, Json.Definitions);

    /// <summary>Whether a list has null in a place, which the reader of definitions would let pass.</summary>
    private static bool HasHoles(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasHoles(item)),
        JsonValueKind.Object => json.EnumerateObject().Any(member => member.Name != "default" && HasHoles(member.Value)),
        _ => false,
    };
}
