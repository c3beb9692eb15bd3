using System.Globalization;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Exports;

/// <summary>What an export reads: the list as it was filtered, ordered and searched. Looked at when it is asked for and again when it is made, for rights may change meanwhile.</summary>
internal static class ExportQuery
{
    /// <summary>The query, or why there is none for this person.</summary>
    public static (ODataQuery? Query, Refusal? Refusal) Of(Session session, ObjectSchema definition, ExportJob job, ExportColumns columns)
    {
        var options = Options(job).Concat(columns.Options).ToDictionary(StringComparer.Ordinal);
        var parsed = OData.Parse(definition, options);
        if (parsed.Query is not { } query)
            return (null, HiddenNames.OfError(session, definition, options, parsed.Error!) ?? new Invalid([new(FieldOf(parsed.Error!.Values), parsed.Error)]));

        var refusal = HiddenNames.OfWays(session, definition, options) ?? RecordList.Compile(session, new Query(query)).Refusal;
        return refusal is null ? (query, null) : (null, refusal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Options(ExportJob job)
    {
        yield return new("$top", Query.LargestPage.ToString(CultureInfo.InvariantCulture));
        if (job.Filter is { Length: > 0 } filter)
            yield return new("$filter", filter);
        if (job.OrderBy is { Length: > 0 } order)
            yield return new("$orderby", order);
        if (job.Search is { Length: > 0 } search)
            yield return new("$search", search);
    }

    /// <summary>The field of the job that holds the option with the error, which its message names first.</summary>
    private static string FieldOf(IReadOnlyList<object?> error) => error is ["$orderby", ..] ? "orderby" : error is ["$search", ..] ? "search" : "filter";
}
