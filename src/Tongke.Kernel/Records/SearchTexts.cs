using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>Keeps the text by which global search and list search find a record, in the transaction that writes the record.</summary>
internal static class SearchTexts
{
    public static void Write(WriteBatch batch, RecordChange change)
    {
        var searched = change.Record.Object.SearchFields;
        if (searched.Count == 0)
            return;

        switch (change.Kind)
        {
            case ChangeKind.Deleted or ChangeKind.Purged:
                batch.Add(SearchIndex.Delete(change.Record.Object.Table, change.Record.Id));
                break;
            case ChangeKind.Updated when !searched.Any(change.Record.HasChanged):
                break;
            default:
                batch.Add(SearchIndex.Set(change.Record.Object.Table, change.Record.Id, TextOf(change.Record)));
                break;
        }
    }

    /// <summary>What is searched in a record: its searched fields, one a line.</summary>
    public static string TextOf(Record record) => string.Join('\n', record.Object.SearchFields
        .Select(f => record[f])
        .Where(v => v is not null)
        .Select(v => v is string[] many ? string.Join('\n', many) : v!.ToString()));
}
