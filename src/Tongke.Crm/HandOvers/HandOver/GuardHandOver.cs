using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Crm.HandOvers;

/// <summary>
/// A hand-over says whose work goes to whom, gives away only what its maker may transfer, and is changed by nobody afterwards: what was done, and can
/// be undone, is told by what was asked. Access is revoked by those who may change the person's account.
/// </summary>
public sealed class GuardHandOver : IBeforeSave<HandOver>
{
    /// <summary>States in which it is being worked on.</summary>
    internal static readonly string[] Moving = [HandOver.StatusValue.Queued, HandOver.StatusValue.Running, HandOver.StatusValue.Undoing];

    private const int MostHeirs = 100;
    private const int LongestTitle = 200;

    /// <inheritdoc />
    public async ValueTask<Refusal?> RunAsync(HandOver record, Session session, CancellationToken ct)
    {
        if (!record.IsNew)
            return record.Record.Written.Any() ? Refuse(record.Record.Written.First().Name, "hand_over_fixed") : null;

        if (HandOverAsk.Of(record) is not { } ask)
            return Refuse("records", "expected_list");

        if (HandOverAsk.Counts(record.Record["promised"]) is null)
            return Refuse("promised", "hand_over_form");

        return Check(ask, session) ?? await CheckFormerAsync(record, ask, session, ct) ?? Name(record, ask, session);
    }

    /// <summary>What is wrong with what is asked for, whoever asks.</summary>
    internal static Refusal? Check(HandOverAsk ask, Session session)
    {
        if (ask.From is null && ask.Chosen is null)
            return Refuse("former_owner", "hand_over_of_nothing");
        if (ask.From is { } from && session.Organization.Find(from) is null)
            return Refuse("former_owner", "unknown_user");
        if (ask.Chosen is { } chosen && (session.Schema.Find(chosen) is not { } definition || !session.Access.On(definition).May(RecordAction.Read)))
            return Refuse("object", "unknown_object", chosen.Cut(60));
        if (ask.Chosen is not null && ask.Records.Count is 0 or > HandOverAsk.MostRecords)
            return Refuse("records", "hand_over_records", HandOverAsk.MostRecords);
        if (ask.Heirs.Count > MostHeirs || ask.Heirs.Any(h => session.Organization.Find(h) is not { Active: true }))
            return Refuse("heirs", "new_owner_inactive");
        if (ask.From is { } former && ask.Heirs.Contains(former))
            return Refuse("heirs", "heir_is_former");

        return HandOverScope.Objects(session, ask).Any(o => session.Access.On(o).May(HandOverScope.Needed(o)))
            ? null
            : new Forbidden(new("hand_over_forbidden"));
    }

    private static async ValueTask<Refusal?> CheckFormerAsync(HandOver record, HandOverAsk ask, Session session, CancellationToken ct)
    {
        var (revokes, deactivates) = (record.Record["revoke_access"] is true, record.Record["deactivate"] is true);
        if (revokes || deactivates)
        {
            if (ask.From is not { } leaver || leaver == session.Actor.UserId)
                return Refuse(revokes ? "revoke_access" : "deactivate", "revoke_of_nobody");

            var found = await session.FindAsync(session.Schema["user"], leaver, RecordAction.Edit, ct);
            if (found.Refusal is { } refusal)
                return refusal;

            var active = found.Record!.Object["active"];
            if (!session.Access.On(found.Record.Object).MayEdit(active))
                return new Forbidden(new("forbidden_fields", [active.Label]));

            if (deactivates)
                found.Record[active] = false;
            if (revokes)
                await CancelExportsAsync(leaver, session, ct);
        }

        if (ask.From is not { } from)
            return null;
        if (await IsMovingAsync(from, record.Record, session, ct))
            return Running();

        KeepAlone(from, record.Id, session);
        return null;
    }

    /// <summary>Of two that begin at the same moment the second is refused: they come one after the other, and it finds the first.</summary>
    private static void KeepAlone(Guid from, Guid own, Session session)
    {
        var (people, definition) = (session.Schema["user"].Table, session.Schema[HandOver.ObjectName]);
        session.Include($"hand over {own}", batch =>
        {
            batch.Add(Sql.From($"update {people} set version = version where id = {from}"));
            batch.Add(
                Sql.From($"update {people} set version = version where id = {from} and not exists (select 1 from {definition.Table} o where o.former_owner = {from} and o.id <> {own} and o.deleted_at is null and {Sql.In(Sql.Literal("o.status"), Moving)})"),
                Expect.One,
                Running());
        });
    }

    private static RuleRefused Running() => new(new("hand_over_running"));

    private static async ValueTask<bool> IsMovingAsync(Guid from, Record own, Session session, CancellationToken ct)
    {
        var definition = session.Schema[HandOver.ObjectName];
        var going = Condition.AllOf(
        [
            Condition.Equal(new FieldPath(definition["former_owner"]), from),
            Condition.AnyOf(Moving.Select(s => Condition.Equal(new FieldPath(definition["status"]), s))),
        ]);
        return (await session.LoadWhereAsync(definition, going, 2, ct)).Any(other => other != own);
    }

    private static async ValueTask CancelExportsAsync(Guid leaver, Session session, CancellationToken ct)
    {
        var definition = session.Schema["export_job"];
        var running = Formula.Parse("OR(status = \"queued\", status = \"running\")", definition).Expr!;
        foreach (var job in await session.LoadWhereAsync(definition, Condition.AllOf([running, Condition.Equal(new FieldPath(definition[SystemFields.Owner]), leaver)]), ct: ct))
        {
            job["status"] = "cancelled";
            job.Derives(definition["status"]); // it may begin or end at this very moment: then it is looked at again
        }
    }

    private static Refusal? Name(HandOver record, HandOverAsk ask, Session session)
    {
        string NameOf(Guid user) => session.Organization.Find(user)?.Name ?? "";
        var from = ask.From is { } former ? NameOf(former) : session.Schema[ask.Chosen!].Label.In(session.Schema.Conventions.Language);
        var to = string.Join(session.Schema.Conventions.Language == Language.Chinese ? "、" : ", ", ask.Heirs.Take(3).Select(NameOf)) + (ask.Heirs.Count > 3 ? " …" : "");
        record.Record["title"] = $"{from} → {to}".Cut(LongestTitle);
        record.Record["started_with"] = session.Actor.Key;
        return null;
    }

    private static Invalid Refuse(string field, string code, params object?[] values) => new([new Problem(field, new Message(code, values))]);
}
