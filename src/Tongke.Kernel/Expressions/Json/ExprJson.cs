using System.Globalization;
using System.Text.Json;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Expressions as JSON: what the browser evaluates while a person types, and a form to keep them in. Formula fields of the record itself carry their
/// formula along, since the browser knows the values being typed and not yet what follows from them. <c>web/src/expressions/tree.ts</c> describes the same form.
/// </summary>
public static class ExprJson
{
    private const int DeepestNesting = 200;

    /// <summary>Writes an expression with the formulas it reads.</summary>
    public static void Write(Utf8JsonWriter writer, Expr expression) => Write(writer, expression, new Inlining(_ => true));

    /// <summary>
    /// Writes an expression for a reader. A formula that reads a field <paramref name="mayRead"/> denies is not carried along: the browser takes the
    /// value that the server computed.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Expr expression, Func<FieldSchema, bool> mayRead) => Write(writer, expression, new Inlining(mayRead));

    /// <summary>The expression as JSON text.</summary>
    public static string ToText(Expr expression)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, expression);

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, Expr)"/> wrote, over records of <paramref name="scope"/>.</summary>
    /// <exception cref="JsonException">It is no such expression, or names what the Schema doesn't have.</exception>
    public static Expr Read(JsonElement json, ObjectSchema scope)
    {
        try
        {
            return Read(json, scope, 0);
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or FormatException or RefusedExpressionException)
        {
            throw new JsonException("Not an expression of this Schema.", problem);
        }
    }

    private static void Write(Utf8JsonWriter writer, Expr expression, Inlining open)
    {
        writer.WriteStartObject();
        switch (expression)
        {
            case Constant constant:
                writer.WriteString("kind", "constant");
                WriteType(writer, constant.Type);
                writer.WritePropertyName("value");
                if (constant.Value is decimal number) writer.WriteStringValue(Numbers.ToText(number));
                else if (constant.Value is long whole && Math.Abs(whole) > 1L << 53) writer.WriteStringValue(whole.ToString(CultureInfo.InvariantCulture));
                else Values.WriteJson(writer, constant.Value);
                break;
            case FieldPath path:
                WritePath(writer, path, open);
                break;
            case ContextValue context:
                writer.WriteString("kind", "context");
                WriteType(writer, context.Type);
                writer.WriteString("name", JsonNamingPolicy.CamelCase.ConvertName(context.Name.ToString()));
                break;
            case Call call:
                writer.WriteString("kind", "call");
                WriteType(writer, call.Type);
                writer.WriteString("function", call.Function.Name);
                writer.WriteStartArray("arguments");
                foreach (var argument in call.Arguments) Write(writer, argument, open);
                writer.WriteEndArray();
                break;
            case Quantified quantified:
                writer.WriteString("kind", quantified.Quantifier == Quantifier.Any ? "any" : "all");
                WriteType(writer, quantified.Type);
                writer.WriteString("child", Relations.NameOf(quantified.Child));
                WriteInside(writer, "condition", quantified.Condition, open);
                break;
            case Aggregated aggregated:
                writer.WriteString("kind", "aggregate");
                WriteType(writer, aggregated.Type);
                writer.WriteString("function", JsonNamingPolicy.CamelCase.ConvertName(aggregated.Function.ToString()));
                writer.WriteString("child", Relations.NameOf(aggregated.Child));
                WriteInside(writer, "of", aggregated.Of, open);
                WriteInside(writer, "filter", aggregated.Filter, open);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter writer, FieldPath path, Inlining open)
    {
        writer.WriteString("kind", "field");
        WriteType(writer, path.Type);
        writer.WriteStartArray("path");
        foreach (var field in path.Path) writer.WriteStringValue(field.Name);
        writer.WriteEndArray();
        if (path is not { Path.Count: 1, Field: { Formula: { } formula } computed } || !open.Enter(computed)) return;

        WriteInside(writer, "formula", formula, open);
        open.Leave(computed);
    }

    private static void WriteInside(Utf8JsonWriter writer, string name, Expr? expression, Inlining open)
    {
        if (expression is null) return;

        writer.WritePropertyName(name);
        Write(writer, expression, open);
    }

    private static void WriteType(Utf8JsonWriter writer, ExprType type)
    {
        writer.WriteString("type", JsonNamingPolicy.CamelCase.ConvertName(type.Kind.ToString()));
        if (type.Scale != 0) writer.WriteNumber("scale", type.Scale);
    }

    private static Expr Read(JsonElement json, ObjectSchema scope, int depth)
    {
        if (depth > DeepestNesting) throw new FormatException("Nested too deeply.");

        return json.GetProperty("kind").GetString() switch
        {
            "constant" => ReadConstant(json),
            "field" => ReadPath(json, scope),
            "context" => Calls.Context(Enum.Parse<ContextName>(json.GetProperty("name").GetString()!, ignoreCase: true)),
            "call" => new Call(Functions.All[json.GetProperty("function").GetString()!], TypeOf(json), [.. json.GetProperty("arguments").EnumerateArray().Select(a => Read(a, scope, depth + 1))]),
            "any" or "all" when ChildOf(json, scope) is var child => Relations.Quantify(json.GetProperty("kind").GetString() == "any" ? Quantifier.Any : Quantifier.All, child, Inside(json, "condition", child.Object, depth)),
            "aggregate" when ChildOf(json, scope) is var child => Relations.Aggregate(
                Enum.Parse<Aggregate>(json.GetProperty("function").GetString()!, ignoreCase: true), child, Inside(json, "of", child.Object, depth), Inside(json, "filter", child.Object, depth)),
            var kind => throw new FormatException($"There is no kind '{kind}'."),
        };
    }

    private static FieldSchema ChildOf(JsonElement json, ObjectSchema scope) =>
        Relations.FindChild(scope, json.GetProperty("child").GetString()!) ?? throw new KeyNotFoundException();

    private static Expr? Inside(JsonElement json, string name, ObjectSchema scope, int depth) => json.TryGetProperty(name, out var inside) ? Read(inside, scope, depth + 1) : null;

    private static ExprType TypeOf(JsonElement json) =>
        new(Enum.Parse<ValueKind>(json.GetProperty("type").GetString()!, ignoreCase: true), json.TryGetProperty("scale", out var scale) ? scale.GetInt32() : 0);

    private static FieldPath ReadPath(JsonElement json, ObjectSchema scope)
    {
        var path = new List<FieldSchema>();
        foreach (var name in json.GetProperty("path").EnumerateArray())
            path.Add((path.Count == 0 ? scope : path[^1].Target ?? throw new KeyNotFoundException())[name.GetString()!]);

        return Relations.Path(path);
    }

    private static Constant ReadConstant(JsonElement json)
    {
        var (type, value) = (TypeOf(json), json.GetProperty("value"));
        if (value.ValueKind == JsonValueKind.Null) return new(null, type);

        return new(
            type.Kind switch
            {
                ValueKind.Boolean => value.GetBoolean(),
                ValueKind.Integer => value.ValueKind == JsonValueKind.String ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetInt64(),
                ValueKind.Decimal => Numbers.Parse(value.GetString()!),
                ValueKind.Text => value.GetString(),
                ValueKind.Date => DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                ValueKind.Time => TimeOnly.ParseExact(value.GetString()!, "HH:mm:ss", CultureInfo.InvariantCulture),
                ValueKind.Instant => value.GetDateTimeOffset(),
                ValueKind.Id => value.GetGuid(),
                ValueKind.Texts => value.EnumerateArray().Select(v => v.GetString()!).ToArray(),
                ValueKind.Ids => value.EnumerateArray().Select(v => v.GetGuid()).ToArray(),
                ValueKind.Json or ValueKind.Bytes => throw new FormatException("No constants of this type."),
            },
            type);
    }

    /// <summary>Which formulas are carried along: those whose every field the reader may read, and none within itself.</summary>
    private sealed class Inlining(Func<FieldSchema, bool> mayRead)
    {
        private readonly HashSet<FieldSchema> open = [];

        public bool Enter(FieldSchema computed) => ExprShape.Fields(computed.Formula!).All(mayRead) && open.Add(computed);

        public void Leave(FieldSchema computed) => open.Remove(computed);
    }
}
