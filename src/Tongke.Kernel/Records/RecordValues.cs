using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;

namespace Tongke.Kernel.Records;

/// <summary>A record as expressions see it: its values, and those of the records around it that the session has loaded.</summary>
internal sealed class RecordValues(Session session, Record record) : IFieldValues
{
    public object? Value(FieldSchema field) => record[field];

    public IFieldValues? Related(FieldSchema lookup) =>
        record[lookup] is Guid id && lookup.Target is { } target && session.Known(target, id) is { } related ? new RecordValues(session, related) : null;

    public IEnumerable<IFieldValues> Children(FieldSchema childLookup) => session.Records
        .Where(r => r.Object == childLookup.Object && !r.IsDeleted && r.State is not (RecordState.Deleting or RecordState.Purging) && Equals(r[childLookup], record.Id))
        .Select(r => new RecordValues(session, r));
}
