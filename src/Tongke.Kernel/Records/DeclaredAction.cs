using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>An action that only gives fields their values, as its definition says: what was asked for first, then what it sets.</summary>
/// <param name="definition">Its object.</param>
/// <param name="declared">Its definition.</param>
public sealed class DeclaredAction(ObjectSchema definition, ActionDefinition declared) : IRecordAction
{
    /// <inheritdoc />
    public string Object => definition.Name;

    /// <inheritdoc />
    public string Name => declared.Name;

    /// <summary>The action that <paramref name="declared"/> says all of; null when it takes a class.</summary>
    public static DeclaredAction? Of(ObjectSchema definition, ActionDefinition declared) => declared.Set.Count > 0 ? new(definition, declared) : null;

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var sets = definition.ActionSets[declared.Name];
        await Preloading.ForAsync(session, record, sets.Select(s => s.Formula).OfType<Expr>(), ct);
        foreach (var (name, value) in parameters)
            if (definition.Find(name) is { } field)
                record[field] = value;

        var values = new RecordValues(session, record);
        foreach (var (field, value, formula) in sets)
            record[field] = formula is null ? value : Evaluator.ToColumn(Evaluator.Evaluate(formula, values, session.Context), field.ValueType);
        return ActionOutcome.Done;
    }
}
