using System.Collections.Concurrent;
using System.Text;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// Query options that were understood lately: screens and scripts ask the same again and again. What they mean depends on the definitions alone,
/// neither on who asks nor when, so they are kept with the Schema.
/// </summary>
public sealed class ParsedQueries
{
    private const int MostKept = 1_000;
    private const int LongestKept = 2_000;

    private readonly ConcurrentDictionary<string, ODataQuery> known = new(StringComparer.Ordinal);

    /// <summary>As <see cref="OData.Parse"/>.</summary>
    public ODataResult Parse(ObjectSchema scope, IEnumerable<KeyValuePair<string, string>> options)
    {
        var text = new StringBuilder(scope.Name);
        foreach (var (name, value) in options)
            if (name.StartsWith('$') && name != "$skiptoken" && text.Length <= LongestKept)
                text.Append('\n').Append(name.Length).Append(' ').Append(value.Length).Append(' ').Append(name).Append(value);

        if (text.Length > LongestKept)
            return OData.Parse(scope, options);

        var key = text.ToString();
        if (known.TryGetValue(key, out var query))
            return new(query, null);

        var result = OData.Parse(scope, options);
        if (result.Query is { } understood)
        {
            if (known.Count >= MostKept)
                known.Clear();
            known[key] = understood;
        }

        return result;
    }
}
