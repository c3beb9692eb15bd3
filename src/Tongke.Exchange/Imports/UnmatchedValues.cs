using System.Text.Json;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>Words of the file that are no option and no record, how often they stand there, and what may be meant.</summary>
internal sealed class UnmatchedValues
{
    /// <summary>More different words than this are not for mapping by hand.</summary>
    private const int Most = 500;

    /// <summary>A longer text is no word, and five hundred of them would be too much for the job.</summary>
    private const int Longest = 200;

    /// <summary>Names among which the meant one is looked for.</summary>
    private const int MostNames = 5000;

    private readonly Dictionary<(PlannedColumn Column, string Value), long> counts = [];

    /// <summary>Counts a word.</summary>
    public void Add(PlannedColumn column, string value)
    {
        if (value.Length > Longest)
            return;

        if (counts.ContainsKey((column, value)) || counts.Count < Most)
            counts[(column, value)] = counts.GetValueOrDefault((column, value)) + 1;
    }

    /// <summary>The table as the job shows it: most frequent first.</summary>
    public async Task<JsonElement> WriteAsync(Session session, CancellationToken ct)
    {
        var names = new Dictionary<ObjectSchema, IReadOnlyList<string>>();
        var entries = new List<object>();
        foreach (var ((column, value), count) in counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key.Value, StringComparer.Ordinal))
            entries.Add(new { field = column.Field.Name, value, count, suggestion = await SuggestAsync(column.Field, value, names, session, ct) });

        return JsonSerializer.SerializeToElement(entries, Json.Relaxed);
    }

    private static async ValueTask<string?> SuggestAsync(FieldSchema field, string value, Dictionary<ObjectSchema, IReadOnlyList<string>> names, Session session, CancellationToken ct)
    {
        if (field.Target is not { } target)
            return NearMiss.FindOption(value, field.Definition.Options)?.Value;

        if (!names.TryGetValue(target, out var known))
        {
            var name = target.NameField;
            known = session.Access.On(target).MayRead(name)
                ? [.. (await session.FindWhereAsync(target, Kernel.Expressions.Constant.True, MostNames, ct)).Where(r => session.AccessTo(r).MayRead(name)).Select(r => r[name] as string).OfType<string>()]
                : [];
            names[target] = known;
        }

        return NearMiss.Find(value, known, n => [n]);
    }
}
