using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;

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

    /// <summary>Hangs a file that was just sent on a record itself, beside its fields; the caller must be allowed to edit the record.</summary>
    public static void HangBeside(Record stored, Record holder)
    {
        stored["object"] = holder.Object.Name;
        stored["record"] = holder.Id;
    }

    /// <summary>The record that is named in the address, if the caller may do <paramref name="action"/> with it.</summary>
    /// <returns>Null when the address names none.</returns>
    public static async ValueTask<Record?> FindHolderAsync(Session session, IQueryCollection query, RecordAction action, CancellationToken ct)
    {
        if (!query.ContainsKey("object") && !query.ContainsKey("record"))
            return null;
        if (session.Schema.Find(query["object"].ToString()) is not { } definition || !Guid.TryParse(query["record"], out var id))
            throw new RequestRefusedException(Refusals.ToError(new NotFound(session.Schema["stored_file"], null)));

        var found = await session.FindAsync(definition, id, action, ct);
        Refusals.ThrowIfAny(found.Refusal);
        return found.Record;
    }

    /// <summary>The files that hang on the record beside its fields, newest first.</summary>
    public static async ValueTask<IReadOnlyList<Record>> BesideAsync(Session session, Record holder, CancellationToken ct)
    {
        var definition = session.Schema["stored_file"];
        var hung = Condition.AllOf([
            Condition.Equal(new FieldPath(definition["object"]), holder.Object.Name),
            Condition.Equal(new FieldPath(definition["record"]), holder.Id),
        ]);
        var files = await session.LoadWhereAsync(definition, hung, ct: ct);
        return [.. files.Where(f => f["field"] is null).OrderByDescending(f => f.Id)];
    }

    /// <summary>Whether the caller may read the file: it is in reach itself, or hangs on a field that is.</summary>
    public static async ValueTask<Record?> FindAsync(Session session, Guid file, CancellationToken ct)
    {
        var definition = session.Schema["stored_file"];
        if ((await session.FindAsync(definition, file, RecordAction.Read, ct)).Record is { } own)
            return HasContent(own) ? own : null;

        if (await session.LoadAsync(definition, file, ct) is not { IsDeleted: false } stored || !HasContent(stored) || stored["record"] is not Guid id)
            return null;

        if (session.Schema.Find((string?)stored["object"] ?? "") is not { } there || (await session.FindAsync(there, id, RecordAction.Read, ct)).Record is not { } holder)
            return null;
        // Where the actor may not see the record whole, its files hang on nothing that they may read.
        if (stored["field"] is not string name)
            return session.SeesWhole(holder) ? stored : null;

        return there.Find(name) is { } field && session.AccessTo(holder).MayRead(field) && Equals(holder[field], file) ? stored : null;
    }

    /// <summary>A record that was made without an upload is no file.</summary>
    private static bool HasContent(Record file) => file["sha256"] is string && file["size"] is long;
}
