using Tongke.Kernel.Changes;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// The records whose texts the <see cref="SearchConsumer"/> has still to put. They are few, and a search looks at their present texts themselves: so what
/// was just written is found, and nothing is found by what it was called before.
/// </summary>
/// <param name="records">By object.</param>
internal sealed class LateTexts(IReadOnlyDictionary<string, Guid[]> records)
{
    /// <summary>More than the consumer is behind unless it was stopped; then those written last are looked at.</summary>
    private const int Most = 6_000;

    /// <summary>Those of one object, or of all.</summary>
    public static async ValueTask<LateTexts> ReadAsync(Reader reader, ObjectSchema? only, CancellationToken ct)
    {
        var ofObject = only is null ? Sql.Empty : Sql.From($" and c.object = {only.Name}");
        var newestFirst = Sql.PerDialect(Sql.Literal("c._row desc"), Sql.Literal("c.tx desc, c.id desc"));
        var changed = await reader.ListAsync(
            Sql.From($"select c.object, c.record from change c where {SearchConsumer.Behind}{ofObject} order by {newestFirst} limit {Sql.Integer(Most)}"), r => (Object: r.GetText(0), Record: r.GetGuid(1)), ct);
        return new(changed.GroupBy(c => c.Object, c => c.Record, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Distinct().ToArray(), StringComparer.Ordinal));
    }

    /// <summary>Those of the object, and which of them have the words of a text.</summary>
    public static async ValueTask<LateMatches> MatchesAsync(Reader reader, ObjectSchema definition, string text, CancellationToken ct) =>
        await (await ReadAsync(reader, definition, ct)).OfAsync(reader, definition, text, ct);

    /// <summary>Those of one object, and which of them have the words of a text.</summary>
    public async ValueTask<LateMatches> OfAsync(Reader reader, ObjectSchema definition, string text, CancellationToken ct)
    {
        if (!records.TryGetValue(definition.Name, out var late))
            return LateMatches.None;

        var words = SearchWords.Of(text);
        var texts = await SearchTexts.ReadAsync(reader, definition, late, ct);
        return new(late, [.. texts.Where(t => words.AreIn(t.Texts)).Select(t => t.Id)]);
    }
}

/// <summary>Records of which the index says nothing or something old.</summary>
/// <param name="Records">All of them.</param>
/// <param name="Found">Those whose present texts have the words.</param>
internal sealed record LateMatches(IReadOnlyCollection<Guid> Records, IReadOnlyCollection<Guid> Found)
{
    /// <summary>The index has everything.</summary>
    public static LateMatches None { get; } = new([], []);
}
