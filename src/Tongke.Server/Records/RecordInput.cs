using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Server.Records;

/// <summary>Takes the JSON of a request into records: every value coerced by its field's type, every fault at once.</summary>
public static class RecordInput
{
    /// <summary>Gives <paramref name="record"/> the values of <paramref name="json"/>; children of its child tables become records of the session.</summary>
    /// <param name="session">On whose behalf.</param>
    /// <param name="record">The record.</param>
    /// <param name="json">Its members are fields.</param>
    /// <param name="taken">Members that somebody else has taken in.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>What is wrong, or null.</returns>
    public static async ValueTask<Refusal?> ApplyAsync(Session session, Record record, JsonElement json, IEnumerable<string> taken, CancellationToken ct)
    {
        var problems = new List<Problem>();
        await ApplyAsync(session, record, json, "", [.. taken], problems, ct);
        return problems.Count > 0 ? new Invalid(problems) : null;
    }

    private static async ValueTask ApplyAsync(Session session, Record record, JsonElement json, string prefix, HashSet<string> taken, List<Problem> problems, CancellationToken ct)
    {
        foreach (var member in json.EnumerateObject().Where(m => !taken.Contains(m.Name)))
        {
            var name = member.Name;
            var isBinding = name.EndsWith("@odata.bind", StringComparison.Ordinal) || name.EndsWith("@bind", StringComparison.Ordinal);
            if (isBinding)
                name = name[..name.IndexOf('@', StringComparison.Ordinal)];
            else if (name.Contains('@', StringComparison.Ordinal))
                continue;

            if (Relations.FindField(record.Object, name) is not { } field || !QueryRights.MaySee(session, field) && !session.Access.On(record.Object).MayEdit(field))
            {
                problems.Add(new(prefix + name, new("unknown_field", Shown(name))));
                continue;
            }

            if (IsForSystem(field))
                continue;

            if (field is { Storage: FieldStorage.None, Target: { } children })
                await ApplyChildrenAsync(session, record, field, children, member.Value, prefix, problems, ct);
            else if (await CoerceAsync(session, field, isBinding ? BoundId(member.Value) : member.Value, ct) is var (value, parts, problem) && problem is not null)
                problems.Add(new(prefix + name, problem));
            else
                await WriteAsync(session, record, field, value, parts, ct);
        }
    }

    /// <summary>The value of a field from JSON: for a lookup also an object that names a unique field of the target.</summary>
    public static async ValueTask<(object? Value, Parts? Parts, Kernel.Texts.Message? Problem)> CoerceAsync(Session session, FieldSchema field, JsonElement json, CancellationToken ct)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return (null, null, null);

        if (json.ValueKind == JsonValueKind.Object && field is { ValueType.Kind: ValueKind.Id, Target: { } target })
        {
            var (id, missing) = await ReferenceInput.FindAsync(session, field, target, json, ct);
            return (id, null, missing);
        }

        var coerced = field.Type.FromJson(json, field, session.Schema.Conventions);
        return (coerced.Value, coerced.Parts, coerced.Problem);
    }

    private static async ValueTask WriteAsync(Session session, Record record, FieldSchema field, object? value, Parts? parts, CancellationToken ct)
    {
        if (field.HasColumn)
            record.Write(field, value);
        if (field.Definition.Type is "file" or "image" && value is Guid file)
            await Files.FileLinks.HangAsync(session, record, field, file, ct);

        var companions = record.Object.Fields.Where(f => f.Composite == field);
        foreach (var companion in companions)
        {
            var suffix = companion.Name[(field.Name.Length + 1)..];
            if (parts is not null && parts.Values.TryGetValue(suffix, out var part))
                record.Write(companion, part);
            else if (value is null && field.Storage == FieldStorage.None)
                record.Write(companion, null);
        }
    }

    /// <summary>What clients send back unasked because they read it before.</summary>
    private static bool IsForSystem(FieldSchema field) => field.IsSystem
        && field.Name is not (SystemFields.Owner or SystemFields.Department);

    private static async ValueTask ApplyChildrenAsync(Session session, Record parent, FieldSchema field, ObjectSchema children, JsonElement json, string prefix, List<Problem> problems, CancellationToken ct)
    {
        var coerced = json.ValueKind == JsonValueKind.Null ? new Coerced(null) : field.Type.FromJson(json, field, session.Schema.Conventions);
        if (coerced.Problem is { } problem)
        {
            problems.Add(new(prefix + field.Name, problem));
            return;
        }

        if (coerced.Value is not JsonElement list)
            return;

        var lookup = children[field.Definition.By!];
        var kept = new HashSet<Guid>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            var place = $"{prefix}{field.Name}[{index}].";
            if (await ChildAsync(session, parent, lookup, item, ct) is not { } child)
            {
                problems.Add(new(place + SystemFields.Id, new("record_not_found", children.Label)));
                continue;
            }

            kept.Add(child.Id);
            await ApplyAsync(session, child, item, place, [], problems, ct);
        }

        if (!parent.IsNew)
            await RemoveOthersAsync(session, parent, lookup, kept, ct);
    }

    /// <summary>The child that the item's id names, or a new one.</summary>
    private static async ValueTask<Record?> ChildAsync(Session session, Record parent, FieldSchema lookup, JsonElement item, CancellationToken ct)
    {
        if (item.TryGetProperty("id", out var text) && text.ValueKind == JsonValueKind.String && text.TryGetGuid(out var id) && !parent.IsNew)
        {
            var found = await session.FindAsync(lookup.Object, id, RecordAction.Edit, ct);
            if (found.Record is { } existing)
                return Equals(existing[lookup], parent.Id) ? existing : null;
            if (found.Refusal is not NotFound)
                return null;

            var named = session.Add(lookup.Object, id);
            named[lookup] = parent.Id;
            return named;
        }

        var child = session.Add(lookup.Object, text is { ValueKind: JsonValueKind.String } && text.TryGetGuid(out id) ? id : null);
        child[lookup] = parent.Id;
        return child;
    }

    /// <summary>A list sent for a child table is the whole list: who is not in it goes to the recycle bin.</summary>
    private static async ValueTask RemoveOthersAsync(Session session, Record parent, FieldSchema lookup, HashSet<Guid> kept, CancellationToken ct)
    {
        foreach (var child in await session.FindWhereAsync(lookup.Object, Condition.Equal(new FieldPath(lookup), parent.Id), ct: ct))
        {
            if (kept.Contains(child.Id))
                continue;

            if ((await session.FindAsync(lookup.Object, child.Id, RecordAction.Delete, ct)).Record is { } deletable)
                session.Delete(deletable);
        }
    }

    /// <summary><c>"to_account@odata.bind": "account(0198…)"</c> means the id within; of a multi-lookup there is a list of them.</summary>
    private static JsonElement BoundId(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => JsonSerializer.SerializeToElement(json.EnumerateArray().Select(BoundId)),
        JsonValueKind.String => JsonSerializer.SerializeToElement(ReferenceInput.IdOf(json)),
        _ => json,
    };

    private static string Shown(string name) => name.Length <= 60 ? name : string.Concat(name.AsSpan(0, 60), "…");
}
