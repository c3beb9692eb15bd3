using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Expressions;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>The columns of a statement and how each row of them becomes a JSON object. Rows are never objects in between.</summary>
internal sealed class Projection
{
    private static readonly HashSet<string> Bin = [SystemFields.DeletedAt, SystemFields.DeletedBy, SystemFields.MergedInto];

    private readonly List<Sql> columns = [];
    private readonly List<FieldSchema?> own = [];
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly SqlScope scope;

    public Projection(SqlScope scope) => this.scope = scope;

    public IReadOnlyList<Sql> Columns => columns;

    /// <summary>The fields of the query's own records in the places of the columns, where all of these are such as the write path fills; null otherwise.</summary>
    public IReadOnlyList<FieldSchema>? OwnColumns => own.Contains(null) ? null : [.. own.OfType<FieldSchema>()];

    /// <summary>Adds a column; answers its index.</summary>
    public int Add(Sql column) => Add(column, field: null);

    private int Add(Sql column, FieldSchema? field)
    {
        columns.Add(column);
        own.Add(field);
        return columns.Count - 1;
    }

    /// <summary>The fields of <paramref name="query"/>'s object that the answer shows, reached over <paramref name="path"/>.</summary>
    public Output Object(Session session, ODataQuery query, IReadOnlyList<FieldSchema> path, bool inBin = false)
    {
        var access = session.Access.On(query.Object);
        var inPlace = query.Expand.Where(e => e.Name == e.Lookup.Name && e.Lookup.Object == query.Object).ToDictionary(e => e.Lookup);
        var members = new List<(JsonEncodedText Name, Output Value)>();
        foreach (var field in FieldsOf(query, access, inBin))
        {
            // An expanded lookup comes in place of its id, unless it was asked for as its way; lists are added later.
            if (!inPlace.ContainsKey(field) && Value(field, access, path) is { } output)
                members.Add((Name(field.Name), output));
            else if (inPlace.TryGetValue(field, out var expand) && !expand.IsChildren)
                members.Add((Name(field.Name), Related(session, expand, path)));
        }

        foreach (var expand in query.Expand.Where(e => !e.IsChildren && !members.Exists(m => m.Name.Value == e.Name)))
            members.Add((Name(expand.Name), Related(session, expand, path)));

        return (rows, context, writer) =>
        {
            writer.WriteStartObject();
            foreach (var (name, write) in members)
            {
                writer.WritePropertyName(name);
                write(rows, context, writer);
            }

            writer.WriteEndObject();
        };
    }

    /// <summary>The fields of an answer: those selected, or all the actor may see but for the recycle bin's marks.</summary>
    public static IEnumerable<FieldSchema> FieldsOf(ODataQuery query, ObjectAccess access, bool inBin)
    {
        if (query.Select is { } selected)
            return selected.Prepend(query.Object[SystemFields.Id]).Distinct().Where(access.MaySee);

        return query.Object.Fields.Where(f => access.MaySee(f) && !(Bin.Contains(f.Name) && f.IsSystem && !inBin) && f.Composite is not { Storage: FieldStorage.None });
    }

    private Output? Value(FieldSchema field, ObjectAccess access, IReadOnlyList<FieldSchema> path)
    {
        if (field.Storage == FieldStorage.None)
            return field.Target is null ? Composite(field, access, path) : null;

        if (!scope.IsKeptBack(field) && RowValues.ColumnsOf(field) is { } read)
            return Calculated(field, read.ToDictionary(f => f, f => ColumnOf(path, f)), access.MayRead(field));

        var column = ColumnOf(path, field);
        var type = field.ValueType;
        if (!access.MayRead(field))
            return (rows, _, writer) => Mask(rows, column, type, writer);

        if (type.Kind == ValueKind.Bytes)
            return (rows, _, writer) =>
            {
                if (rows.IsNull(column))
                    writer.WriteNullValue();
                else
                    field.Type.WriteJson(writer, rows.GetBytes(column), field);
            };

        // A list without anything in it is an empty one: OData has no null there.
        if (type.Kind is ValueKind.Texts or ValueKind.Ids)
            return (rows, _, writer) =>
            {
                if (rows.IsNull(column))
                    writer.WriteRawValue("[]"u8, skipInputValidation: true);
                else
                    Values.Copy(rows, column, type, writer);
            };

        return (rows, _, writer) => Values.Copy(rows, column, type, writer);
    }

    /// <summary>A formula that is calculated here, of columns the statement reads.</summary>
    private static Output Calculated(FieldSchema formula, IReadOnlyDictionary<FieldSchema, int> columns, bool isReadable)
    {
        var evaluate = Evaluator.Compile(new FieldPath(formula));
        return (rows, context, writer) =>
        {
            var value = evaluate(new RowValues(rows, columns), context);
            if (value is null || isReadable)
                Values.WriteJson(writer, value);
            else
                writer.WriteStringValue(value is string text ? Masking.Of(text) : Masking.Hidden);
        };
    }

    /// <summary>The index of the column of a field reached over <paramref name="path"/>; a field that is shown and also calculated with is read once.</summary>
    private int ColumnOf(IReadOnlyList<FieldSchema> path, FieldSchema field)
    {
        var key = string.Join('.', path.Append(field).Select(f => f.Name));
        if (!known.TryGetValue(key, out var column))
            known.Add(key, column = Add(scope.Compile(new FieldPath([.. path, field])), path.Count == 0 && field.Storage is (FieldStorage.Column or FieldStorage.StoredFormula or FieldStorage.RollUp) ? field : null));

        return column;
    }

    private Output Composite(FieldSchema field, ObjectAccess access, IReadOnlyList<FieldSchema> path)
    {
        var parts = field.Object.Fields.Where(f => f.Composite == field)
            .Select(f => (Name: JsonEncodedText.Encode(f.Name[(field.Name.Length + 1)..], Json.Relaxed.Encoder), Column: ColumnOf(path, f), f.ValueType))
            .ToArray();
        var masked = !access.MayRead(field);
        return (rows, _, writer) =>
        {
            if (parts.All(p => rows.IsNull(p.Column)))
            {
                writer.WriteNullValue();
                return;
            }

            writer.WriteStartObject();
            foreach (var (name, column, type) in parts)
            {
                writer.WritePropertyName(name);
                if (masked)
                    Mask(rows, column, type, writer);
                else
                    Values.Copy(rows, column, type, writer);
            }

            writer.WriteEndObject();
        };
    }

    /// <summary>A related record: an object when it is within reach, null when it is not or there is none.</summary>
    private Output Related(Session session, Expansion expand, IReadOnlyList<FieldSchema> path)
    {
        IReadOnlyList<FieldSchema> there = [.. path, expand.Lookup];
        var target = expand.Query.Object;
        var alias = scope.AliasOf([.. there, target[SystemFields.Id]], seesAll: false);
        var key = Add(Sql.From($"{alias}.id"));
        var whole = Object(session, expand.Query, there);
        return (rows, context, writer) =>
        {
            if (rows.IsNull(key))
                writer.WriteNullValue();
            else
                whole(rows, context, writer);
        };
    }

    private static void Mask(Rows rows, int column, ExprType type, Utf8JsonWriter writer)
    {
        if (rows.IsNull(column))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(type.Kind == ValueKind.Text ? Masking.Of(rows.GetText(column)) : Masking.Hidden);
    }

    private static JsonEncodedText Name(string name) => JsonEncodedText.Encode(name);
}

/// <summary>Writes a part of the current row, for the reader and the moment of <paramref name="context"/>.</summary>
internal delegate void Output(Rows rows, EvaluationContext context, Utf8JsonWriter writer);
