using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>Finds for each row the record it is about: by the key for updates, by unique fields and duplicate rules for new ones, in the database and within the file.</summary>
internal sealed class RecordMatcher(ImportPlan plan, bool isTrial)
{
    private readonly MatchRule? key = MatchRule.ForKey(plan);
    private readonly MatchRule[] rules = [.. MatchRule.ForNew(plan)];
    private readonly CompanyKeys companies = new();
    private readonly EarlierRows earlierRows = new();

    /// <summary>Settles what each of these rows becomes and gives it its record, new or existing.</summary>
    public async Task MatchAsync(Session session, ImportRow[] good, CancellationToken ct)
    {
        var byKey = await ExistingByKeyAsync(session, good, ct);
        var fresh = plan.Mode == ImportMode.Update ? [] : plan.Mode == ImportMode.Create ? good : good.Where(r => KeyOf(r) is not { } k || !byKey.ContainsKey(k)).ToArray();
        var existing = await ExistingByRulesAsync(session, fresh, ct);
        var targets = await ReachAsync(session, byKey.Values.Concat(existing.SelectMany(e => e.All)), ct);
        var names = plan.Duplicates == DuplicatePolicy.Skip ? await NamesAsync(session, existing, ct) : null;
        var inChunk = rules.Select(_ => new Likenesses<Record>()).ToArray();

        foreach (var row in good)
        {
            if (KeyOf(row) is { } known && byKey.TryGetValue(known, out var id))
                Update(row, id, targets);
            else if (plan.Mode == ImportMode.Update)
                row.Fault(plan.Key!.Name, row[plan.Key]?.ToString(), new("import_no_record_of_key", plan.Object.Label, plan.Key.Label));
            else
                Create(session, row, existing, targets, inChunk, (rule, there, earlier) => SkippedFor(rule, there is { } of ? names?.GetValueOrDefault((rule, of)) : null, earlier, good, there is not null));
        }
    }

    /// <summary>Whether a row of the one is probably the same record as a row of the other.</summary>
    public bool HaveKeyInCommon(IReadOnlyList<ImportRow> some, IReadOnlyList<ImportRow> others) => rules.Index().Any(rule =>
        some.Select(r => KeysOf(r)[rule.Index]).OfType<string>().ToHashSet(StringComparer.Ordinal).Overlaps(others.Select(r => KeysOf(r)[rule.Index]).OfType<string>()));

    private string? KeyOf(ImportRow row) => plan.Key is null ? null : key is null ? row[plan.Key]?.ToString() : key.Of(row, companies);

    /// <summary>What the row has to say by each rule.</summary>
    private string?[] KeysOf(ImportRow row) => row.Keys ??= Array.ConvertAll(rules, rule => rule.Of(row, companies));

    private async Task<IReadOnlyDictionary<string, Guid>> ExistingByKeyAsync(Session session, ImportRow[] rows, CancellationToken ct)
    {
        var texts = rows.Select(KeyOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (plan.Key is null || texts.Count == 0)
            return new Dictionary<string, Guid>();

        if (key is null)
            return texts.Select(Guid.Parse).ToDictionary(id => id.ToString(), id => id);

        var found = (await session.FindByAsync(plan.Object, plan.Key, texts, ct)).ToLookup(r => key.Of(r)!, r => r.Id);
        foreach (var row in rows.Where(r => KeyOf(r) is { } text && found[text].Skip(1).Any()))
            row.Fault(plan.Key.Name, KeyOf(row), new("import_several_of_name", plan.Object.Label, KeyOf(row)));

        return found.Where(g => !g.Skip(1).Any()).ToDictionary(g => g.Key, g => g.First());
    }

    private async Task<Likenesses<Guid>[]> ExistingByRulesAsync(Session session, IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        var existing = new Likenesses<Guid>[rules.Length];
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = rules[i];
            var wanted = rows.Select(r => KeysOf(r)[i]).OfType<string>().ToHashSet(StringComparer.Ordinal);
            var found = existing[i] = new();
            var alike = (await session.LoadValuesByAsync(plan.Object, rule.Searched!, [.. wanted.Select(rule.SearchedIn).Distinct()], rule.Loaded, ct))
                .Where(other => rule.Of(other.Values) is { } text && wanted.Contains(text)).ToArray();
            var told = rule.Refuses ? null : await ReadableAsync(session, rule, [.. alike.Select(other => other.Id)], ct);
            foreach (var (id, values) in alike)
                if (told?.Contains(id) != false)
                    found.Add(rule.Of(values)!, rule.PlaceOf(values), id);
        }

        return existing;
    }

    /// <summary>Those of the records on which the person may read what the rule compares: that a row is like another would tell what is in it.</summary>
    private async Task<IReadOnlySet<Guid>> ReadableAsync(Session session, MatchRule rule, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await session.FindManyAsync(plan.Object, ids, RecordAction.Read, ct))
            .Where(found => found.Value.Record is { } record && rule.IsReadable(record, session))
            .Select(found => found.Key)
            .ToHashSet();

    /// <summary>The records that rows may change, with the right to change them, or to give them away where rows name an owner or department.</summary>
    private async Task<IReadOnlyDictionary<Guid, Found>> ReachAsync(Session session, IEnumerable<Guid> ids, CancellationToken ct) =>
        plan.Mode == ImportMode.Create && plan.Duplicates != DuplicatePolicy.Merge
            ? new Dictionary<Guid, Found>()
            : await session.FindManyAsync(plan.Object, [.. ids.Distinct()], plan.Columns.Any(c => c.Field is { IsSystem: true, Name: SystemFields.Owner or SystemFields.Department }) ? RecordAction.Transfer : RecordAction.Edit, ct);

    private void Create(
        Session session, ImportRow row, Likenesses<Guid>[] existing, IReadOnlyDictionary<Guid, Found> targets, Likenesses<Record>[] inChunk, Func<int, Guid?, Record?, Message> why)
    {
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = rules[i];
            if (KeysOf(row)[i] is not { } text)
                continue;

            var place = rule.PlaceOf(row);
            var isEarlier = inChunk[i].TryFind(text, place, out var earlier) || (isTrial && earlierRows.Has(i, text, place));
            Guid? there = existing[i].TryFind(text, place, out var id) ? id : null;
            if (!isEarlier && there is null)
                continue;

            if (plan.Duplicates == DuplicatePolicy.Create)
            {
                if (rule.IsUnique)
                    row.Fault(rule.Fields[0].Name, text, new("duplicate_value", new[] { rule.Fields[0].Label }.AsEnumerable()));

                continue;
            }

            if (plan.Duplicates == DuplicatePolicy.Skip)
                row.Skip(rule.Told.First().Name, null, why(i, there, earlier));
            else if (earlier is not null)
                Merge(row, earlier);
            else if (isEarlier)
                row.Settle(RowOutcome.Updated);
            else
                MergeInto(row, id, targets);

            return;
        }

        if (!row.IsGood)
            return;

        var record = session.Add(plan.Object, row.Values.GetValueOrDefault(plan.Object.Fields[SystemFields.IdOrdinal]) as Guid?);
        Write(row, record, onlyEmpty: false);
        row.Settle(RowOutcome.Created, record);
        for (var i = 0; i < rules.Length; i++)
        {
            if (KeysOf(row)[i] is not { } text)
                continue;

            var place = rules[i].PlaceOf(row);
            inChunk[i].Add(text, place, record);
            if (isTrial)
                earlierRows.Add(i, text, place);
        }
    }

    /// <summary>What the records are called that a rule found, where the person may know it and may read what the rule compares: the name would tell whose that is.</summary>
    private async Task<IReadOnlyDictionary<(int Rule, Guid Id), string>> NamesAsync(Session session, Likenesses<Guid>[] existing, CancellationToken ct)
    {
        var found = await session.FindManyAsync(plan.Object, [.. existing.SelectMany(e => e.All).Distinct()], RecordAction.Read, ct);
        var names = new Dictionary<(int, Guid), string>();
        foreach (var (rule, alike) in existing.Index())
            foreach (var id in alike.All)
                if (found.TryGetValue(id, out var other) && other.Record is { } record && rules[rule].IsReadable(record, session) && session.AccessTo(record).MayRead(plan.Object.NameField))
                    names[(rule, id)] = record[plan.Object.NameField]?.ToString() ?? "";

        return names;
    }

    /// <summary>Of what a row is a duplicate: a record that is there, by its name where the person may know it, or a row before it.</summary>
    private Message SkippedFor(int rule, string? name, Record? earlier, ImportRow[] rows, bool isThere)
    {
        var same = rules[rule].Told.Select(f => f.Label);
        if (!isThere)
            return Array.Find(rows, r => r.Record is { } record && record == earlier) is { } row
                ? new("import_skipped_like_row", row.Source.Number, same)
                : new("import_skipped_like_earlier", same);

        return string.IsNullOrEmpty(name) ? new("import_skipped_there", plan.Object.Label, same) : new("import_skipped_like", plan.Object.Label, name, same);
    }

    private static void MergeInto(ImportRow row, Guid id, IReadOnlyDictionary<Guid, Found> targets)
    {
        if (targets.TryGetValue(id, out var found) && found.Record is { } record)
            Merge(row, record);
        else
            row.Fault(null, null, new("import_duplicate_out_of_reach"));
    }

    private static void Merge(ImportRow row, Record record)
    {
        Write(row, record, onlyEmpty: true);
        row.Settle(RowOutcome.Updated, record);
    }

    private void Update(ImportRow row, Guid id, IReadOnlyDictionary<Guid, Found> targets)
    {
        if (!targets.TryGetValue(id, out var found))
        {
            row.Fault(plan.Key!.Name, row[plan.Key]?.ToString(), new("import_no_record_of_key", plan.Object.Label, plan.Key.Label));
        }
        else if (found.Record is not { } record)
        {
            row.Fail(found.Refusal!);
        }
        else
        {
            Write(row, record, onlyEmpty: false);
            row.Settle(RowOutcome.Updated, record);
        }
    }

    private static void Write(ImportRow row, Record record, bool onlyEmpty)
    {
        foreach (var (field, value) in row.Values)
            Write(record, field, value, onlyEmpty);

        foreach (var (field, value) in row.Found)
            Write(record, field, value, onlyEmpty);
    }

    private static void Write(Record record, FieldSchema field, object? value, bool onlyEmpty)
    {
        if (field.Ordinal == SystemFields.IdOrdinal || value is null || (onlyEmpty && record[field] is not null) || (!record.IsNew && Values.Same(record[field], value)))
            return;

        record.Write(field, value);
    }
}
