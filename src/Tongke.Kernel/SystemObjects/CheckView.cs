using System.Text.Json;
using System.Text.RegularExpressions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.SystemObjects;

/// <summary>
/// What somebody saves as a view can be opened: its columns, order and groups are fields that they see, its filter is understood. Only what is written is
/// looked at, so that a view of a field that is gone since can still be renamed and shared.
/// </summary>
internal static partial class CheckView
{
    private const int MostNames = 200;

    private const int LongestShown = 60;

    public static Rule Rule { get; } = new("list_view", RuleMoment.BeforeSave, nameof(CheckView), (view, session, _) => new(Check(view, session)));

    private static RuleRefused? Check(Record view, Session session)
    {
        if (session.Actor.IsSystem)
            return null;

        if (session.Schema.Find(view["object"] as string ?? "") is not { } definition)
            return view.HasChanged(view.Object["object"]) ? Refuse([new("object", new("unknown_object", (view["object"] as string ?? "").Cut(LongestShown)))]) : null;

        bool IsNew(string name) => view.HasChanged(view.Object[name]) && view[name] is not null;
        List<Problem> problems =
        [
            .. IsNew("columns") ? Names("columns", view, definition, session, n => n) : [],
            .. IsNew("order") ? Names("order", view, definition, session, n => n.TrimStart('-').Split(' ')[0]) : [],
            .. IsNew("group_by") ? Unknown("group_by", [(string)view["group_by"]!], definition, session) : [],
            .. IsNew("date_field") ? DateField((string)view["date_field"]!, definition, session) : [],
            .. IsNew("filter") ? Filter((JsonElement)view["filter"]!, definition, session) : [],
        ];
        return problems.Count > 0 ? Refuse(problems) : null;
    }

    private static RuleRefused Refuse(IReadOnlyList<Problem> problems) => new(new("view_malformed"), problems);

    private static IEnumerable<Problem> Names(string target, Record view, ObjectSchema definition, Session session, Func<string, string> nameOf)
    {
        var json = (JsonElement)view[target]!;
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > MostNames || json.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String))
            return [new(target, new("expected_list"))];

        // What stood there before was once known.
        var before = view.Original(view.Object[target]) is JsonElement { ValueKind: JsonValueKind.Array } old ? old.EnumerateArray().Select(e => e.ToString()).ToHashSet() : [];
        return Unknown(target, json.EnumerateArray().Select(e => e.GetString()!).Where(n => !before.Contains(n)).Select(nameOf), definition, session);
    }

    private static IEnumerable<Problem> Unknown(string target, IEnumerable<string> names, ObjectSchema definition, Session session) =>
        names.Where(n => definition.Find(n) is not { } field || !QueryRights.MaySee(session, field)).Distinct().Select(n => new Problem(target, new("unknown_field", n.Cut(LongestShown))));

    private static IEnumerable<Problem> DateField(string name, ObjectSchema definition, Session session) =>
        definition.Find(name) is { ValueType.Kind: ValueKind.Date or ValueKind.Instant } field && QueryRights.MaySee(session, field) ? [] : [new("date_field", new("unknown_field", name.Cut(LongestShown)))];

    private static IEnumerable<Problem> Filter(JsonElement json, ObjectSchema definition, Session session)
    {
        if (json is { ValueKind: JsonValueKind.String } && string.IsNullOrWhiteSpace(json.GetString()))
            return [];

        // The reason is not told: it may name fields that the person does not know of.
        var read = json.ValueKind == JsonValueKind.String ? OData.ParseFilter(definition, Resolved(json.GetString()!)) : FilterJson.Parse(json, definition);
        if (read.Expr is not { } condition)
            return [new("filter", new("view_filter_malformed"))];

        return ExprShape.Fields(condition).Where(f => !QueryRights.MaySee(session, f)).Select(f => f.Name).Distinct().Select(n => new Problem("filter", new Message("unknown_field", n)));
    }

    /// <summary>Filters of views stay relative, as in <c>close_date ge @month-1</c>: who opens the view puts in what that means then. Here any such value will do.</summary>
    private static string Resolved(string filter) => Aliases().Replace(filter, alias => alias.Value[0] switch
    {
        '\'' => alias.Value,
        _ when alias.Value == "@me" => Guid.Empty.ToString(),
        _ when alias.Value.EndsWith('T') => "2000-01-01T00:00:00Z",
        _ => "2000-01-01",
    });

    [GeneratedRegex(@"'(?:[^']|'')*'|@me\b|@(?:day|week|month|quarter|year)(?:[+-]\d+)?T?")]
    private static partial Regex Aliases();
}
