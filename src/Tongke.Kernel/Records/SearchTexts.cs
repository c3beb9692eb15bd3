using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>Keeps the texts by which global search and list search find a record, in the transaction that writes the record. Deleted records keep theirs: the query leaves them out.</summary>
public static class SearchTexts
{
    internal static void Write(WriteBatch batch, IReadOnlyList<RecordChange> changes)
    {
        foreach (var group in changes.Where(HasNewTexts).Select(c => c.Record).GroupBy(r => r.Object))
        {
            if (group.ToArray() is [var only])
                batch.Add(SearchIndex.Put(group.Key.Table, only.Id, TextsOf(only)));
            else
                batch.Add(SearchIndex.PutMany(group.Key.Table, [.. group.Select(r => r.Id)], [.. group.Select(TextsOf)]));
        }
    }

    private static bool HasNewTexts(RecordChange change)
    {
        var searched = change.Record.Object.SearchFields;
        return searched.Count > 0 && change.Kind != ChangeKind.Purged && (change.Kind == ChangeKind.Created || searched.Any(change.Record.HasChanged));
    }

    private static IEnumerable<string?> TextsOf(Record record) => Of(record.Object, f => record[f]);

    /// <summary>What is searched in a record with these values: the texts of its searched fields, and pinyin and initials of its name.</summary>
    public static IEnumerable<string?> Of(ObjectSchema definition, Func<FieldSchema, object?> value) => definition.SearchFields.SelectMany(f => value(f) switch
    {
        null => Enumerable.Empty<string?>(),
        string[] many => many,
        string text when f == definition.NameField && f.OrderColumn is not null => Pinyin.SearchTexts(text).Prepend(text),
        var other => [other.ToString()],
    });
}
