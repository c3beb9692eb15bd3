using System.Text.RegularExpressions;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Keeps errors about query options from telling that a hidden field exists: whatever is wrong with an option that names one, the answer is the
/// same as for a name that nobody knows, and no hidden name is suggested.
/// </summary>
public static partial class HiddenNames
{
    /// <summary>What is told of options that were not understood instead of <paramref name="error"/>; null where that tells nothing that is hidden.</summary>
    public static Invalid? OfError(Session session, ObjectSchema definition, IReadOnlyDictionary<string, string> options, Message error)
    {
        var names = options.Values.SelectMany(v => Names().Matches(Quoted().Replace(v, "")).Select(m => m.Value)).Distinct().Take(1000).ToArray();
        foreach (var name in names)
            if (IsHidden(session, definition, name))
                return Unknown(name);

        return error.Values is [_, _, Message { Code: var code, Values: [string unknown, ..] }] && (code.StartsWith("formula_unknown_field", StringComparison.Ordinal) || code.StartsWith("odata_unknown_expansion", StringComparison.Ordinal))
            ? Unknown(unknown)
            : null;
    }

    /// <summary>What is told of options that were understood, but name a hidden lookup by its way; null for all others.</summary>
    public static Invalid? OfWays(Session session, ObjectSchema definition, IReadOnlyDictionary<string, string> options)
    {
        foreach (var value in options.Values)
            if (value.Contains(Relations.Way, StringComparison.Ordinal))
                return OfWays(session, definition, options.Values);

        return null;
    }

    private static Invalid? OfWays(Session session, ObjectSchema definition, IEnumerable<string> values) => values
        .SelectMany(v => Names().Matches(Quoted().Replace(v, "")).Select(m => m.Value))
        .Where(n => n.StartsWith(Relations.Way, StringComparison.Ordinal))
        .Distinct()
        .FirstOrDefault(n => IsHidden(session, definition, n)) is { } name ? Unknown(name) : null;

    private static bool IsHidden(Session session, ObjectSchema definition, string name) =>
        Relations.FindField(definition, name) is { } own ? !QueryRights.MaySee(session, own) : IsHiddenBehindLookup(session, definition, name);

    private static Invalid Unknown(string name) => new([new(name, new("unknown_field", name.Cut(60)))]) { Why = new("query_invalid", 1) };

    private static bool IsHiddenBehindLookup(Session session, ObjectSchema definition, string name) => definition.Fields
        .Select(f => f.Target)
        .Concat(definition.Referrers.Select(r => r.Object))
        .OfType<ObjectSchema>()
        .Distinct()
        .Select(o => Relations.FindField(o, name))
        .Any(f => f is not null && !QueryRights.MaySee(session, f));

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Names();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Quoted();
}
