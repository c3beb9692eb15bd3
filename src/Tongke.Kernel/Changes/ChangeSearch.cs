using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Changes;

/// <summary>What is looked for in the whole log; what is null doesn't matter.</summary>
public sealed record ChangeQuery
{
    /// <summary>Name of the object.</summary>
    public string? Object { get; init; }

    /// <summary>The record.</summary>
    public Guid? Record { get; init; }

    /// <summary>Who did it.</summary>
    public Guid? Actor { get; init; }

    /// <summary>created, updated, deleted, restored or purged.</summary>
    public string? Kind { get; init; }

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only what came before this change: the last one of the page before.</summary>
    public Guid? Before { get; init; }

    /// <summary>At most so many.</summary>
    public int Top { get; init; } = 50;
}

/// <summary>One change of the log, as its reader may see it.</summary>
public sealed record FoundChange(
    Guid Id, long? Seq, ObjectSchema Object, Guid Record, long Version, string Kind, Guid? Actor, string ActorName, string Via, string? Address, DateTimeOffset At, IReadOnlyList<FieldEntry> Fields);

/// <summary>Looks through the log of all objects, newest first, for those who oversee them.</summary>
public sealed class ChangeSearch(Database database)
{
    /// <summary>
    /// Finds changes of objects whose every record the session's actor may see; a narrower reach is asked record by record, in each record's history.
    /// Of what hangs on records of any object, as comments do, those on such objects.
    /// Hidden fields are left out, masked ones show no value.
    /// </summary>
    public async Task<IReadOnlyList<FoundChange>> FindAsync(Session session, ChangeQuery query, CancellationToken ct)
    {
        var asked = session.Schema.Objects.Where(o => query.Object is null || o.Name == query.Object).ToArray();
        var whole = asked.Where(session.Access.SeesAll).ToArray();
        var partly = asked.Except(whole).Where(o => o.Attachment?.Object is not null && session.Access.On(o).Read == Constant.True).ToArray();
        if (whole.Length + partly.Length == 0)
            return [];

        var seen = whole.Concat(partly).ToDictionary(o => o.Name, StringComparer.Ordinal);
        var holders = session.Schema.Objects.Where(o => o.Attachment is null && session.Access.SeesAll(o)).Select(o => o.Name).ToArray();
        var within = Sql.Join(
            " or ",
            [
                Sql.In(Sql.Literal("c.object"), [.. whole.Select(o => o.Name)]),
                .. partly.Select(o => Sql.From($"(c.object = {o.Name} and exists (select 1 from {o.Table} a where a.id = c.record and (a.{o.Attachment!.Record.Column} is null or {Sql.In(Sql.From($"a.{o.Attachment.Object!.Column}"), holders)})))")),
            ]);

        var found = new List<FoundChange>();
        await using var rows = await database.QueryAsync(
            Sql.From(
                $"""
                select c.id, s.seq, c.object, c.record, c.version, c.kind, c.actor, c.actor_name, c.via, c.address, c.at, c.diff
                from change c left join change_seal s on s.change = c.id
                where ({within}){Conditions(query)}
                order by c.id desc limit {query.Top}
                """),
            ct);
        while (await rows.ReadAsync(ct))
        {
            using var diff = JsonDocument.Parse(rows.GetText(11));
            var definition = seen[rows.GetText(2)];
            found.Add(new FoundChange(
                rows.GetGuid(0), rows.Get<long?>(1), definition, rows.GetGuid(3), rows.GetInt64(4), rows.GetText(5), rows.Get<Guid?>(6), rows.GetText(7), rows.GetText(8), rows.Get<string>(9), rows.GetInstant(10),
                ChangeLog.Entries(session.Access.On(definition), diff.RootElement)));
        }

        return found;
    }

    private static Sql Conditions(ChangeQuery query)
    {
        var sql = Sql.Empty;
        if (query.Record is { } record) sql += Sql.From($" and c.record = {record}");
        if (query.Actor is { } actor) sql += Sql.From($" and c.actor = {actor}");
        if (query.Kind is { } kind) sql += Sql.From($" and c.kind = {kind}");
        if (query.From is { } from) sql += Sql.From($" and c.at >= {from}");
        if (query.To is { } to) sql += Sql.From($" and c.at < {to}");
        if (query.Before is { } before) sql += Sql.From($" and c.id < {before}");
        return sql;
    }
}
