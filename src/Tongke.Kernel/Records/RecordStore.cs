using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>Turns authorised changes into the statements of one batch: rows, links, roll-ups and the change log.</summary>
internal static class RecordStore
{
    /// <summary>From this many new records of one object on, they are inserted together.</summary>
    private const int ManyRows = 8;

    /// <summary>The statements, and the records that are shown once they stand.</summary>
    public static (WriteBatch Batch, ShownRecords Shown) Compose(Session session, IReadOnlyList<Authorized<RecordChange>> changes)
    {
        var batch = new WriteBatch();
        foreach (var change in changes)
            Stamp(session, change.Value);

        RecordChange[] all = [.. changes.Select(c => c.Value)];
        ReferenceGuards.Lock(batch, session, all);
        foreach (var group in InsertOrder.Of([.. all.Where(c => c.Kind == ChangeKind.Created).Select(c => c.Record)]))
            Insert(batch, group[0].Object, group, session.Workspace.Database.Dialect);

        // What goes lets go of its unique values before others take them; what comes back takes them last.
        foreach (var change in changes.Select(c => c.Value).Where(c => c.Kind != ChangeKind.Created).OrderBy(c => TurnOf(c.Kind)))
            if (change.Kind == ChangeKind.Purged)
                Purge(batch, change.Record);
            else
                Update(batch, change.Record);

        foreach (var change in changes)
            Links(batch, change.Value);

        ReferenceGuards.Check(batch, session, all);
        RollUpValidation.Check(batch, session, all, RollUps.Write(batch, session, changes));
        ChangeLog.Write(batch, session, changes);
        foreach (var statements in session.Included)
            statements(batch);
        LateWrites.Tell(batch, session);

        return (batch, ShownRecords.Of(session, batch, all));
    }

    private static int TurnOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Deleted or ChangeKind.Purged => 0,
        ChangeKind.Created or ChangeKind.Updated => 1,
        ChangeKind.Restored => 2,
    };

    /// <summary>
    /// Who, when, which version. The stamps are part of the row, not of the change's field list. The version follows what is stored, so that a
    /// commit that is composed again, because another statement missed its expectation, does not count twice.
    /// </summary>
    private static void Stamp(Session session, RecordChange change)
    {
        var record = change.Record;
        var fields = record.Object.Fields;
        record[fields[SystemFields.VersionOrdinal]] = (long)(record.Original(fields[SystemFields.VersionOrdinal]) ?? 0L) + 1;
        record[fields[SystemFields.UpdatedAtOrdinal]] = session.Now;
        record[fields[SystemFields.UpdatedByOrdinal]] = session.Actor.UserId;
        switch (change.Kind)
        {
            case ChangeKind.Created:
                record[fields[SystemFields.CreatedAtOrdinal]] = session.Now;
                record[fields[SystemFields.CreatedByOrdinal]] = session.Actor.UserId;
                break;
            case ChangeKind.Deleted:
                record[fields[SystemFields.DeletedAtOrdinal]] = session.Now;
                record[fields[SystemFields.DeletedByOrdinal]] = session.Actor.UserId;
                break;
            case ChangeKind.Restored:
                record[fields[SystemFields.DeletedAtOrdinal]] = null;
                record[fields[SystemFields.DeletedByOrdinal]] = null;
                break;
        }
    }

    private static void Insert(WriteBatch batch, ObjectSchema definition, IReadOnlyList<Record> records, Dialect dialect)
    {
        if (records.Count >= ManyRows)
        {
            var columns = definition.Columns.Where(f => f.Storage != FieldStorage.RollUp && records.Any(r => r[f] is not null)).ToArray();
            var ordered = columns.Where(f => f.OrderColumn is not null).ToArray();
            batch.AddRows(
                definition.Table,
                [.. columns.Select(f => new RowColumn(f.Column, f.ColumnType)), .. ordered.Select(f => new RowColumn(f.OrderColumn!.Value, ColumnType.Text))],
                [.. records.Select(r => columns.Select(f => Values.ToStored(r[f])).Concat(ordered.Select(f => OrderKey(r, f))).ToArray())],
                records[0]);
            return;
        }

        foreach (var record in records)
            definition.Inserts.Add(batch, record, dialect);
    }

    private static void Update(WriteBatch batch, Record record)
    {
        var seen = record.Version - 1;
        var changed = record.Changes.Where(f => f.HasColumn).ToArray();
        var sets = Sql.Join(", ",
        [
            .. changed.Select(f => Sql.From($"{f.Column} = {Values.Parameter(f, record[f])}")),
            .. changed.Where(f => f.OrderColumn is not null).Select(f => Sql.From($"{f.OrderColumn!.Value} = {Sql.Value(OrderKey(record, f), ColumnType.Text)}")),
        ]);
        batch.Add(Sql.From($"update {record.Object.Table} set {sets} where id = {record.Id} and version = {seen}"), Expect.One, record);
    }

    internal static string? OrderKey(Record record, FieldSchema field) => ChineseOrder.KeyOf((string?)record[field]);

    private static void Purge(WriteBatch batch, Record record)
    {
        var seen = record.Version - 1;
        batch.Add(Sql.From($"delete from {record.Object.Table} where id = {record.Id} and version = {seen}"), Expect.One, record);
    }

    private static void Links(WriteBatch batch, RecordChange change)
    {
        if (change.Kind == ChangeKind.Purged)
            return;

        foreach (var field in change.Fields.Where(f => f is { ValueType.Kind: ValueKind.Ids, Target: not null, HasColumn: true }))
        {
            var link = RecordTables.LinkTable(field);
            if (change.Kind != ChangeKind.Created)
                batch.Add(Sql.From($"delete from {link} where record = {change.Record.Id}"));

            foreach (var target in ((Guid[]?)change.Record[field] ?? []).Distinct())
                batch.Add(Sql.From($"insert into {link} (record, target) values ({change.Record.Id}, {target})"), tag: change.Record);
        }
    }
}
