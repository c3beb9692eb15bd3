using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>Keeps the texts by which global search and list search find a record, in the transaction that writes the record. Deleted records keep theirs: the query leaves them out.</summary>
internal static class SearchTexts
{
    public static void Write(WriteBatch batch, IReadOnlyList<RecordChange> changes)
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

    /// <summary>What is searched in a record: the texts of its searched fields.</summary>
    public static IEnumerable<string?> TextsOf(Record record) => record.Object.SearchFields.SelectMany(f => record[f] switch
    {
        null => Enumerable.Empty<string?>(),
        string[] many => many,
        var value => [value.ToString()],
    });
}
