using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Meta;

/// <summary>Fields of objects and parameters of actions, as a form needs them.</summary>
internal sealed class FieldMetaWriter(Utf8JsonWriter writer, Session session, Language language)
{
    public void Write(FieldSchema field, ObjectAccess access)
    {
        var isReadable = access.MayRead(field);
        var isValue = field.Storage != FieldStorage.None;
        writer.WriteStartObject();
        Common(field);
        writer.WriteBoolean("editable", IsEditable(field, access));
        Flag("masked", access.MaySee(field) && !isReadable);
        Flag("system", field.IsSystem);
        writer.WriteBoolean("sortable", isReadable && isValue && field.Type.IsSortable);
        writer.WriteBoolean("filterable", isReadable && isValue && field.Type.OperatorsOf(field).Count > 0);
        writer.WriteBoolean("groupable", isReadable && isValue && field.Type.IsGroupable);
        Flag("search", field.Definition.Search && isReadable);
        Condition("visibleWhen", field.VisibleWhen);
        Condition("requiredWhen", field.RequiredWhen);
        Condition("readOnlyWhen", ClosedWhen(field));
        WriteMoves(field);
        if (field.Formula is { } formula && ExprShape.Fields(formula).All(f => session.Access.On(f.Object).MayRead(f)))
            Condition("formula", formula);
        if (field.Definition.Type is "formula" or "rollup")
            WriteResult(field, access);
        writer.WriteEndObject();
    }

    /// <summary>When nobody may change the field, by its own condition and by the locks of the record.</summary>
    private static Expr? ClosedWhen(FieldSchema field)
    {
        var locks = field.Object.Locks.Where(l => l.Fields.Contains(field)).Select(l => l.When).ToArray();
        return locks.Length == 0 ? field.ReadOnlyWhen : Kernel.Expressions.Condition.AnyOf([field.ReadOnlyWhen, .. locks]);
    }

    private void WriteMoves(FieldSchema field)
    {
        if (field.Definition.Moves.Count == 0)
            return;

        writer.WriteStartObject("moves");
        foreach (var (from, to) in field.Definition.Moves)
        {
            writer.WriteStartArray(from);
            foreach (var value in to)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>As what the client shows the value; an amount in the currency of the amount it is computed from.</summary>
    private void WriteResult(FieldSchema field, ObjectAccess access)
    {
        var result = ResultOf(field);
        writer.WriteString("result", result);
        if (IsInCompanyCurrency(field))
            return;

        if (result == "money" && field.Definition.Currency is { } named && field.Object.Find(named) is { } currency && access.MayRead(currency))
            writer.WriteString("currency", named);
        else if (result == "money" && field.Formula is { } formula && ExprShape.Fields(formula).FirstOrDefault(f => f.Object == field.Object && f.Definition.Type == "money" && access.MayRead(f)) is { } amount)
            writer.WriteString("currency", $"{amount.Name}_currency");
    }

    public void WriteParameter(FieldSchema parameter)
    {
        writer.WriteStartObject();
        Common(parameter);
        writer.WriteBoolean("editable", true);
        Condition("visibleWhen", parameter.VisibleWhen);
        writer.WriteEndObject();
    }

    private static bool IsEditable(FieldSchema field, ObjectAccess access) => field.Storage == FieldStorage.None
        ? access.Right(field) == FieldRight.Edit && !field.Definition.ReadOnly
        : access.MayEdit(field) && !(field.IsSystem && !access.May(RecordAction.Transfer) && !access.May(RecordAction.Create));

    private void Common(FieldSchema field)
    {
        var defined = field.Definition;
        writer.WriteString("name", field.Name);
        writer.WriteString("type", defined.Type);
        writer.WriteString("label", field.Label.In(language));
        if (defined.Help is { } help)
            writer.WriteString("help", help.In(language));
        writer.WriteBoolean("required", defined.Required && !field.IsComputed);
        Flag("filled", defined.Filled || IsFormula(defined.Default));
        Flag("numbered", defined.Number is not null);
        Flag("unique", defined.Unique);
        WriteOptions(field);
        if ((field.Target?.Name ?? defined.Object) is { } target)
            writer.WriteString("object", target);
        if (defined.Objects.Count > 0)
        {
            writer.WriteStartArray("objects");
            foreach (var name in defined.Objects.Where(n => session.Schema.Find(n) is { } o && session.Access.On(o).May(RecordAction.Read)))
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        if (defined.Holds is { } holds)
            writer.WriteString("holds", JsonNamingPolicy.CamelCase.ConvertName(holds.ToString()));
        if (defined.ObjectFrom is { } from)
            writer.WriteString("objectFrom", from);
        WriteTakenFrom(field);
        WriteWithin(field);
        WriteOffers(field);
        WriteExcept(field);
        if (defined.Min is { } min)
            writer.WriteNumber("min", min);
        if (defined.Max is { } max)
            writer.WriteNumber("max", max);
        if (field.ValueType.Kind == ValueKind.Decimal)
        {
            writer.WriteNumber("scale", field.ValueType.Scale);
            writer.WriteNumber("precision", defined.Precision ?? 18);
        }

        if (defined.Period is { } period)
            writer.WriteString("period", period);
        if (defined.SumsWithin is { } within)
            writer.WriteString("sumsWithin", within);
        if (field.ValueType.Kind is ValueKind.Integer or ValueKind.Decimal && !AddsUp(field))
            writer.WriteBoolean("sums", false);
        if (!defined.Grouping)
            writer.WriteBoolean("grouping", false);
        if (defined.Pattern is { } pattern)
            writer.WriteString("pattern", pattern);
        if (defined.Check is { } check)
            writer.WriteString("check", check);
        if (defined.By is { } back)
            writer.WriteString("by", back);
        if (defined.Default is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value && !IsFormula(value))
        {
            writer.WritePropertyName("default");
            value.WriteTo(writer);
        }

        // A moment is the server's to tell: a form may stay open for long.
        if (field is { DefaultFormula: { } formula, ValueType.Kind: ValueKind.Date } && ExprShape.Fields(formula).Count == 0)
            Condition("defaultFormula", formula);
    }

    /// <summary>
    /// Numbers of records that set something up don't add up unless they are said to, and neither do years; of roll-ups those do that are sums or counts.
    /// </summary>
    private static bool AddsUp(FieldSchema field) => field.Definition switch
    {
        { Sums: { } said } => said,
        { Grouping: false } => false,
        { RollUp: { Function: not ("sum" or "count") } } => false,
        _ => field.Object.Definition.Group != "setup",
    };

    private void WriteTakenFrom(FieldSchema field)
    {
        if (field.Definition.TakenFrom?.Split('.') is not [var lookup, var name] || field.Object.Find(lookup) is not { Target: { } there } || !MayRead(field.Object, lookup) || !MayRead(there, name))
            return;

        writer.WriteStartObject("takenFrom");
        writer.WriteString("lookup", lookup);
        writer.WriteString("field", name);
        writer.WriteEndObject();
    }

    /// <summary>What the records that a lookup offers have in common with its own: by which of their lookups, and behind which of its own.</summary>
    private void WriteWithin(FieldSchema field)
    {
        if (field.Definition.Within?.Split('.') is not [.. var before, var name] || field.Target is not { } target || !MayRead(target, name))
            return;

        var holder = before is [var over] ? field.Object.Find(over) is { Target: { } there } way && MayRead(field.Object, way.Name) ? there : null : field.Object;
        if (holder is null || !MayRead(holder, name))
            return;

        writer.WriteStartObject("within");
        writer.WriteString("field", name);
        if (before is [var lookup])
        {
            writer.WriteString("lookup", lookup);
            writer.WriteString("object", holder.Name);
        }

        writer.WriteEndObject();
    }

    /// <summary>Which records a lookup offers: those of a view, and those that are like its own record.</summary>
    private void WriteOffers(FieldSchema field)
    {
        if (field.Target is not { } target)
            return;

        if (field.Definition.Offers is { } view && target.ViewFilters.TryGetValue(view, out var filter)
            && ExprShape.Fields(filter).All(f => session.Access.On(f.Object).MayRead(f)) && ODataWriter.Write(filter) is { } text)
            writer.WriteString("offers", text);

        string[] alike = [.. field.Definition.Alike.Where(n => MayRead(target, n) && MayRead(field.Object, n))];
        if (alike.Length == 0)
            return;

        writer.WriteStartArray("alike");
        foreach (var name in alike)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    /// <summary>The fields whose records a lookup does not offer, as far as the person may read them.</summary>
    private void WriteExcept(FieldSchema field)
    {
        if (field.Definition.Except.Count == 0)
            return;

        writer.WriteStartArray("except");
        foreach (var path in field.Definition.Except.Select(p => p.Split('.')))
        {
            if (!MayRead(field.Object, path[0]) || (path.Length > 1 && (field.Object[path[0]].Target is not { } behind || !MayRead(behind, path[1]))))
                continue;

            writer.WriteStartObject();
            writer.WriteString("field", path[^1]);
            if (path.Length > 1)
            {
                writer.WriteString("lookup", path[0]);
                writer.WriteString("object", field.Object[path[0]].Target!.Name);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private bool MayRead(ObjectSchema definition, string name) => definition.Find(name) is { } field && session.Access.On(definition).May(RecordAction.Read) && session.Access.On(definition).MayRead(field);

    /// <summary>Whether a default is calculated rather than a constant.</summary>
    public static bool IsFormula(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text && text.GetString()!.StartsWith('=');

    private void WriteOptions(FieldSchema field)
    {
        if (field.Definition.Options.Count == 0)
            return;

        writer.WriteStartArray("options");
        foreach (var option in field.Definition.Options)
        {
            writer.WriteStartObject();
            writer.WriteString("value", option.Value);
            writer.WriteString("label", option.Label.In(language));
            if (option.Color is not null)
                writer.WriteString("color", option.Color);
            if (option.End is { } end)
                writer.WriteString("end", end == WayEnd.Won ? "won" : "lost");
            Condition("when", field.OptionConditions.GetValueOrDefault(option.Value));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The field type by which the client shows the value of a formula or roll-up.</summary>
    private static string ResultOf(FieldSchema field) => field.Definition.Options.Count > 0 ? "select" : Dressed(field.Definition) ?? Dressed(field.RollUp?.Of?.Definition) ?? (IsInCompanyCurrency(field) || IsInCompanyCurrency(field.RollUp?.Of) ? "money" : null) ?? field.ValueType.Kind switch
    {
        ValueKind.Boolean => "boolean",
        ValueKind.Integer => "integer",
        ValueKind.Decimal => "decimal",
        ValueKind.Date => "date",
        ValueKind.Time => "time",
        ValueKind.Instant => "datetime",
        _ => "text",
    };

    /// <summary>Whether a figure is an amount in the company's currency, as what ends in _base is.</summary>
    private static bool IsInCompanyCurrency(FieldSchema? field) => field is { ValueType.Kind: ValueKind.Decimal } && field.Name.EndsWith("_base", StringComparison.Ordinal);

    /// <summary>The type, where a number of it is shown unlike other numbers.</summary>
    private static string? Dressed(FieldDefinition? definition) => (definition?.Result ?? definition?.Type) is { } type and ("money" or "percent" or "duration") ? type : null;

    private void Condition(string name, Expr? condition)
    {
        if (condition is not null && ExprShape.Fields(condition).All(f => session.Access.On(f.Object).MaySee(f)))
            MetaExpressions.Write(writer, name, condition, session);
    }

    private void Flag(string name, bool value)
    {
        if (value)
            writer.WriteBoolean(name, true);
    }
}
