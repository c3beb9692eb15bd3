using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>The texts by which global search and list search find a record. Deleted records keep theirs: the query leaves them out.</summary>
public static class SearchTexts
{
    /// <summary>What is searched in a record with these values: the texts of its searched fields, and pinyin and initials of its name.</summary>
    public static IEnumerable<string?> Of(ObjectSchema definition, Func<FieldSchema, object?> value) => definition.SearchFields.SelectMany(f => value(f) switch
    {
        null => Enumerable.Empty<string?>(),
        string[] many => many,
        string text when f == definition.NameField && f.OrderColumn is not null => Pinyin.SearchTexts(text).Prepend(text),
        var other => [other.ToString()],
    });

    /// <summary>The present texts of these records, as far as they are there, deleted ones included.</summary>
    internal static async ValueTask<IReadOnlyList<(Guid Id, IReadOnlyList<string?> Texts)>> ReadAsync(Reader reader, ObjectSchema definition, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (definition.SearchFields.Count == 0)
            return [];

        var places = definition.SearchFields.Index().ToDictionary(f => f.Item, f => f.Index + 1);
        return await reader.ListAsync(
            Sql.From($"select id, {Sql.List(definition.SearchFields.Select(f => f.Column))} from {definition.Table} where {Sql.In(Sql.Literal("id"), ids)}"),
            r => (r.GetGuid(0), (IReadOnlyList<string?>)[.. Of(definition, f => Values.Read(r, places[f], f.ValueType))]),
            ct);
    }
}
