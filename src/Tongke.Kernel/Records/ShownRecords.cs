using Tongke.Kernel.Queries;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>
/// The records of a commit that are shown once it stands. What the database rolls up of their children comes back with the commit itself, so that the
/// session holds them as they are stored and nobody reads them again.
/// </summary>
internal sealed class ShownRecords
{
    private readonly List<(Record Record, IReadOnlyList<FieldSchema> RollUps, int? Statement)> records = [];

    private ShownRecords()
    {
    }

    /// <summary>Adds what is to be brought back to a batch that already has all it writes.</summary>
    public static ShownRecords Of(Session session, WriteBatch batch, IReadOnlyList<RecordChange> changes)
    {
        var shown = new ShownRecords();
        foreach (var change in changes.Where(c => session.IsShown(c.Record) && c.Kind is ChangeKind.Created or ChangeKind.Updated))
        {
            FieldSchema[] rollUps = [.. change.Record.Object.Columns.Where(f => f.RollUp is { } over && (change.Kind != ChangeKind.Created || session.Held(over.Child).Count > 0))];
            int? statement = rollUps.Length == 0
                ? null
                : batch.Add(Sql.From($"select {Sql.List(rollUps.Select(f => f.Column))} from {change.Record.Object.Table} where id = {change.Record.Id}"), returning: true);
            shown.records.Add((change.Record, rollUps, statement));
        }

        return shown;
    }

    /// <summary>Takes what came back with the commit.</summary>
    public void Take(Committed committed)
    {
        foreach (var (record, rollUps, statement) in records)
        {
            if (statement is { } index)
            {
                if (committed.Returned(index) is not [var row])
                    continue;

                foreach (var (column, field) in rollUps.Index())
                    record.TakeStored(field, Values.Read(row, column, field.ValueType));
            }

            record.IsAsStored = true;
        }
    }
}
