using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Sales;

/// <summary>The criteria of a stage must be formulas over the deal that can be true or false, and its required fields must exist.</summary>
public sealed class CheckCriteria : IBeforeSave<Stage>
{
    /// <inheritdoc />
    public ValueTask<Refusal?> RunAsync(Stage record, Session session, CancellationToken ct)
    {
        var problems = Check(record, Stage.Fields.EntryCriteria, record.EntryCriteria, session)
            .Concat(Check(record, Stage.Fields.ExitCriteria, record.ExitCriteria, session))
            .Concat(Check(record, Stage.Fields.ArrivalCriteria, record.ArrivalCriteria, session))
            .Concat(CheckFields(record, session))
            .ToArray();
        return problems.Length > 0 ? new(new Invalid(problems)) : default;
    }

    private static IEnumerable<Problem> Check(Stage record, string field, JsonElement? json, Session session) =>
        record.Changed(field) ? Faults(field, json, session.Schema[Opportunity.ObjectName]) : [];

    /// <summary>What is wrong with criteria over the records of an object.</summary>
    internal static IEnumerable<Problem> Faults(string field, JsonElement? json, ObjectSchema definition)
    {
        if (json is not { ValueKind: not JsonValueKind.Null } value)
            yield break;

        if (Read(value) is not { } criteria)
        {
            yield return new(field, new Message("criteria_malformed"));
            yield break;
        }

        foreach (var criterion in criteria)
        {
            var parsed = Formula.Parse(criterion.Formula, definition);
            if (parsed.Error is { } error)
                yield return new(field, new Message("criterion_formula_wrong", criterion.Label, error.Message));
            else if (parsed.Expr is not { Type.Kind: ValueKind.Boolean })
                yield return new(field, new Message("criterion_not_a_condition", criterion.Label));
        }
    }

    private static IReadOnlyList<Criterion>? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return null;

        try
        {
            return Criterion.ListOf(value) is var list && list.All(c => c is { Name: not null, Label: not null, Formula: not null }) ? list : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<Problem> CheckFields(Stage record, Session session) => record.Changed(Stage.Fields.RequiredFields)
        ? (record.RequiredFields ?? []).Where(name => session.Schema[Opportunity.ObjectName].Find(name) is null)
            .Select(name => new Problem(Stage.Fields.RequiredFields, new Message("required_field_unknown", name)))
        : [];
}
