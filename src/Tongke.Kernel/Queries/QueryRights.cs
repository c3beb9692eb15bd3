using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Asks the rights on every field that a query uses, in whatever clause. A hidden field is refused with the words for one that does not exist;
/// a masked field may be shown, but not filtered, sorted, grouped, aggregated or searched by: the answer would tell its value.
/// </summary>
public static class QueryRights
{
    /// <summary>Why the query is refused; null when it is not.</summary>
    public static Refusal? Check(Session session, ODataQuery query)
    {
        if (!session.Access.On(query.Object).May(RecordAction.Read))
            return new Forbidden(new("forbidden_action", query.Object.Label, RecordAction.Read.Label()));

        var problems = new List<Problem>();
        var masked = new List<FieldSchema>();
        foreach (var field in Used(query).Distinct())
        {
            if (!MaySee(session, field))
                problems.Add(new(field.Name, new("unknown_field", field.Name)));
            else if (!session.Access.On(field.Object).MayRead(field))
                masked.Add(field);
        }

        foreach (var field in Shown(query).Where(field => !MaySee(session, field)))
            problems.Add(new(field.Name, new("unknown_field", field.Name)));

        if (problems.Count > 0)
            return new Invalid(problems) { Why = new("query_invalid", problems.Count) };

        return masked.Count == 0 ? null : new Forbidden(new("masked_field_used", masked.Select(f => f.Label).ToArray()), [.. masked.Select(f => new Problem(f.Name, new("masked_field_used", new[] { f.Label }.AsEnumerable())))]);
    }

    /// <summary>Whether the actor may know that the field exists.</summary>
    public static bool MaySee(Session session, FieldSchema field)
    {
        var access = session.Access.On(field.Object);
        return access.May(RecordAction.Read) && access.MaySee(field);
    }

    private static IEnumerable<FieldSchema> Used(ODataQuery query) =>
        query.Expressions.SelectMany(ExprShape.Fields).Concat(query.Expand.SelectMany(e => Used(e.Query).Prepend(e.Lookup)));

    private static IEnumerable<FieldSchema> Shown(ODataQuery query) => (query.Select ?? []).Concat(query.Expand.SelectMany(e => Shown(e.Query)));
}
