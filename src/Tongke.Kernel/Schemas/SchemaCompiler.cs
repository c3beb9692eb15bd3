using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>A compiled Schema, or everything that is wrong with the definitions.</summary>
public sealed record SchemaResult(Schema? Schema, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>Something wrong with a definition.</summary>
/// <param name="Object">API name of the object.</param>
/// <param name="Field">API name of the field, or null when it is the object.</param>
/// <param name="Message">What is wrong.</param>
public sealed record DefinitionProblem(string Object, string? Field, Message Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Object}.{Field}: {Message.In(Language.English)}";
}

/// <summary>Turns definitions into a <see cref="Schema"/>: names are checked, types bound, lookups resolved, formulas compiled and ordered.</summary>
public sealed partial class SchemaCompiler
{
    private readonly List<DefinitionProblem> problems = [];
    private readonly Dictionary<string, ObjectSchema> objects = new(StringComparer.Ordinal);

    private SchemaCompiler() { }

    /// <summary>Compiles definitions. Objects are in definition order; later duplicates of a name are refused.</summary>
    public static SchemaResult Compile(
        long version,
        IReadOnlyList<ObjectDefinition> definitions,
        IReadOnlyList<RoleDefinition> roles,
        Conventions conventions)
    {
        var compiler = new SchemaCompiler();
        foreach (var definition in definitions)
            compiler.Declare(Quality.WithScore(RecordTypes.WithField(definition)));

        compiler.ResolveTargets();
        foreach (var definition in compiler.objects.Values)
        {
            compiler.problems.AddRange(AttachmentSchema.Attach(definition, compiler.objects.GetValueOrDefault));
            foreach (var field in definition.Definition.Fields.Where(f => f.KeyOf?.Split('.') is [var other, var name] && compiler.objects.GetValueOrDefault(other)?.Find(name) is null))
                compiler.Refuse(definition.Name, field.Name, "unknown_field", field.KeyOf!);
        }

        compiler.CompileFormulas();
        foreach (var definition in compiler.objects.Values)
            compiler.CompileConditions(definition);

        foreach (var definition in compiler.objects.Values)
            compiler.CompileParts(definition);

        return compiler.problems.Count > 0
            ? new(null, compiler.problems)
            : new(new Schema(version, compiler.objects.Values, roles, conventions), []);
    }

    private void Declare(ObjectDefinition definition)
    {
        if (!Storage.Identifier.IsValid(definition.Name) || definition.Name.Length > 40 || definition.Name[0] == '_')
        {
            Refuse(definition.Name, null, "invalid_name", definition.Name);
            return;
        }

        if (ReservedNames.IsObject(definition.Name))
        {
            Refuse(definition.Name, null, "reserved_name", definition.Name);
            return;
        }

        var schema = new ObjectSchema(definition);
        if (!objects.TryAdd(definition.Name, schema))
        {
            Refuse(definition.Name, null, "duplicate_name", definition.Name);
            return;
        }

        var fields = new List<FieldSchema>();
        foreach (var field in SystemFields.Of(definition))
            Add(schema, fields, field, composite: null, isSystem: true);

        foreach (var field in definition.Fields)
            Add(schema, fields, field, composite: null, isSystem: false);

        schema.Fields = fields;
        schema.Columns = [.. fields.Where(f => f.HasColumn)];
        if (schema.Find(definition.NameField) is null)
            Refuse(definition.Name, definition.NameField, "unknown_field", definition.NameField);
        foreach (var field in definition.Fields.Where(f => f.KeyOf is { } of && !of.Contains('.') && definition.Fields.All(other => other.Name != of)))
            Refuse(definition.Name, field.Name, "unknown_field", field.KeyOf!);
        foreach (var field in definition.Fields)
            foreach (var of in field.MadeOf.Where(of => definition.Fields.All(other => other.Name != of)))
                Refuse(definition.Name, field.Name, "unknown_field", of);
        foreach (var field in definition.Fields.Where(f => f.Within?.Split('.')[0] is { } way && schema.Find(way) is null))
            Refuse(definition.Name, field.Name, "unknown_field", field.Within!);
    }

    private void Add(ObjectSchema schema, List<FieldSchema> fields, FieldDefinition field, FieldSchema? composite, bool isSystem)
    {
        if (!Storage.Identifier.IsValid(field.Name) || field.Name.Length > 50 || field.Name[0] == '_')
        {
            Refuse(schema.Name, field.Name, "invalid_name", field.Name);
            return;
        }

        if (ReservedNames.IsField(field.Name))
        {
            Refuse(schema.Name, field.Name, "reserved_name", field.Name);
            return;
        }

        if (fields.Any(f => f.Name == field.Name))
        {
            Refuse(schema.Name, field.Name, "duplicate_name", field.Name);
            return;
        }

        if (FieldTypes.Find(field.Type) is not { } type)
        {
            Refuse(schema.Name, field.Name, "unknown_field_type", field.Type);
            return;
        }

        var faults = type.Examine(field).ToArray();
        if (faults.Length > 0)
        {
            problems.AddRange(faults.Select(message => new DefinitionProblem(schema.Name, field.Name, message)));
            return;
        }

        var storage = field.Type switch
        {
            "formula" => FieldStorage.Virtual,
            "rollup" => FieldStorage.RollUp,
            _ => type.Column(field) is null ? FieldStorage.None : FieldStorage.Column,
        };
        var owner = new FieldSchema(schema, field, type, fields.Count, storage, composite)
        {
            IsSystem = isSystem,
            IsComputed = type.IsComputed || field.ReadOnly || (isSystem && field.Name is not (SystemFields.Owner or SystemFields.Department)),
        };
        fields.Add(owner);
        foreach (var companion in type.Companions(field))
            Add(schema, fields, companion with { ReadOnly = companion.ReadOnly || field.ReadOnly }, owner, isSystem);
    }

    private void ResolveTargets()
    {
        var referrers = objects.Values.ToDictionary(o => o.Name, _ => new List<FieldSchema>());
        foreach (var field in objects.Values.SelectMany(o => o.Fields))
        {
            var name = field.Type.TargetOf(field.Definition);
            if (name is null)
                continue;

            if (!objects.TryGetValue(name, out var target))
            {
                Refuse(field.Object.Name, field.Name, "unknown_object", name);
                continue;
            }

            field.Target = target;
            if (field.ValueType.Kind == ValueKind.Id && field.HasColumn)
                referrers[target.Name].Add(field);
        }

        foreach (var schema in objects.Values)
            schema.Referrers = referrers[schema.Name];

        foreach (var field in objects.Values.SelectMany(o => o.Fields).Where(f => f.Definition.Type == "child_table" && f.Target is not null))
            if (field.Definition.By is not { } by || field.Target!.Find(by)?.Target != field.Object)
                Refuse(field.Object.Name, field.Name, "child_lookup_missing", field.Definition.By);
    }

    private void CompileFormulas()
    {
        foreach (var field in objects.Values.SelectMany(o => o.Fields).Where(f => f.Storage == FieldStorage.Virtual))
            field.Formula = Parse(field, field.Definition.Formula, field.ValueType.Kind);

        var cycle = FormulaCycles.Find(objects.Values);
        if (cycle.Count > 0)
        {
            Refuse(cycle[0].Object.Name, cycle[0].Name, "formula_cycle", string.Join(" → ", cycle.Select(f => f.ToString())));
            return;
        }

        foreach (var schema in objects.Values)
        {
            // A stored formula may read another one: settle those first.
            bool settled;
            do
            {
                settled = true;
                foreach (var field in schema.Fields.Where(f => f is { Storage: FieldStorage.Virtual, Formula: { } formula } && ExprShape.IsStorable(formula)))
                {
                    field.Storage = FieldStorage.StoredFormula;
                    settled = false;
                }
            }
            while (!settled);

            schema.Columns = [.. schema.Fields.Where(f => f.HasColumn)];
            schema.StoredFormulas = FormulaCycles.InOrder(schema.Fields.Where(f => f.Storage == FieldStorage.StoredFormula));
        }

        foreach (var field in objects.Values.SelectMany(o => o.Fields).Where(f => f.Storage == FieldStorage.RollUp))
            field.RollUp = CompileRollUp(field);
    }

    private RollUpSchema? CompileRollUp(FieldSchema field)
    {
        if (field.Definition.RollUp is not { } definition)
        {
            Refuse(field.Object.Name, field.Name, "rollup_missing");
            return null;
        }

        if (!objects.TryGetValue(definition.Object, out var child))
        {
            Refuse(field.Object.Name, field.Name, "unknown_object", definition.Object);
            return null;
        }

        var lookup = child.Find(definition.Field);
        if (lookup?.Target != field.Object)
        {
            Refuse(field.Object.Name, field.Name, "child_lookup_missing", definition.Field);
            return null;
        }

        FieldSchema? of = null;
        if (definition.Function != "count")
        {
            of = child.Find(definition.Of ?? string.Empty);
            if (of is null || !of.HasColumn)
            {
                Refuse(field.Object.Name, field.Name, "unknown_field", definition.Of);
                return null;
            }

            if (!MayHold(field.ValueType.Kind, definition.Function, of.ValueType.Kind))
            {
                Refuse(field.Object.Name, field.Name, "definition_rollup_kind", of.Label);
                return null;
            }
        }

        var filter = definition.Filter is { } text ? Parse(child, field.Name, text, ValueKind.Boolean) : null;
        return new RollUpSchema(child, lookup, definition.Function, of, filter);
    }

    /// <summary>Numbers are summed, averaged and compared, and a whole number takes no decimals; dates and times are only compared.</summary>
    private static bool MayHold(ValueKind result, string function, ValueKind of) => of switch
    {
        ValueKind.Integer => result is ValueKind.Integer or ValueKind.Decimal,
        ValueKind.Decimal => result == ValueKind.Decimal,
        ValueKind.Date or ValueKind.Time or ValueKind.Instant => result == of && function is "min" or "max",
        _ => false,
    };

    private Expr? Parse(FieldSchema field, string? formula, ValueKind? expected) => Parse(field.Object, field.Name, formula, expected);

    private Expr? Parse(ObjectSchema scope, string? field, string? formula, ValueKind? expected)
    {
        if (formula is null)
            return null;

        var result = Formula.Parse(formula, scope);
        if (result.Error is { } error)
        {
            problems.Add(new(scope.Name, field, error.Message));
            return null;
        }

        var actual = result.Expr!.Type.Kind;
        var widens = expected == ValueKind.Decimal && actual == ValueKind.Integer;
        if (expected is { } kind && actual != kind && !widens)
        {
            Refuse(scope.Name, field, "formula_type", formula, KindLabels.Of(kind), KindLabels.Of(actual));
            return null;
        }

        return result.Expr;
    }

    private void Refuse(string definition, string? field, string code, params object?[] values) => problems.Add(new(definition, field, new Message(code, values)));
}
