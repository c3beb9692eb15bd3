using System.Text.Json;
using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>What the rules of the fields and of the mapping make of the file's texts (spaces, capitals, phone numbers, regions, dates): how often, with samples before and after.</summary>
internal sealed class CleansedValues(Conventions conventions)
{
    private const int SamplesOfOneField = 5;

    private readonly Dictionary<FieldSchema, (long Count, List<(string Before, string After)> Samples)> fields = [];

    /// <summary>Notes a text and the value it became.</summary>
    public void Note(FieldSchema field, string before, object? value)
    {
        if (value is null || field.Target is not null)
            return;

        var after = field.Type.ToText(value, field, conventions);
        if (after != before)
            Add(field, before, after);
    }

    /// <summary>Notes a word that says that there is nothing.</summary>
    public void NoteEmpty(FieldSchema field, string before) => Add(field, before, "");

    private void Add(FieldSchema field, string before, string after)
    {
        var (count, samples) = fields.TryGetValue(field, out var known) ? known : (0, []);
        if (samples.Count < SamplesOfOneField && !samples.Contains((before, after)))
            samples.Add((before, after));

        fields[field] = (count + 1, samples);
    }

    /// <summary>The table as the job shows it: <c>[{"field","count","samples":[{"before","after"}]}]</c>, most frequent first.</summary>
    public JsonElement Write() => JsonSerializer.SerializeToElement(
        fields.OrderByDescending(f => f.Value.Count).ThenBy(f => f.Key.Ordinal)
            .Select(f => new { field = f.Key.Name, count = f.Value.Count, samples = f.Value.Samples.Select(s => new { before = s.Before, after = s.After }) }),
        Json.Relaxed);
}
