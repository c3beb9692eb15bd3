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
public sealed class SchemaCompiler
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
            compiler.Declare(Quality.WithScore(definition));

        compiler.ResolveTargets();
        foreach (var definition in compiler.objects.Values)
            compiler.problems.AddRange(AttachmentSchema.Attach(definition));

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
        foreach (var field in definition.Fields.Where(f => f.KeyOf is { } of && definition.Fields.All(other => other.Name != of)))
            Refuse(definition.Name, field.Name, "unknown_field", field.KeyOf!);
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
        }

        var filter = definition.Filter is { } text ? Parse(child, field.Name, text, ValueKind.Boolean) : null;
        return new RollUpSchema(child, lookup, definition.Function, of, filter);
    }

    private void CompileConditions(ObjectSchema schema)
    {
        foreach (var field in schema.Fields)
        {
            field.VisibleWhen = Parse(field, field.Definition.VisibleWhen, ValueKind.Boolean);
            field.RequiredWhen = Parse(field, field.Definition.RequiredWhen, ValueKind.Boolean);
            field.ReadOnlyWhen = Parse(field, field.Definition.ReadOnlyWhen, ValueKind.Boolean);
            field.OptionConditions = field.Definition.Options
                .Where(o => o.When is not null)
                .Select(o => (o.Value, When: Parse(field, o.When, ValueKind.Boolean)))
                .Where(o => o.When is not null)
                .ToDictionary(o => o.Value, o => o.When!);
            CompileDefault(field);
            CompileMoves(field);
        }

        schema.Validations = [.. schema.Definition.Validations
            .Select(v => (Definition: v, When: Parse(schema, v.Field, v.When, ValueKind.Boolean)))
            .Where(v => v.When is not null)
            .Select(v => (v.Definition, v.When!))];
        schema.ViewFilters = schema.Definition.Views
            .Where(v => v.Filter is not null)
            .Select(v => (v.Name, Filter: Parse(schema, null, v.Filter, ValueKind.Boolean)))
            .Where(v => v.Filter is not null)
            .ToDictionary(v => v.Name, v => v.Filter!);
        schema.ActionConditions = schema.Definition.Actions
            .Where(a => a.When is not null)
            .Select(a => (a.Name, When: Parse(schema, null, a.When, ValueKind.Boolean)))
            .Where(a => a.When is not null)
            .ToDictionary(a => a.Name, a => a.When!);
        schema.ActionSets = schema.Definition.Actions.Where(a => a.Set.Count > 0).ToDictionary(a => a.Name, IReadOnlyList<FieldSet> (a) => SetsOf(schema, a));
        schema.Locks = [.. schema.Definition.Locks.Select(l => CompileLock(schema, l)).OfType<LockSchema>()];
        schema.Pool = schema.Definition.Pool is { } pool ? schema.Find(pool) : null;
        schema.HandOverOpen = Parse(schema, null, schema.Definition.HandOver?.Open, ValueKind.Boolean);

        foreach (var field in schema.Fields.Where(f => f.Definition.Sort is not null || f.Name == schema.Definition.NameField))
            CompileOrder(field);

        schema.SearchFields = [.. schema.Fields.Where(f => f.Definition.Search && f.HasColumn)];
        schema.Conditions =
        [
            .. schema.Fields.SelectMany(f => f.OptionConditions.Values.Concat(new[] { f.VisibleWhen, f.RequiredWhen, f.ReadOnlyWhen }.OfType<Expr>())),
            .. schema.Validations.Select(v => v.When),
        ];

        var named = schema.Definition.Views.SelectMany(v => v.Columns.Concat(v.OrderBy).Append(v.GroupBy))
            .Concat(schema.Definition.Indexes.SelectMany(i => i))
            .Concat(schema.Definition.Keys.SelectMany(k => k))
            .Concat(schema.Definition.Duplicates.SelectMany(d => d.Fields))
            .Concat(schema.Definition.HandOver?.Follows ?? [])
            .Concat(schema.Definition.Fields.SelectMany(f => new[] { f.SumsWithin, f.ObjectFrom, f.TakenFrom?.Split('.')[0] }))
            .Concat(schema.Definition.Actions.Select(a => a.Until))
            .Append(schema.Definition.Pool)
            .Append(schema.Definition.PartOf)
            .Concat(schema.Definition.Layout?.Headline ?? [])
            .Concat(schema.Definition.Layout?.Quick ?? [])
            .Concat(schema.Definition.Layout?.Sections.SelectMany(s => s.Fields) ?? []);
        foreach (var elsewhere in schema.Definition.Duplicates.SelectMany(d => d.Against))
            foreach (var name in elsewhere.Fields.Where(n => objects.GetValueOrDefault(elsewhere.Object)?.Find(n) is null))
                Refuse(schema.Name, name, "unknown_field", $"{elsewhere.Object}.{name}");

        foreach (var field in schema.Definition.Fields.Where(f => f.Holds is not null))
            if (field.Object is null && field.ObjectFrom is null)
                Refuse(schema.Name, field.Name, "definition_no_object");
            else if (field.Object is { } about && !objects.ContainsKey(about))
                Refuse(schema.Name, field.Name, "unknown_object", about);

        foreach (var field in schema.Fields.Where(f => f.Definition.TakenFrom is not null))
            if (field.Definition.TakenFrom!.Split('.') is not [var lookup, var there] || (schema.Find(lookup) is { } way && way.Target?.Find(there) is null))
                Refuse(schema.Name, field.Name, "unknown_field", field.Definition.TakenFrom);

        foreach (var name in named.OfType<string>().Select(n => n.TrimStart('-')).Distinct().Where(n => schema.Find(n) is null))
            Refuse(schema.Name, name, "unknown_field", name);
    }

    private LockSchema? CompileLock(ObjectSchema schema, LockDefinition definition)
    {
        var (fields, unknown) = LockSchema.FieldsOf(schema, definition);
        foreach (var name in unknown)
            Refuse(schema.Name, name, "unknown_field", name);

        return Parse(schema, null, definition.When, ValueKind.Boolean) is { } when ? new(when, fields, definition.Fields is null) : null;
    }

    /// <summary>What the parts of records take over from these. Parts of parts are left to their own locks.</summary>
    private void CompileParts(ObjectSchema schema)
    {
        if (schema.Definition.PartOf is not { } name || schema.Find(name) is not { } lookup)
            return;

        if (lookup.Target is null || lookup.ValueType.Kind != ValueKind.Id)
            Refuse(schema.Name, name, "unknown_field", name);
        else
            schema.Locks = [.. schema.Locks, .. lookup.Target.Locks.Where(l => l is { IsWhole: true, PartOf: null }).Select(l => LockSchema.ForPart(l, lookup)).OfType<LockSchema>()];
    }

    private List<FieldSet> SetsOf(ObjectSchema schema, ActionDefinition action)
    {
        var sets = new List<FieldSet>();
        foreach (var (name, value) in action.Set)
        {
            if (schema.Find(name) is not { HasColumn: true } field)
                Refuse(schema.Name, name, "unknown_field", name);
            else if (value is { ValueKind: JsonValueKind.String } text && text.GetString()!.StartsWith('='))
                sets.Add(new(field, null, Parse(schema, name, text.GetString()![1..], null)));
            else
                sets.Add(new(field, Constant(field, value), null));
        }

        return sets;
    }

    private object? Constant(FieldSchema field, JsonElement constant)
    {
        var coerced = field.Type.FromJson(constant, field, new Conventions());
        if (coerced.Problem is { } problem)
            problems.Add(new(field.Object.Name, field.Name, problem));
        return coerced.Value;
    }

    private void CompileMoves(FieldSchema field)
    {
        var values = field.Definition.Options.Select(o => o.Value).Append(FieldDefinition.Start);
        foreach (var unknown in field.Definition.Moves.SelectMany(m => m.Value.Append(m.Key)).Except(values))
            Refuse(field.Object.Name, field.Name, "unknown_option_of_moves", unknown, field.Label);
    }

    private void CompileOrder(FieldSchema field)
    {
        var isText = field is { Storage: FieldStorage.Column, Type.Name: "text" };
        if (field.Definition.Sort is not (null or "zh") || (field.Definition.Sort == "zh" && !isText))
            Refuse(field.Object.Name, field.Name, "sort_not_possible", field.Definition.Sort, field.Label);
        else if (isText && field.Object.Find($"{field.Name}_zh_order") is { } taken)
            Refuse(field.Object.Name, taken.Name, "duplicate_name", taken.Name);
        else if (isText)
            field.OrderColumn = Storage.Identifier.Of($"{field.Name}_zh_order");
    }

    private void CompileDefault(FieldSchema field)
    {
        switch (field.Definition.Default)
        {
            case null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }:
                return;
            case { ValueKind: JsonValueKind.String } text when text.GetString()!.StartsWith('='):
                field.DefaultFormula = Parse(field, text.GetString()![1..], null);
                return;
            case { } constant:
                field.DefaultValue = Constant(field, constant);
                return;
        }
    }

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
