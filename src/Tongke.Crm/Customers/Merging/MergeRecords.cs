using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Kernel.Queries;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Customers;

/// <summary>
/// Merges one to four other records into this one. Each field takes the value of the record chosen for it, or else the first that is there;
/// what pointed to the others points here afterwards. Values are chosen only for fields that the person may change. The others go to the recycle bin and lead here. Can be undone for 30 days.
/// </summary>
public sealed class MergeRecords(string definition) : IRecordAction
{
    /// <summary>The name of the action.</summary>
    internal const string ActionName = "merge";

    private const int MaxOthers = 4;

    /// <summary>Of a yes-or-no field: a yes of any record is kept.</summary>
    private const string KeepsAny = "any";

    private static readonly TimeSpan UndoTime = TimeSpan.FromDays(30);

    /// <inheritdoc />
    public string Object => definition;

    /// <inheritdoc />
    public string Name => ActionName;

    /// <inheritdoc />
    public async ValueTask<ActionOutcome> RunAsync(Record record, IReadOnlyDictionary<string, object?> parameters, Session session, CancellationToken ct)
    {
        var ids = (parameters.GetValueOrDefault("records") as Guid[] ?? []).Distinct().Where(id => id != record.Id).ToArray();
        if (ids.Length is 0 or > MaxOthers)
            return new Invalid([new Problem("records", new Message("merge_needs_two_to_five", MaxOthers + 1))]);

        var losers = new List<Record>();
        foreach (var id in ids)
        {
            var found = await session.FindAsync(record.Object, id, RecordAction.Delete, ct);
            if (found.Record is null)
                return found.Refusal!;

            losers.Add(found.Record);
        }

        if (losers.Find(l => LiesInPool(l, record, session)) is { } pooled)
            return new RuleRefused(new Message("merge_from_pool", ShownName(pooled, session)));

        if (await MergeLinks.CheckNumberAsync(losers, session, ct) is { } tooMany)
            return tooMany;

        var choices = parameters.GetValueOrDefault("values") as JsonElement?;
        if (choices is not (null or { ValueKind: JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined }))
            return new Invalid([new Problem("values", new Message("merge_choices_by_field"))]);

        var sources = choices is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject().ToArray() : [];
        if (CheckSources(session, [record, .. losers], sources) is { } wrongChoice)
            return wrongChoice;

        if (CheckRights(session, record, sources) is { } forbidden)
            return forbidden;

        var before = MergeJson.Of([record, .. losers]);
        ChooseValues(record, losers, sources.ToDictionary(s => s.Name, s => s.Value.GetGuid()));

        // Of two merges of the same records at the same time one comes about: the kept record must still be there when the others have gone.
        session.Hold(record);
        losers.ForEach(session.Hold);
        var moved = new List<MovedLink>();
        foreach (var loser in losers)
        {
            if (await MergeLinks.MoveAsync(loser, record, losers, moved, session, ct) is { } unmovable)
                return unmovable;

            loser[SystemFields.MergedInto] = record.Id;
            session.Delete(loser);
        }

        var merge = Remember(record, losers, before, moved, session);
        return ActionOutcome.With(("merge", merge.Id));
    }

    /// <summary>Whether a merge would take a record, and what hangs on it, out of a pool that hides it: that takes claiming it.</summary>
    private static bool LiesInPool(Record loser, Record winner, Session session) =>
        loser.Object.Pool is { } pool && !session.SeesWhole(loser) && !Equals(loser[pool], winner[pool]);

    private static Invalid? CheckSources(Session session, IReadOnlyList<Record> records, IReadOnlyList<JsonProperty> sources)
    {
        var definition = records[0].Object;
        var problems = new List<Problem>();
        foreach (var source in sources)
            if (definition.Find(source.Name) is not { } field || !records.All(r => session.AccessTo(r).MaySee(field)) || sources.Count(s => s.Name == source.Name) > 1)
                problems.Add(new("values", new Message("merge_choice_no_field", source.Name)));
            else if (!IsChosen(field) && !PartsOf(field).Any())
                problems.Add(new("values", new Message("merge_choice_not_chosen", field.Label)));
            else if (source.Value.ValueKind != JsonValueKind.String || !source.Value.TryGetGuid(out var id) || !records.Any(r => r.Id == id))
                problems.Add(new("values", new Message("merge_choice_unknown", field.Label)));

        return problems.Count > 0 ? new Invalid(problems) : null;
    }

    /// <summary>Who chooses a value changes the field, and needs the right to; what is only filled in where nothing was is seen by nobody who did not see it before.</summary>
    private static Forbidden? CheckRights(Session session, Record winner, IReadOnlyList<JsonProperty> sources)
    {
        var access = session.AccessTo(winner);
        FieldSchema[] refused = [.. sources.Select(s => winner.Object[s.Name]).SelectMany(f => IsChosen(f) ? [f] : PartsOf(f)).Where(f => !access.MayEdit(f))];
        return refused.Length > 0
            ? new Forbidden(new Message("forbidden_fields", refused.Select(f => f.Label).ToArray()), [.. refused.Select(f => new Problem("values", new Message("field_not_editable", f.Label)))])
            : null;
    }

    /// <summary>Whether a merge decides whose value of the field is kept.</summary>
    private static bool IsChosen(FieldSchema field) => field is { IsSystem: false, IsWritable: true };

    /// <summary>The parts that are chosen with a composite, as province, city and street with an address.</summary>
    private static IEnumerable<FieldSchema> PartsOf(FieldSchema field) => field.Object.Fields.Where(f => f.Composite == field && IsChosen(f));

    private static void ChooseValues(Record winner, List<Record> losers, Dictionary<string, Guid> sources)
    {
        var all = losers.Prepend(winner).ToDictionary(r => r.Id);
        foreach (var field in winner.Object.Fields.Where(IsChosen))
            if (field.Definition.Merge == KeepsAny)
                winner[field] = all.Values.Any(r => r[field] is true) ? true : winner[field];
            else if (sources.TryGetValue(field.Name, out var source) || (field.Composite is { } whole && sources.TryGetValue(whole.Name, out source)))
                winner[field] = all[source][field];
            else if (winner[field] is null or "")
                winner[field] = losers.Select(l => l[field]).FirstOrDefault(v => v is not (null or ""));
    }

    private static Record Remember(Record winner, List<Record> losers, JsonElement before, List<MovedLink> moved, Session session)
    {
        var merge = session.Make(session.Schema[RememberedMerge.ObjectName]);
        var names = string.Join("、", losers.Select(l => ShownName(l, session)));
        var title = $"{names} → {ShownName(winner, session)}";
        merge["title"] = title.Cut(500);
        merge["object"] = winner.Object.Name;
        merge["winner"] = winner.Id;
        merge["losers"] = JsonSerializer.SerializeToElement(losers.Select(l => l.Id), Json.Relaxed);
        merge["before"] = MergeJson.WithResult(before, winner);
        merge["moved"] = JsonSerializer.SerializeToElement(moved, Json.Definitions);
        merge["undo_until"] = session.Now + UndoTime;
        merge[SystemFields.Owner] = session.Actor.UserId ?? winner.Owner;
        return merge;
    }

    /// <summary>The name as whoever merges sees it.</summary>
    private static string ShownName(Record record, Session session) => session.AccessTo(record).MayRead(record.Object.NameField) ? NameOf(record) : Masking.Hidden;

    private static string NameOf(Record record) => record[record.Object.NameField]?.ToString() ?? record.Id.ToString();
}
