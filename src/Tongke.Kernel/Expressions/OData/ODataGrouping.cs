using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>Reads <c>$apply</c>: any filters and computes, then one groupby or aggregate.</summary>
internal sealed class ODataGrouping
{
    private readonly ObjectSchema scope;
    private readonly Dictionary<string, Expr> computed = new(StringComparer.Ordinal);
    private readonly List<Expr> filters = [];
    private readonly List<GroupKey> keys = [];
    private readonly List<Measure> measures = [];
    private bool isGrouped;

    private ODataGrouping(ObjectSchema scope) => this.scope = scope;

    public Grouping Grouping => new(filters.Count == 0 ? null : Condition.AllOf(filters), keys, measures, []);

    public IReadOnlyDictionary<string, Expr> Computed => computed;

    public static ODataGrouping Read(ODataText text, ObjectSchema scope)
    {
        var grouping = new ODataGrouping(scope);
        foreach (var (name, inside) in text.Split('/').Select(t => t.Call()))
        {
            if (inside is not { } content) throw new RefusedExpressionException(new("odata_syntax", name.Value), name.Start);
            if (grouping.isGrouped) throw new RefusedExpressionException(new("odata_apply_order", name.Value), name.Start);

            grouping.Transform(name, content);
        }

        return grouping.isGrouped ? grouping : throw new RefusedExpressionException("odata_apply_nothing");
    }

    /// <summary>The order of groups, by the names of keys and measures.</summary>
    public static List<(string Name, bool IsDescending)> Order(ODataText text, Grouping grouping) => [.. text.Split(',').Select(ODataOptions.Direction).Select(term =>
    {
        var name = term.Value.Value.Replace(" ", "", StringComparison.Ordinal);
        var known = grouping.Keys.Select(k => k.Name).Concat(grouping.Measures.Select(m => m.Name)).ToList();
        return known.Contains(name) ? (name, term.IsDescending) : throw new RefusedExpressionException(new("odata_group_order", name, known), term.Value.Start);
    })];

    private void Transform(ODataText name, ODataText content)
    {
        switch (name.Value)
        {
            case "filter":
                filters.Add(ODataExpressions.ReadCondition(content, scope, computed));
                break;
            case "compute":
                foreach (var term in content.Split(','))
                {
                    var (value, alias) = Named(term);
                    computed[alias] = ODataExpressions.Read(value, scope, computed);
                }

                break;
            case "aggregate":
                Aggregates(content);
                isGrouped = true;
                break;
            case "groupby":
                Group(content);
                isGrouped = true;
                break;
            default:
                throw new RefusedExpressionException(new("odata_apply_unknown", name.Value), name.Start);
        }
    }

    private void Group(ODataText content)
    {
        var parts = content.Split(',').ToList();
        if (parts[0].Value is not ['(', .., ')']) throw new RefusedExpressionException(new("odata_bracket"), parts[0].Start);

        foreach (var key in parts[0].Cut(1, parts[0].Value.Length - 1).Split(','))
        {
            var expression = ODataExpressions.Read(key, scope, computed);
            if (expression.Type.Kind is ValueKind.Texts or ValueKind.Ids or ValueKind.Json or ValueKind.Bytes)
                throw new RefusedExpressionException(new("expression_not_comparable", KindLabels.Of(expression.Type.Kind), "groupby"), key.Start);
            AddName(key.Value.Replace(" ", "", StringComparison.Ordinal), key.Start);
            keys.Add(new(key.Value.Replace(" ", "", StringComparison.Ordinal), expression));
        }

        if (parts.Count == 1) return;
        if (parts.Count > 2 || parts[1].Call() is not ({ Value: "aggregate" }, { } aggregates)) throw new RefusedExpressionException(new("odata_apply_unknown", parts[1].Value), parts[1].Start);

        Aggregates(aggregates);
    }

    private void Aggregates(ODataText content)
    {
        foreach (var term in content.Split(','))
        {
            var (value, alias) = Named(term);
            AddName(alias, term.Start);
            measures.Add(MeasureOf(value, alias));
        }
    }

    private Measure MeasureOf(ODataText value, string alias)
    {
        if (value.Value == "$count") return new(alias, Aggregate.Count, null, new(ValueKind.Integer));

        var with = value.LastWord("with");
        if (with < 0) throw new RefusedExpressionException(new("odata_aggregate_with", value.Value), value.Start);

        var of = ODataExpressions.Read(value.Cut(0, with).Trimmed, scope, computed);
        var method = value.From(with + 6).Trimmed;
        var function = method.Value switch
        {
            "sum" => Aggregate.Sum,
            "min" => Aggregate.Min,
            "max" => Aggregate.Max,
            "average" or "avg" => Aggregate.Average,
            "countdistinct" => Aggregate.CountDistinct,
            _ => throw new RefusedExpressionException(new("odata_aggregate_method", method.Value), method.Start),
        };
        return FormulaParser.At(value.Start, () => new Measure(alias, function, of, Relations.TypeOf(function, of)));
    }

    private static (ODataText Value, string Alias) Named(ODataText term)
    {
        var at = term.LastWord("as");
        if (at < 0) throw new RefusedExpressionException(new("odata_alias", term.Value), term.Start);

        var alias = term.From(at + 4).Trimmed;
        return alias.Value.Length is > 0 and <= 100 && alias.Value.All(c => char.IsLetterOrDigit(c) || c == '_')
            ? (term.Cut(0, at).Trimmed, alias.Value)
            : throw new RefusedExpressionException(new("odata_alias", term.Value), alias.Start);
    }

    private void AddName(string name, int position)
    {
        if (keys.Exists(k => k.Name == name) || measures.Exists(m => m.Name == name)) throw new RefusedExpressionException(new("odata_twice", name), position);
    }
}
