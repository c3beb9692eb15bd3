using System.Runtime.CompilerServices;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Records;

/// <summary>The context URL of an answer: which object, and when not all of it is there, which fields and relations.</summary>
internal static class ContextUrl
{
    private static readonly ConditionalWeakTable<ODataQuery, string> Fragments = [];

    /// <summary>The context of records or groups that <paramref name="query"/> asks for.</summary>
    public static string Of(RecordRequest request, ODataQuery query)
    {
        var fragment = Fragments.GetValue(query, FragmentOf);
        return $"{request.Root}/$metadata#{fragment}";
    }

    private static string FragmentOf(ODataQuery query)
    {
        var inside = query.Apply is { } apply
            ? string.Join(',', apply.Keys.Select(k => InBrackets(k.Name)).Concat(apply.Measures.Select(m => m.Name)))
            : Inside(query);
        return inside.Length > 0 ? $"{query.Object.Name}({inside})" : query.Object.Name;
    }

    private static string Inside(ODataQuery query)
    {
        IEnumerable<string> selected = query.Select is { } fields ? fields.Select(f => f.Name).Prepend(SystemFields.Id).Distinct() : [];
        return string.Join(',', selected.Concat(query.Expand.Select(e => $"{e.Name}({Inside(e.Query)})")));
    }

    /// <summary><c>to_account/industry</c> as <c>to_account(industry)</c>.</summary>
    private static string InBrackets(string path) => path.Split('/') is [.., var last] steps && steps.Length > 1 && !path.Contains('(', StringComparison.Ordinal)
        ? $"{string.Concat(steps[..^1].Select(s => $"{s}("))}{last}{new string(')', steps.Length - 1)}"
        : path;
}
