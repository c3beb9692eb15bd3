using System.Runtime.CompilerServices;
using Tongke.Kernel.Expressions;

namespace Tongke.Kernel.Schemas;

/// <summary>The parameters of actions as fields, so that they are coerced like the fields of records. No column stands behind them.</summary>
public static class ParameterFields
{
    private static readonly ConditionalWeakTable<ObjectSchema, Dictionary<string, IReadOnlyList<FieldSchema>>> Compiled = [];

    /// <summary>The parameters that the action <paramref name="action"/> of <paramref name="definition"/> declares.</summary>
    public static IReadOnlyList<FieldSchema> Of(Schema schema, ObjectSchema definition, ActionDefinition action)
    {
        var actions = Compiled.GetValue(definition, owner => owner.Definition.Actions.ToDictionary(a => a.Name, a => Compile(schema, owner, a), StringComparer.Ordinal));
        return actions[action.Name];
    }

    /// <summary>What may stand beside the parameters, such as the currency of an amount, by its name: coerced and checked like the field of a record.</summary>
    public static IReadOnlyDictionary<string, FieldSchema> Beside(IReadOnlyList<FieldSchema> parameters) => parameters
        .SelectMany(p => p.Type.Companions(p.Definition).Where(c => c.Type == "text" && !c.ReadOnly).Select(c => new FieldSchema(p.Object, c, FieldTypes.Find(c.Type)!, p.Ordinal, FieldStorage.None, composite: p)))
        .ToDictionary(f => f.Name, StringComparer.Ordinal);

    private static IReadOnlyList<FieldSchema> Compile(Schema schema, ObjectSchema owner, ActionDefinition action) =>
    [
        .. action.Parameters.Select((parameter, i) =>
        {
            var type = FieldTypes.Find(parameter.Type) ?? throw new InvalidOperationException($"{owner}.{action.Name} has a parameter of unknown type '{parameter.Type}'.");
            return new FieldSchema(owner, parameter, type, i, FieldStorage.None, composite: null)
            {
                Target = type.TargetOf(parameter) is { } target ? schema.Find(target) : null,
                VisibleWhen = parameter.VisibleWhen is { } formula ? Formula.Parse(formula, owner).Expr : null,
            };
        }),
    ];
}
