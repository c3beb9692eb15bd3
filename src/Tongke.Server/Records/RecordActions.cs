using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Records;

/// <summary>Runs an action of an object: declared in its definition, done by a class of its package.</summary>
internal static class RecordActions
{
    public static async ValueTask<PendingWrite> PrepareAsync(Session session, ObjectSchema definition, RecordRequest request, CancellationToken ct)
    {
        var name = request.Path.Rest;
        var declared = definition.Definition.Actions.FirstOrDefault(a => a.Name == name);
        if (declared is null || Find(session, definition, declared) is not { } action)
            throw new RequestRefusedException(404, "no_such_action", definition.Label, name.Cut(60));

        var record = await RecordKeys.GetAsync(session, definition, request.Path, Needed(declared), ct);
        RecordWrites.RefuseToTouch(record, request);
        if (request.ExpectedVersion is { } version)
            session.ExpectVersion(record, version);
        var isBound = definition.ActionConditions.TryGetValue(name, out var condition);
        if (isBound && !await session.FulfilsAsync(record, condition!, ct))
            throw new RequestRefusedException(422, "action_not_available", declared.Label, definition.Label);

        var parameters = await ParametersAsync(session, definition, declared, request.Body, ct);
        var outcome = await action.RunAsync(record, parameters, session, ct);
        Refusals.ThrowIfAny(outcome.Refusal);

        // What it decided rests on the record as it was read: of two actions at once the second runs again, on what the first left.
        if (record.IsDirty)
            session.Hold(record);
        session.Show(record);
        return new(done => AnswerAsync(session, record, outcome, request, done), record);
    }

    /// <summary>Who does what the definition says: a class of a package, or the definition alone.</summary>
    public static IRecordAction? Find(Session session, ObjectSchema definition, ActionDefinition declared) =>
        session.Workspace.Rules.FindAction(definition.Name, declared.Name) ?? DeclaredAction.Of(definition, declared);

    /// <summary>The right that an action asks for.</summary>
    public static RecordAction Needed(ActionDefinition action) => action.Needs switch
    {
        "read" => RecordAction.Read,
        "create" => RecordAction.Create,
        "delete" => RecordAction.Delete,
        "purge" => RecordAction.Purge,
        "transfer" => RecordAction.Transfer,
        "import" => RecordAction.Import,
        "export" => RecordAction.Export,
        "mass_edit" => RecordAction.MassEdit,
        "approve" => RecordAction.Approve,
        _ => RecordAction.Edit,
    };

    private static async ValueTask<IReadOnlyDictionary<string, object?>> ParametersAsync(Session session, ObjectSchema definition, ActionDefinition action, JsonElement body, CancellationToken ct)
    {
        var parameters = ParameterFields.Of(session.Schema, definition, action);
        var (fields, beside) = (parameters.ToDictionary(f => f.Name), ParameterFields.Beside(parameters));
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var member in body.EnumerateObject())
        {
            // Texts stand beside their field, such as a currency; the numbers of a place come with it.
            if (!fields.TryGetValue(member.Name, out var field) && !beside.TryGetValue(member.Name, out field))
            {
                problems.Add(new(member.Name, new("unknown_parameter", member.Name.Cut(60))));
                continue;
            }

            var (value, parts, problem) = await RecordInput.CoerceAsync(session, field, member.Value, ct);
            if (problem is not null)
                problems.Add(new(member.Name, problem));

            values[member.Name] = value;
            foreach (var (suffix, part) in parts?.Values ?? new Dictionary<string, object?>())
                values[$"{member.Name}_{suffix}"] = part;
        }

        foreach (var field in fields.Values)
        {
            if (!values.ContainsKey(field.Name) && field.Definition.Default is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } standard)
                values[field.Name] = field.Type.FromJson(standard, field, session.Schema.Conventions).Value;
            if (field.Definition.Required && values.GetValueOrDefault(field.Name) is null && !problems.Exists(p => p.Target == field.Name))
                problems.Add(new(field.Name, new("required", field.Label)));
        }

        if (problems.Count > 0)
            throw new RequestRefusedException(Refusals.ToError(new Invalid(problems)));

        return values;
    }

    /// <summary>The record as it is now, and beside its fields what the action made.</summary>
    private static async ValueTask<Answer> AnswerAsync(Session session, Record record, ActionOutcome outcome, RecordRequest request, CancellationToken ct)
    {
        var plain = request with { Options = new Dictionary<string, string>() };
        var rendered = await RecordReads.RenderCommittedAsync(session, record, plain, ct);
        return new Answer(200)
        {
            Body = (writer, _) =>
            {
                writer.WriteStartObject();
                foreach (var (name, value) in outcome.Result)
                {
                    writer.WritePropertyName(name);
                    Values.WriteJson(writer, value);
                }

                writer.WritePropertyName("record");
                if (rendered is not null)
                    writer.WriteRawValue(rendered.Json, skipInputValidation: true);
                else
                    writer.WriteNullValue();
                writer.WriteEndObject();
                return ValueTask.CompletedTask;
            },
        };
    }
}
