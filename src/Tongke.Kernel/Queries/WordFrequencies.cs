using System.Collections.Concurrent;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>How often words that were searched lately stand in the records of an object: it decides how a search goes about it, never what it finds, so it may be a little old.</summary>
internal sealed class WordFrequencies
{
    private const int MostKept = 1_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Object, string Text, int Page), (WordFrequency Frequency, DateTimeOffset At)> known = new();

    /// <summary>The frequency of what was typed, exact enough for a page of so many hits.</summary>
    public async ValueTask<WordFrequency> OfAsync(Session session, ObjectSchema definition, string text, int page, CancellationToken ct)
    {
        if (known.TryGetValue((definition.Name, text, page), out var entry) && session.Now - entry.At < Kept)
            return entry.Frequency;

        var frequency = await SearchIndex.FrequencyAsync(session.Workspace.Database, definition.Table, text, page, ct);
        if (known.Count >= MostKept)
            known.Clear();
        known[(definition.Name, text, page)] = (frequency, session.Now);
        return frequency;
    }
}
