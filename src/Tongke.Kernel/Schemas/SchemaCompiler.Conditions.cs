using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Schemas;

/// <summary>What depends on all objects being known: conditions, locks, moves, what actions set, defaults and orders.</summary>
public sealed partial class SchemaCompiler
{
    private void CompileConditions(ObjectSchema schema)
    {
        CompileTypes(schema);
        foreach (var field in schema.Fields)
        {
            field.VisibleWhen = RecordTypes.VisibleWhen(field, Parse(field, field.Definition.VisibleWhen, ValueKind.Boolean));
            field.RequiredWhen = RecordTypes.RequiredWhen(field, Parse(field, field.Definition.RequiredWhen, ValueKind.Boolean));
            field.ReadOnlyWhen = Parse(field, field.Definition.ReadOnlyWhen, ValueKind.Boolean);
            field.OptionConditions = field.Definition.Options
                .Where(o => o.When is not null)
                .Select(o => (o.Value, When: Parse(field, o.When, ValueKind.Boolean)))
                .Where(o => o.When is not null)
                .ToDictionary(o => o.Value, o => o.When!);
            CompileDefault(field);
            CompileMoves(field);
        }

        var validations = schema.Definition.Validations
            .Select(v => (Definition: v, When: Parse(schema, v.Field, v.When, ValueKind.Boolean)))
            .Where(v => v.When is not null)
            .ToLookup(v => ExprShape.Paths(v.When!).Any(p => p.Path is [{ Storage: FieldStorage.RollUp }]), v => (v.Definition, v.When!));
        (schema.Validations, schema.RollUpValidations) = ([.. validations[false]], [.. validations[true]]);
        schema.ViewFilters = schema.Definition.Views
            .Where(v => v.Filter is not null)
            .Select(v => (v.Name, Filter: Parse(schema, null, v.Filter, ValueKind.Boolean)))
            .Where(v => v.Filter is not null)
            .ToDictionary(v => v.Name, v => v.Filter!);
        schema.ActionConditions = ConditionsOf(schema, a => a.When);
        schema.NextActions = ConditionsOf(schema, a => a.Next);
        schema.Waiting = schema.Definition.Reviews
            .Select(r => (r.Action, When: Parse(schema, null, r.When, ValueKind.Boolean) ?? schema.ActionConditions.GetValueOrDefault(r.Action)))
            .Where(r => r.When is not null)
            .ToDictionary(r => r.Action, r => r.When!);
        foreach (var parameter in schema.Definition.Actions.SelectMany(a => a.Parameters))
            Parse(schema, parameter.Name, parameter.VisibleWhen, ValueKind.Boolean);
        CompileRelatedNew(schema);
        schema.ActionSets = schema.Definition.Actions.Where(a => a.Set.Count > 0).ToDictionary(a => a.Name, IReadOnlyList<FieldSet> (a) => SetsOf(schema, a.Set));
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
            .Append(schema.Definition.HandOver?.Holder)
            .Concat(schema.Definition.Fields.SelectMany(f => new[] { f.SumsWithin, f.Currency, f.ObjectFrom, f.TakenFrom?.Split('.')[0] }))
            .Concat(schema.Definition.Actions.Select(a => a.Until))
            .Concat(schema.Definition.Actions.SelectMany(a => a.Shows))
            .Concat(schema.Definition.Reviews.SelectMany(r => r.Fields))
            .Concat(schema.Definition.Fields.Concat(schema.Definition.Actions.SelectMany(a => a.Parameters)).SelectMany(f => f.Alike))
            .Concat(schema.Definition.Beside)
            .Concat(schema.Definition.Order)
            .Append(schema.Definition.Pool)
            .Append(schema.Definition.PartOf)
            .Concat(schema.Definition.Layout?.Headline ?? [])
            .Concat(schema.Definition.Layout?.Quick ?? [])
            .Concat(schema.Definition.Layout?.Sections.SelectMany(s => s.Fields) ?? []);
        foreach (var elsewhere in schema.Definition.Duplicates.SelectMany(d => d.Against))
            foreach (var name in elsewhere.Fields.Where(n => objects.GetValueOrDefault(elsewhere.Object)?.Find(n) is null))
                Refuse(schema.Name, name, "unknown_field", $"{elsewhere.Object}.{name}");

        foreach (var review in schema.Definition.Reviews.Where(r => schema.Definition.Actions.All(a => a.Name != r.Action)))
            Refuse(schema.Name, null, "unknown_action", review.Action);

        foreach (var list in schema.Definition.Layout?.Related ?? [])
            foreach (var name in objects.GetValueOrDefault(list.Object) is { } there ? list.Columns.Where(n => there.Find(n) is null) : [])
                Refuse(schema.Name, name, "unknown_field", $"{list.Object}.{name}");

        foreach (var field in schema.Definition.Fields.Where(f => f.Holds is not null))
            if (field.Object is null && field.ObjectFrom is null)
                Refuse(schema.Name, field.Name, "definition_no_object");
            else if (field.Object is { } about && !objects.ContainsKey(about))
                Refuse(schema.Name, field.Name, "unknown_object", about);

        foreach (var field in schema.Definition.Fields.Concat(schema.Definition.Actions.SelectMany(a => a.Parameters)).Where(f => f.Offers is not null || f.Alike.Count > 0))
            if (objects.GetValueOrDefault(field.Object ?? "") is not { } offered || (field.Offers is { } view && offered.Definition.Views.All(v => v.Name != view)))
                Refuse(schema.Name, field.Name, "unknown_field", $"{field.Object}.{field.Offers}");
            else if (field.Alike.FirstOrDefault(n => offered.Find(n) is null) is { } missing)
                Refuse(schema.Name, field.Name, "unknown_field", $"{field.Object}.{missing}");

        foreach (var field in schema.Definition.Fields.Concat(schema.Definition.Actions.SelectMany(a => a.Parameters)))
            if (field.Except.FirstOrDefault(path => !IsThere(schema, path)) is { } missing)
                Refuse(schema.Name, field.Name, "unknown_field", missing);

        foreach (var field in schema.Fields.Where(f => f.Definition.TakenFrom is not null))
            if (field.Definition.TakenFrom!.Split('.') is not [var lookup, var there] || (schema.Find(lookup) is { } way && way.Target?.Find(there) is null))
                Refuse(schema.Name, field.Name, "unknown_field", field.Definition.TakenFrom);

        foreach (var name in named.OfType<string>().Select(n => n.TrimStart('-')).Distinct().Where(n => schema.Find(n) is null))
            Refuse(schema.Name, name, "unknown_field", name);
    }

    private Dictionary<string, Expr> ConditionsOf(ObjectSchema schema, Func<ActionDefinition, string?> formula) => schema.Definition.Actions
        .Select(a => (a.Name, Condition: Parse(schema, null, formula(a), ValueKind.Boolean)))
        .Where(a => a.Condition is not null)
        .ToDictionary(a => a.Name, a => a.Condition!);

    private void CompileRelatedNew(ObjectSchema schema)
    {
        var made = new Dictionary<(string Object, string Field), (Expr? When, Expr? Next)>();
        foreach (var list in schema.Definition.Layout?.Related ?? [])
            if (list.New is { } related)
            {
                made[(list.Object, list.Field)] = (Parse(schema, null, related.When, ValueKind.Boolean), Parse(schema, null, related.Next, ValueKind.Boolean));
                foreach (var (there, here) in related.Values)
                    if (schema.Find(here) is null)
                        Refuse(schema.Name, here, "unknown_field", here);
                    else if (objects.GetValueOrDefault(list.Object) is { } other && other.Find(there) is null)
                        Refuse(schema.Name, there, "unknown_field", $"{list.Object}.{there}");
            }

        schema.RelatedNew = made;
    }

    /// <summary>Whether a field, or one behind a lookup, is there.</summary>
    private static bool IsThere(ObjectSchema schema, string path) => path.Split('.') switch
    {
        [var name] => schema.Find(name) is not null,
        [var lookup, var behind] => schema.Find(lookup)?.Target?.Find(behind) is not null,
        _ => false,
    };

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
            schema.Locks = [.. schema.Locks, .. Records.Locks.Whole(lookup.Target).Select(l => LockSchema.ForPart(l, lookup)).OfType<LockSchema>()];
    }

    private void CompileTypes(ObjectSchema schema)
    {
        var types = schema.Definition.RecordTypes;
        var names = types.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var wrong in types.Where(t => !Storage.Identifier.IsValid(t.Name)))
            Refuse(schema.Name, null, "invalid_name", wrong.Name);
        foreach (var twice in types.GroupBy(t => t.Name).Where(g => g.Count() > 1))
            Refuse(schema.Name, null, "duplicate_name", twice.Key);
        var layout = schema.Definition.Layout;
        foreach (var unknown in (layout?.Sections.SelectMany(s => s.Types) ?? []).Concat(layout?.Related.SelectMany(r => r.Types) ?? []).Distinct().Where(t => !names.Contains(t)))
            Refuse(schema.Name, null, "unknown_record_type", unknown);

        schema.RecordType = types.Count > 0 ? schema.Find(RecordTypes.Field) : null;
        if (schema.RecordType is null)
            return;

        foreach (var missing in types.SelectMany(t => t.Without.Concat(t.Required)).Distinct().Where(n => schema.Find(n) is not { IsSystem: false } || n == RecordTypes.Field))
            Refuse(schema.Name, missing, "unknown_field", missing);
        schema.RecordTypes = [.. types.Select(t => new RecordTypeSchema(t, t.Without.Select(schema.Find).OfType<FieldSchema>().ToHashSet(), SetsOf(schema, t.Defaults)))];
    }

    private List<FieldSet> SetsOf(ObjectSchema schema, IReadOnlyDictionary<string, JsonElement> values)
    {
        var sets = new List<FieldSet>();
        foreach (var (name, value) in values)
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
}
