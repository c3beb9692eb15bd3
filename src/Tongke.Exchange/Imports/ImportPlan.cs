using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>How existing records are met.</summary>
public enum ImportMode
{
    /// <summary>Every row is a new record.</summary>
    Create,

    /// <summary>Every row changes an existing record.</summary>
    Update,

    /// <summary>A row changes the record it names, or becomes one.</summary>
    Upsert,
}

/// <summary>What happens to a row that is probably a record there already.</summary>
public enum DuplicatePolicy
{
    /// <summary>The row is left out.</summary>
    Skip,

    /// <summary>The row fills what is empty in that record.</summary>
    Merge,

    /// <summary>It becomes a record all the same.</summary>
    Create,
}

/// <summary>A column of the file that goes into a field.</summary>
/// <param name="Index">Its place in the row.</param>
/// <param name="Header">What it is called.</param>
/// <param name="Field">The field, or the composite whose parts it fills.</param>
/// <param name="Values">What stands in the file, and what is meant.</param>
/// <param name="CreatesMissing">Whether a name that nobody has becomes a new record.</param>
public sealed record PlannedColumn(int Index, string Header, FieldSchema Field, IReadOnlyDictionary<string, string> Values, bool CreatesMissing)
{
    /// <summary>Rules that make the texts uniform before the field's own do.</summary>
    public IReadOnlyList<Cleansing> Cleansing { get; init; } = [];

    /// <summary>The field of which it is one part, and which; null for a column that fills its field alone.</summary>
    public (FieldSchema Whole, string Name)? Part { get; } = FieldParts.Of(Field);

    /// <summary>The unit that its header names, which stands behind every number that has none of its own.</summary>
    public string? Unit { get; init; }
}

/// <summary>The person's settings, checked against the Schema, the file's columns and the person's rights.</summary>
public sealed record ImportPlan(ObjectSchema Object, ImportMode Mode, FieldSchema? Key, DuplicatePolicy Duplicates, IReadOnlyList<PlannedColumn> Columns)
{
    private static readonly Dictionary<string, string> NoValues = [];

    /// <summary>Whether rows become new records that have to do with each other only where they are duplicates: they change none, point to none of the file and make none of another object.</summary>
    public bool HasIndependentRows { get; } = Mode == ImportMode.Create && Duplicates != DuplicatePolicy.Merge && Columns.All(c => !c.CreatesMissing && c.Field.Target != Object);

    /// <summary>The column that fills the field, or the composite that the field is a part of, or the first part of the field; null when the file has none.</summary>
    public PlannedColumn? ColumnOf(string? field) =>
        Columns.FirstOrDefault(c => c.Field.Name == field)
        ?? (field is not null && Object.Find(field)?.Composite is { } whole ? Columns.FirstOrDefault(c => c.Field == whole) : null)
        ?? Columns.FirstOrDefault(c => c.Part is { } part && part.Whole.Name == field);

    /// <summary>The plan, or everything that is wrong with the settings.</summary>
    public static (ImportPlan? Plan, Refusal? Refusal) Compile(ImportSettings settings, IReadOnlyList<string> headers, Session session)
    {
        if (session.Schema.Find(settings.Object) is not { } definition || definition.Definition.System)
            return (null, new Invalid([new("object", new("unknown_object", settings.Object))]));

        var access = session.Access.On(definition);
        if (!access.May(RecordAction.Import))
            return (null, new Forbidden(new("forbidden_action", definition.Label, RecordAction.Import.Label())));

        var problems = new List<Problem>();
        var columns = new List<PlannedColumn>();
        foreach (var (header, name) in settings.Mapping.Where(m => !string.IsNullOrEmpty(m.Value)))
            if (ColumnOf(header, name, headers, settings, definition, access, columns, problems) is { } column)
                columns.Add(column);

        foreach (var whole in columns.Where(c => columns.Any(p => p.Field.Composite == c.Field && c.Field.Storage == FieldStorage.None)))
            problems.Add(new("mapping", new("import_whole_and_parts", whole.Field.Label, whole.Header, Listed([.. columns.Where(c => c.Field.Composite == whole.Field).OrderBy(c => c.Index).Select(c => c.Header)]))));

        var mode = Enum.TryParse<ImportMode>(settings.Mode, ignoreCase: true, out var known) ? known : ImportMode.Create;
        var duplicates = Enum.TryParse<DuplicatePolicy>(settings.Duplicates, ignoreCase: true, out var policy) ? policy : DuplicatePolicy.Skip;
        var key = mode == ImportMode.Create ? null : KeyOf(settings.Key, definition, columns, problems);
        if (columns.Count == 0 && problems.Count == 0)
            problems.Add(new("mapping", new("import_nothing_mapped")));

        return problems.Count > 0 ? (null, new Invalid(problems)) : (new(definition, mode, key, duplicates, [.. columns.OrderBy(c => c.Index)]), null);
    }

    /// <summary>Whether a column can go into the field at all, rights aside.</summary>
    public static bool Takes(FieldSchema field) =>
        field.IsWritable || (field.Storage == FieldStorage.None && !field.IsComputed && field.Definition.Type != "child_table") || field.Name == SystemFields.Id;

    private static Label Listed(string[] headers) => new(string.Join('、', headers), string.Join(", ", headers));

    private static PlannedColumn? ColumnOf(
        string header, string name, IReadOnlyList<string> headers, ImportSettings settings, ObjectSchema definition, ObjectAccess access, List<PlannedColumn> taken, List<Problem> problems)
    {
        var index = headers.ToList().IndexOf(header);
        if (index < 0)
            problems.Add(new("mapping", new("import_no_such_column", header)));
        else if (definition.Find(name) is not { } field || !access.MaySee(field))
            problems.Add(new("mapping", new("unknown_field", name)));
        else if (!Takes(field))
            problems.Add(new("mapping", new("import_field_takes_nothing", header, field.Label)));
        else if (!MayWrite(field, access, settings))
            problems.Add(new("mapping", new("field_not_editable", field.Label)));
        else if (taken.Any(c => c.Field == field))
            problems.Add(new("mapping", new("import_field_twice", field.Label)));
        else
            return new(index, header, field, settings.Values.GetValueOrDefault(name) ?? NoValues, settings.CreateMissing.Contains(name)) { Cleansing = settings.Cleanse.GetValueOrDefault(name) ?? [], Unit = HeaderUnit.Of(header, field) };

        return null;
    }

    private static bool MayWrite(FieldSchema field, ObjectAccess access, ImportSettings settings)
    {
        if (field.Name == SystemFields.Id)
            return true;

        if (field.Storage == FieldStorage.None)
            return access.Right(field) == FieldRight.Edit;

        var givesAway = field is { IsSystem: true, Name: SystemFields.Owner or SystemFields.Department } && settings.Mode != "create";
        return access.MayEdit(field) && (!givesAway || access.May(RecordAction.Transfer));
    }

    private static FieldSchema? KeyOf(string? name, ObjectSchema definition, List<PlannedColumn> columns, List<Problem> problems)
    {
        var column = columns.FirstOrDefault(c => c.Field.Name == name);
        if (column is null)
        {
            problems.Add(new("key", new("import_key_not_mapped")));
            return null;
        }

        var isKey = column.Field.Definition.Unique || column.Field == definition.NameField || column.Field.Name == SystemFields.Id;
        if (!isKey || column.Field.ValueType.Kind is not (ValueKind.Text or ValueKind.Id))
            problems.Add(new("key", new("import_no_key", column.Field.Label)));

        return column.Field;
    }
}
