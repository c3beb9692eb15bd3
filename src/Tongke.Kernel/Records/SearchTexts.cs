using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>Keeps the texts by which global search and list search find a record, in the transaction that writes the record. Deleted records keep theirs: the query leaves them out.</summary>
internal static class SearchTexts
{
    public static void Write(WriteBatch batch, RecordChange change)
    {
        var searched = change.Record.Object.SearchFields;
        if (searched.Count == 0)
            return;

        var gone = change.Kind is ChangeKind.Purged;
        if (!gone && (change.Kind == ChangeKind.Created || searched.Any(change.Record.HasChanged)))
            batch.Add(SearchIndex.Put(change.Record.Object.Table, change.Record.Id, TextsOf(change.Record)));
    }

    /// <summary>What is searched in a record: the texts of its searched fields.</summary>
    public static IEnumerable<string?> TextsOf(Record record) => record.Object.SearchFields.SelectMany(f => record[f] switch
    {
        null => Enumerable.Empty<string?>(),
        string[] many => many,
        var value => [value.ToString()],
    });
}
