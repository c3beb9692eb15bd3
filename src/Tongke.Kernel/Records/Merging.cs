using System.Runtime.CompilerServices;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>Two people at one record: what only one of them changed is kept from both; what both changed is a conflict that shows all values.</summary>
internal static class Merging
{
    /// <summary>Compares what the person saw with what is stored now, where the person said which version that was.</summary>
    public static async ValueTask<Refusal?> WithExpectedVersionsAsync(Session session, CancellationToken ct)
    {
        if (session.Expecting.FirstOrDefault(e => e.Version < 1 || e.Version > e.Record.Version).Record is { } never)
            return new Stale(never, []) { OfNamedVersion = true };

        foreach (var record in session.Dirty.Where(r => !r.IsNew).ToArray())
        {
            if (session.ExpectedVersion(record) is not { } seen || seen == record.Version)
                continue;

            session.Forget(record);
            var since = await session.Workspace.Changes.FieldsChangedSinceAsync(record, seen, ct);
            if (since is null)
                return new Stale(record, []) { OfNamedVersion = true };

            var conflicts = record.Changes
                .Where(f => record.WasWritten(f) && since.ContainsKey(f.Name))
                .Select(f => new FieldConflict(f, record[f], record.Original(f), since[f.Name]))
                .ToArray();
            if (conflicts.Length > 0)
                return new Stale(record, conflicts) { OfNamedVersion = true };

            if (record.State is RecordState.Deleting && since.Count > 0)
                return new Stale(record, []) { OfNamedVersion = true };
        }

        return null;
    }

    /// <summary>The record was written by somebody else between reading and writing: takes over what they changed, unless this session changed the same.</summary>
    public static async ValueTask<Refusal?> WithStoredAsync(Session session, Record record, CancellationToken ct)
    {
        if (await RecordReader.LoadAsync(session, record.Object, [record.Id], ct) is not [var stored])
            return new NotFound(record.Object, record.Id);

        if (stored.IsDeleted && record.State == RecordState.Stored)
            return new NotFound(record.Object, record.Id);

        if (record.IsHeld)
            return Overtaken(session, record);

        if (session.Shaken(record, stored) is { } shaken)
            return shaken;

        var conflicts = new List<FieldConflict>();
        foreach (var field in record.Object.Columns)
        {
            var theirs = stored[field];
            if (!record.HasChanged(field))
            {
                record.Refresh(field.Ordinal, theirs);
                continue;
            }

            if (record.IsDerived(field))
            {
                record.TakeStored(field, theirs);
                continue;
            }

            var original = record.Original(field);
            if (!Values.Same(theirs, original) && !Values.Same(theirs, record[field]) && field.Storage == FieldStorage.Column && !field.IsSystem)
                conflicts.Add(new(field, record[field], theirs, original));

            record.Rebase(field, theirs);
        }

        Anew(session);
        return conflicts.Count > 0 ? new Stale(record, conflicts) : null;
    }

    /// <summary>A stored record of the commit that somebody else has written since it was read; null where there is none.</summary>
    public static async ValueTask<Record?> FindOvertakenAsync(Session session, CancellationToken ct) =>
        await OvertakenAsync(session, session.Dirty, ct).Select(o => o.Record).FirstOrDefaultAsync(ct);

    /// <summary>Why the commit is too late, where it held or relied on what somebody else has changed since it was read.</summary>
    public static async ValueTask<Refusal?> FindLateAsync(Session session, CancellationToken ct)
    {
        await foreach (var (record, stored) in OvertakenAsync(session, session.Dirty.Where(r => r.IsHeld || session.Relies(r)), ct))
            if (record.IsHeld)
                return Overtaken(session, record);
            else if (session.Shaken(record, stored) is { } shaken)
                return shaken;

        return null;
    }

    private static Stale Overtaken(Session session, Record held) => new(held, []) { OfNamedVersion = session.ExpectedVersion(held) is not null };

    private static async IAsyncEnumerable<(Record Record, Record Stored)> OvertakenAsync(Session session, IEnumerable<Record> of, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var group in of.Where(r => !r.IsNew).GroupBy(r => r.Object).ToArray())
        {
            var version = group.Key.Fields[SystemFields.VersionOrdinal];
            var records = group.ToDictionary(r => r.Id);
            foreach (var stored in await RecordReader.LoadAsync(session, group.Key, records.Keys, ct))
                if (!Values.Same(stored[version], records[stored.Id].Original(version)))
                    yield return (records[stored.Id], stored);
        }
    }

    /// <summary>What this session read may be out of date: it is read and prepared again.</summary>
    public static void Anew(Session session)
    {
        session.AskedFor?.Restore(session);
        foreach (var record in session.Records.Where(r => r.IsDirty))
            record.UndoAttempt();
        session.ForgetUnchanged();
    }
}
