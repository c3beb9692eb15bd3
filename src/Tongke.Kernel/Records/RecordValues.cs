using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>A record as expressions see it: its values, and those of the records around it that the session has loaded.</summary>
/// <param name="session">Holds the records around it.</param>
/// <param name="record">The record.</param>
/// <param name="asStored">Whether what is stored counts, and not what the session makes of it; a new record is as it is made.</param>
internal sealed class RecordValues(Session session, Record record, bool asStored = false) : IFieldValues
{
    public object? Value(FieldSchema field) => asStored && !record.IsNew ? record.Original(field) : record[field];

    public IFieldValues? Related(FieldSchema lookup) =>
        Value(lookup) is Guid id && lookup.Target is { } target && session.Known(target, id) is { } related ? new RecordValues(session, related, asStored) : null;

    public IEnumerable<IFieldValues> Children(FieldSchema childLookup) => session.Records
        .Where(r => r.Object == childLookup.Object && !r.IsDeleted && r.State is not (RecordState.Deleting or RecordState.Purging) && Equals(r[childLookup], record.Id))
        .Select(r => new RecordValues(session, r, asStored));
}
