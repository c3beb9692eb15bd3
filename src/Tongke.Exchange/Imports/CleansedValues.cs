using System.Text.Json;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>What the rules of the fields and of the mapping make of the file's texts (spaces, capitals, phone numbers, regions, dates): how often, with samples before and after.</summary>
internal sealed class CleansedValues(Conventions conventions)
{
    private const int SamplesOfOneField = 5;

    private static readonly Label Nothing = new("", "");

    private readonly Conventions chinese = conventions with { Language = Language.Chinese };
    private readonly Conventions english = conventions with { Language = Language.English };
    private readonly Dictionary<FieldSchema, (long Count, List<(string Before, Label After)> Samples)> fields = [];

    /// <summary>Notes a text and the value it became.</summary>
    public void Note(FieldSchema field, string before, object? value)
    {
        if (value is null || field.Target is not null)
            return;

        // What says it already in one of the languages is as tidy as in the other.
        var zh = field.Type.ToText(value, field, chinese);
        if (before != zh && field.Type.ToText(value, field, english) is var en && before != en)
            Add(field, before, new(zh, en));
    }

    /// <summary>Notes a word that says that there is nothing.</summary>
    public void NoteEmpty(FieldSchema field, string before) => Add(field, before, Nothing);

    private void Add(FieldSchema field, string before, Label after)
    {
        var (count, samples) = fields.TryGetValue(field, out var known) ? known : (0, []);
        if (samples.Count < SamplesOfOneField && !samples.Contains((before, after)))
            samples.Add((before, after));

        fields[field] = (count + 1, samples);
    }

    /// <summary>The table as the job shows it: <c>[{"field","count","samples":[{"before","after","texts":{"zh","en"}}]}]</c>, most frequent first.</summary>
    public JsonElement Write() => JsonSerializer.SerializeToElement(
        fields.OrderByDescending(f => f.Value.Count).ThenBy(f => f.Key.Ordinal)
            .Select(f => new { field = f.Key.Name, count = f.Value.Count, samples = f.Value.Samples.Select(s => new { before = s.Before, after = s.After.In(conventions.Language), texts = ImportJob.Texts(s.After) }) }),
        Json.Relaxed);
}
