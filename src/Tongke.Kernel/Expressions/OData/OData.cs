using System.Globalization;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Expressions;

/// <summary>Reads the query options of OData requests.</summary>
public static class OData
{
    /// <summary>Longest value of one option, in characters.</summary>
    public const int LongestText = 65_536;

    /// <summary>Deepest nesting of expansions.</summary>
    public const int DeepestExpansion = 4;

    /// <summary>Most expansions of one request.</summary>
    public const int MostExpansions = 40;

    /// <summary>Reads the options of a request on records of <paramref name="scope"/>. Options without a leading <c>$</c> are not OData's and are passed over.</summary>
    public static ODataResult Parse(ObjectSchema scope, IEnumerable<KeyValuePair<string, string>> options)
    {
        var values = new Dictionary<string, ODataText>(StringComparer.Ordinal);
        foreach (var (name, value) in options.Where(o => o.Key.StartsWith('$')))
        {
            if (value.Length > LongestText) return new(null, new("odata_error", name, LongestText + 1, new Message("expression_too_long", LongestText)));
            if (!values.TryAdd(name, new(value, 0))) return new(null, new("odata_twice", name));
        }

        var reader = new ODataOptions();
        try
        {
            return new(reader.Read(scope, values, 0), null);
        }
        catch (RefusedExpressionException refused)
        {
            return new(null, new("odata_error", reader.Option, (refused.Position ?? 0) + 1, refused.Reason));
        }
    }

    /// <summary>Reads a <c>$filter</c> alone.</summary>
    public static FormulaResult ParseFilter(ObjectSchema scope, string filter)
    {
        try
        {
            return filter.Length > LongestText
                ? throw new RefusedExpressionException("expression_too_long", LongestText)
                : new(ODataExpressions.ReadCondition(new(filter, 0), scope), null);
        }
        catch (RefusedExpressionException refused)
        {
            return new(null, new(new Message("odata_error", "$filter", (refused.Position ?? 0) + 1, refused.Reason), refused.Position ?? 0));
        }
    }
}

/// <summary>Reads one set of options; expansions nest.</summary>
internal sealed class ODataOptions
{
    private int expansions;

    /// <summary>The option being read.</summary>
    public string Option { get; private set; } = "$filter";

    public ODataQuery Read(ObjectSchema scope, Dictionary<string, ODataText> options, int depth)
    {
        var apply = Take("$apply", t => ODataGrouping.Read(t, scope));
        if (apply?.Grouping.Filter is { } grouped)
            OptionValues.Check(grouped);

        var computed = apply?.Computed;
        var query = new ODataQuery
        {
            Object = scope,
            Filter = Take("$filter", t => Known(ODataExpressions.ReadCondition(t, scope, computed))),
            OrderBy = apply is null ? Take("$orderby", t => SortTerms(t, scope)) ?? [] : [],
            Select = Take("$select", t => Selected(t, scope)),
            Expand = Take("$expand", t => Expansions(t, scope, depth)) ?? [],
            Search = Take("$search", t => (string)Calls.Value(t.Value.Trim()).Value!),
            Top = Take<int?>("$top", t => Number(t)),
            Skip = Take<int?>("$skip", t => Number(t)),
            Count = Take<bool?>("$count", Truth) ?? false,
            Apply = apply is null ? null : apply.Grouping with { OrderBy = Take("$orderby", t => ODataGrouping.Order(t, apply.Grouping)) ?? [] },
        };
        foreach (var unknown in options.Keys.Where(k => k is not ("$apply" or "$filter" or "$orderby" or "$select" or "$expand" or "$search" or "$top" or "$skip" or "$count" or "$format" or "$skiptoken")))
        {
            Option = unknown;
            throw new RefusedExpressionException("odata_unknown_option", unknown);
        }

        return query;

        T? Take<T>(string name, Func<ODataText, T> read)
        {
            if (!options.TryGetValue(name, out var text) || (text.Value.Length == 0 && name != "$top")) return default;

            Option = name;
            return read(text);
        }
    }

    private static Expr Known(Expr condition)
    {
        OptionValues.Check(condition);
        return condition;
    }

    private static List<SortTerm> SortTerms(ODataText text, ObjectSchema scope) => [.. text.Split(',').Select(term =>
    {
        var (value, isDescending) = Direction(term);
        var expression = ODataExpressions.Read(value, scope);
        return expression.Type.Kind is ValueKind.Texts or ValueKind.Ids or ValueKind.Json or ValueKind.Bytes
            ? throw new RefusedExpressionException(new("expression_no_order", KindLabels.Of(expression.Type.Kind), "$orderby"), value.Start)
            : new SortTerm(expression, isDescending);
    })];

    /// <summary>Takes <c>asc</c> or <c>desc</c> off the end of a term.</summary>
    internal static (ODataText Value, bool IsDescending) Direction(ODataText term) =>
        term.Value.EndsWith(" desc", StringComparison.OrdinalIgnoreCase) ? (term.Cut(0, term.Value.Length - 5).Trimmed, true)
        : term.Value.EndsWith(" asc", StringComparison.OrdinalIgnoreCase) ? (term.Cut(0, term.Value.Length - 4).Trimmed, false)
        : (term, false);

    private static List<FieldSchema>? Selected(ODataText text, ObjectSchema scope)
    {
        var names = text.Split(',').ToList();
        return names.Exists(n => n.Value == "*") ? null : [.. names.Select(n => Relations.FindField(scope, n.Value) ?? throw Unknown(n, scope, scope.Fields.Select(f => f.Name))).Distinct()];
    }

    private List<Expansion> Expansions(ODataText text, ObjectSchema scope, int depth)
    {
        if (depth >= OData.DeepestExpansion) throw new RefusedExpressionException("expression_too_deep", OData.DeepestExpansion);

        var found = new List<Expansion>();
        foreach (var (name, inside) in text.Split(',').Select(i => i.Call()))
        {
            if (++expansions > OData.MostExpansions) throw new RefusedExpressionException("odata_expansions", OData.MostExpansions);
            if (found.Exists(e => e.Name == name.Value)) throw new RefusedExpressionException(new("odata_twice", name.Value), name.Start);

            var (lookup, isChildren) = Relations.FindField(scope, name.Value) is { Target: not null, ValueType.Kind: ValueKind.Id or ValueKind.Ids } own
                ? (own, own.ValueType.Kind == ValueKind.Ids)
                : (Relations.FindChild(scope, name.Value) ?? throw Unknown(name, scope, scope.Fields.Where(f => f.Target is not null).Select(f => f.Name).Concat(Relations.ChildNames(scope)), "odata_unknown_expansion"), true);
            var options = new Dictionary<string, ODataText>(StringComparer.Ordinal);
            foreach (var option in inside?.Split(';') ?? [])
            {
                var equals = option.Value.IndexOf('=', StringComparison.Ordinal);
                if (equals < 0) throw new RefusedExpressionException(new("odata_syntax", option.Value), option.Start);
                if (!options.TryAdd(option.Value[..equals].Trim(), option.From(equals + 1))) throw new RefusedExpressionException(new("odata_twice", option.Value[..equals]), option.Start);
            }

            found.Add(new(name.Value, lookup, isChildren, Read(isChildren && lookup.ValueType.Kind == ValueKind.Id ? lookup.Object : lookup.Target!, options, depth + 1)));
            Option = "$expand";
        }

        return found;
    }

    private static RefusedExpressionException Unknown(ODataText name, ObjectSchema scope, IEnumerable<string> known, string code = "formula_unknown_field") =>
        new(Spelling.Nearest(name.Value, known) is { } meant ? new(code + "_meant", name.Value, scope.Label, meant) : new(code, name.Value, scope.Label), name.Start);

    private static int Number(ODataText text) => int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new RefusedExpressionException("odata_number", text.Value);

    private static bool? Truth(ODataText text) => text.Value switch { "true" => true, "false" => false, _ => throw new RefusedExpressionException("odata_boolean", text.Value) };
}
