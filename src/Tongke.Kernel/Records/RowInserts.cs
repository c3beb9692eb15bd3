using System.Collections.Concurrent;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>The statements that insert single rows of one object: one for each set of fields that had values, put into words once.</summary>
internal sealed class RowInserts(ObjectSchema definition)
{
    /// <summary>People fill in much the same fields again and again; whoever does not pays for words.</summary>
    private const int MostKept = 500;

    private readonly ConcurrentDictionary<string, RowInsert> kept = new(StringComparer.Ordinal);

    /// <summary>Adds the insert of a new record to a batch.</summary>
    public void Add(WriteBatch batch, Record record, Dialect dialect)
    {
        if (kept.Count > MostKept)
            kept.Clear();

        var insert = kept.GetOrAdd(KeyOf(record, dialect), _ => new RowInsert(definition, record, dialect));
        batch.Add(insert.Statement, insert.ValuesOf(record), tag: record); // an insert of values puts one row or fails: there is nothing to count
    }

    /// <summary>Which columns have values, 16 to a character; the database comes first.</summary>
    private string KeyOf(Record record, Dialect dialect)
    {
        var columns = definition.Columns;
        Span<char> key = stackalloc char[2 + (columns.Count / 16)];
        key.Clear();
        key[0] = (char)dialect;
        for (var i = 0; i < columns.Count; i++)
            if (record[columns[i]] is not null)
                key[1 + (i / 16)] |= (char)(1 << (i % 16));

        return new string(key);
    }

    private sealed class RowInsert
    {
        private readonly FieldSchema[] columns;
        private readonly FieldSchema[] ordered;

        public RowInsert(ObjectSchema definition, Record record, Dialect dialect)
        {
            columns = [.. definition.Columns.Where(f => record[f] is not null)];
            ordered = [.. columns.Where(f => f.OrderColumn is not null)];
            var names = Sql.List([.. columns.Select(f => f.Column), .. ordered.Select(f => f.OrderColumn!.Value)]);
            var slots = Sql.Join(", ", [.. columns.Select((f, i) => Sql.Slot(i, f.ColumnType)), .. ordered.Select((_, i) => Sql.Slot(columns.Length + i, ColumnType.Text))]);
            Statement = Statement.Of(Sql.From($"insert into {definition.Table} ({names}) values ({slots})"), dialect);
        }

        public Statement Statement { get; }

        public object?[] ValuesOf(Record record)
        {
            var values = new object?[columns.Length + ordered.Length];
            for (var i = 0; i < columns.Length; i++)
                values[i] = Values.ToStored(record[columns[i]]);
            for (var i = 0; i < ordered.Length; i++)
                values[columns.Length + i] = RecordStore.OrderKey(record, ordered[i]);

            return values;
        }
    }
}
