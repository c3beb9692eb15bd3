using System.Collections;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>
/// What a session was asked for, before rules added to it. When others wrote meanwhile, what rules made of the failed attempt is given up and made anew:
/// what somebody else has already done has no second consequence.
/// </summary>
internal sealed class AskedFor
{
    private readonly Dictionary<Record, (RecordState State, BitArray Changed)> records;

    private AskedFor(Dictionary<Record, (RecordState State, BitArray Changed)> records) => this.records = records;

    /// <summary>As the session stands now.</summary>
    public static AskedFor Of(Session session) => new(session.Dirty.ToDictionary(r => r, r => (r.State, r.ChangedFields)));

    /// <summary>Gives up what rules made since: new records, changes of stored ones. A new record that was asked for keeps its values, but points to none that is gone.</summary>
    public void Restore(Session session)
    {
        var gone = new HashSet<Guid>();
        foreach (var record in session.Records.Where(r => r.IsDirty && !records.ContainsKey(r)).ToArray())
            if (record.IsNew)
            {
                session.Delete(record);
                gone.Add(record.Id);
            }
            else
            {
                record.KeepOnly(null);
                record.State = RecordState.Stored;
                record.IsHeld = false;
            }

        foreach (var (record, (state, changed)) in records)
            if (state != RecordState.New)
            {
                record.KeepOnly(changed);
                record.State = state;
            }
            else if (gone.Count > 0)
            {
                foreach (var field in record.Changes.Where(f => !changed[f.Ordinal] && record[f] is Guid id && gone.Contains(id)).ToArray())
                    record[field] = null;
            }
    }
}
