using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.SystemObjects;

/// <summary>Asks the records of an object, the recycle bin included, whether they fit a new definition of it.</summary>
internal static class StoredValues
{
    /// <summary>Whether any record has a value in the field.</summary>
    public static async Task<bool> AnyAsync(Database database, FieldSchema field, CancellationToken ct) =>
        await database.ScalarAsync<long?>(Sql.From($"select 1 from {field.Object.Table} where {field.Column} is not null limit 1"), ct) is not null;

    /// <summary>What does not fit, by field.</summary>
    public static async Task<IReadOnlyList<DefinitionProblem>> MisfitsAsync(Database database, ObjectSchema before, ObjectSchema after, CancellationToken ct)
    {
        var problems = new List<DefinitionProblem>();
        foreach (var old in before.Columns)
            if (after.Find(old.Name) is { } field && await MisfitAsync(database, old, field, ct) is { } message)
                problems.Add(new(after.Name, (field.Composite ?? field).Name, message));

        foreach (var key in after.Definition.Keys.Where(k => !before.Definition.Keys.Any(k.SequenceEqual)))
        {
            var columns = key.Select(before.Find).OfType<FieldSchema>().Where(f => f.HasColumn).ToArray();
            if (columns.Length == key.Count && await RepeatsAsync(database, columns, ct))
                problems.Add(new(after.Name, key[0], new("values_repeat", after[key[0]].Label)));
        }

        return problems;
    }

    private static async Task<Texts.Message?> MisfitAsync(Database database, FieldSchema old, FieldSchema field, CancellationToken ct)
    {
        if (field.HasColumn && old.ColumnType != field.ColumnType && !Widens(old.ColumnType, field.ColumnType))
            return new("field_type_fixed", field.Label);

        if (IsAnother(old, field) && await AnyAsync(database, old, ct))
            return new("field_holds_values", field.Label);

        if (field.Definition is { Type: "select" or "multi_select", Options.Count: > 0 } && await OutsideAsync(database, old, [.. field.Definition.Options.Select(o => o.Value)], ct) is { } value)
            return new("options_in_use", field.Label, old.Definition.Options.FirstOrDefault(o => o.Value == value)?.Label ?? (object)value);

        return field is { HasColumn: true, Definition.Unique: true } && !old.Definition.Unique && await RepeatsAsync(database, [old], ct)
            ? new("values_repeat", field.Label)
            : null;
    }

    /// <summary>Whether values of the old field would be lost or mean something else: it points elsewhere, is computed now, or is of another type than mere text.</summary>
    private static bool IsAnother(FieldSchema old, FieldSchema field)
    {
        if (old.Target?.Name != field.Target?.Name || (old.Storage == FieldStorage.Column && field.Storage != FieldStorage.Column))
            return true;

        return old.Definition.Type != field.Definition.Type
            && old.ColumnType == field.ColumnType
            && field.Definition.Type is not ("text" or "long_text" or "select");
    }

    /// <summary>Whether every value of the one type is also one of the other, as the tables can be changed.</summary>
    private static bool Widens(ColumnType old, ColumnType wanted) => (old.Kind, wanted.Kind) switch
    {
        (ColumnKind.Integer, ColumnKind.Decimal or ColumnKind.Text) => true,
        (ColumnKind.Decimal, ColumnKind.Decimal) => wanted.Scale >= old.Scale && wanted.Precision - wanted.Scale >= old.Precision - old.Scale,
        (ColumnKind.Decimal or ColumnKind.Date, ColumnKind.Text) => true,
        _ => false,
    };

    /// <summary>A stored option that is none of these.</summary>
    private static async Task<string?> OutsideAsync(Database database, FieldSchema field, string[] options, CancellationToken ct)
    {
        if (field.ColumnType == ColumnType.Text)
            return await database.ScalarAsync<string>(
                Sql.From($"select {field.Column} from {field.Object.Table} where {field.Column} is not null and not ({Sql.In(Sql.From($"{field.Column}"), options)}) limit 1"), ct);

        if (field.ValueType.Kind != ValueKind.Texts)
            return null;

        var each = Sql.PerDialect(Sql.From($"json_each(t.{field.Column}) o"), Sql.From($"jsonb_array_elements_text(t.{field.Column}) as o(value)"));
        return await database.ScalarAsync<string>(
            Sql.From($"select o.value from {field.Object.Table} t cross join {each} where t.{field.Column} is not null and not ({Sql.In(Sql.Literal("o.value"), options)}) limit 1"), ct);
    }

    private static async Task<bool> RepeatsAsync(Database database, FieldSchema[] fields, CancellationToken ct)
    {
        var columns = Sql.List(fields.Select(f => f.Column));
        var filled = Sql.Join(" and ", fields.Select(f => Sql.From($"{f.Column} is not null")));
        return await database.ScalarAsync<long?>(
            Sql.From($"select 1 from {fields[0].Object.Table} where deleted_at is null and {filled} group by {columns} having count(*) > 1 limit 1"), ct) is not null;
    }
}
