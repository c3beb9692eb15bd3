using Tongke.Kernel.Access;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Files;

/// <summary>Remembers on which record a file hangs: whoever sees that record and field may read the file.</summary>
internal static class FileLinks
{
    /// <summary>Hangs a file that the caller may see on the record whose field takes it. A file stays where it was hung first.</summary>
    public static async ValueTask HangAsync(Session session, Record record, FieldSchema field, Guid file, CancellationToken ct)
    {
        var found = await session.FindAsync(session.Schema["stored_file"], file, RecordAction.Read, ct);
        if (found.Record is not { } stored || stored["record"] is not null)
            return;

        stored["object"] = record.Object.Name;
        stored["record"] = record.Id;
        stored["field"] = field.Name;
    }

    /// <summary>Whether the caller may read the file: it is in reach itself, or hangs on a field that is.</summary>
    public static async ValueTask<Record?> FindAsync(Session session, Guid file, CancellationToken ct)
    {
        var definition = session.Schema["stored_file"];
        if ((await session.FindAsync(definition, file, RecordAction.Read, ct)).Record is { } own)
            return own;

        if (await session.LoadAsync(definition, file, ct) is not { IsDeleted: false } stored || stored["record"] is not Guid id)
            return null;

        if (session.Schema.Find((string?)stored["object"] ?? "") is not { } there || there.Find((string?)stored["field"] ?? "") is not { } field || !session.Access.On(there).MayRead(field))
            return null;

        var record = await session.FindAsync(there, id, RecordAction.Read, ct);
        return record.Record is { } holder && Equals(holder[field], file) ? stored : null;
    }
}
