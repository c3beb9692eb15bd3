using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Finds the records that the file names, for many rows in a few queries: by every unique field of the target, then its name, then its other
/// names (English name, path). The person sees only what the person may see. Names found once are remembered for the whole file.
/// </summary>
internal sealed class ReferenceResolver(ImportPlan plan, UnmatchedValues unmatched)
{
    private const int MostRemembered = 200_000;

    private static readonly string[] OtherNames = ["code", "name_en", "path", "email"];

    private readonly Dictionary<(ObjectSchema Target, string Name), Guid> remembered = [];
    private readonly Dictionary<(ObjectSchema Target, string Name), IReadOnlyList<Guid>> ambiguous = [];
    private readonly Dictionary<(ObjectSchema Target, string Name), Record> made = [];
    private readonly HashSet<(ObjectSchema Target, string Name)> taken = [];

    /// <summary>Records of other objects that were made because the file names them, in the order they were made.</summary>
    public IReadOnlyList<Record> Made => [.. made.Values.Distinct()];

    /// <summary>Puts ids in the place of names; a name that nobody has is a fault of its row, or waits for a later row of the same file.</summary>
    public async Task ResolveAsync(Session session, IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        taken.Clear();
        foreach (var group in rows.SelectMany(r => r.Named).GroupBy(n => n.Column.Field.Target!))
        {
            await FindAsync(session, group.Key, [.. group.SelectMany(n => n.Names)], ct);
            var wanted = group.Where(n => n.Column.CreatesMissing).SelectMany(n => n.Names).Where(name => !remembered.ContainsKey((group.Key, name)) && !ambiguous.ContainsKey((group.Key, name)));
            await FindTakenAsync(session, group.Key, [.. wanted.Distinct()], ct);
        }

        await LoadAsync(session, rows, ct);
        foreach (var row in rows)
            // What belongs within another record, as a stage does in a pipeline, is told apart by that.
            foreach (var reference in row.Named.OrderBy(n => n.Column.Field.Definition.Within is not null))
                await SetAsync(session, row, reference, ct);
    }

    /// <summary>The record of the plan's own object that has this name, for lookups that waited.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> FindOwnAsync(Session session, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        await FindAsync(session, plan.Object, names, ct);
        return names.Distinct().Where(n => remembered.ContainsKey((plan.Object, n))).ToDictionary(n => n, n => remembered[(plan.Object, n)]);
    }

    /// <summary>
    /// Of names that the person finds nobody of, learns which somebody has all the same, whom the person does not see: no second one can be made. A row
    /// is told no more of that than a refusal of the second one would tell.
    /// </summary>
    public async Task FindTakenAsync(Session session, ObjectSchema target, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        if (!target.NameField.Definition.Unique || names.Count == 0)
            return;

        var stored = names.ToLookup(name => StoredOf(session, target, name));
        foreach (var (_, values) in await session.LoadValuesByAsync(target, target.NameField, [.. stored.Select(s => s.Key)], [target.NameField], ct))
            taken.UnionWith(stored[(string)values[0]!].Select(name => (target, name)));
    }

    /// <summary>Why a name that nobody has leads nowhere, or can be nobody's; null where a record is made of it.</summary>
    public Message? WhyNobody(Session session, FieldSchema field, string name)
    {
        var target = field.Target!;
        if (!plan.Columns.Any(c => c.Field == field && c.CreatesMissing) || !session.Access.On(target).May(RecordAction.Create))
            return new("import_nobody_of_name", target.Label, name);

        return taken.Contains((target, name))
            ? new("import_name_taken", target.Label, name)
            : target.NameField.Type.FromText(name, target.NameField, session.Schema.Conventions).Problem;
    }

    /// <summary>A new record of this name, once in a session.</summary>
    public async Task<Record> MakeAsync(Session session, ObjectSchema target, string name, CancellationToken ct)
    {
        if (made.TryGetValue((target, name), out var known))
            return known;

        // Two ways to write one name are one record.
        var stored = StoredOf(session, target, name);
        if (made.TryGetValue((target, stored), out var same))
            return made[(target, name)] = same;

        var record = session.Add(target);
        record.Write(target.NameField, stored);
        if (target.Name == "user")
            record.Write(target["login"], await FreeLoginAsync(session, target, name, ct));

        return made[(target, name)] = made[(target, stored)] = record;
    }

    /// <summary>The session was committed: what it made is there for the rows to come.</summary>
    public void Keep()
    {
        foreach (var (key, record) in made)
            remembered[key] = record.Id;

        made.Clear();
    }

    /// <summary>A rule refuses one of those that were made: it will not be there.</summary>
    public void Drop(Record refused)
    {
        foreach (var key in made.Where(m => m.Value == refused).Select(m => m.Key).ToArray())
            made.Remove(key);
    }

    /// <summary>The session is given up, and with it what it made.</summary>
    public void Forget() => made.Clear();

    private async Task FindAsync(Session session, ObjectSchema target, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        if (remembered.Count > MostRemembered)
            remembered.Clear();

        var open = names.Where(n => !remembered.ContainsKey((target, n)) && !ambiguous.ContainsKey((target, n))).ToHashSet(StringComparer.Ordinal);
        foreach (var field in Candidates(session, target))
        {
            if (open.Count == 0)
                return;

            var stored = open.Select(n => (Name: n, Stored: field.Type.FromText(n, field, session.Schema.Conventions).Value as string)).Where(n => n.Stored is not null).ToArray();
            var found = (await session.FindByAsync(target, field, [.. stored.Select(n => n.Stored!).Distinct()], ct)).ToLookup(r => (string)r[field]!, r => r.Id);
            foreach (var (name, text) in stored)
            {
                var ids = found[text!].Distinct().ToArray();
                if (ids.Length == 0)
                    continue;

                open.Remove(name);
                if (ids.Length == 1)
                    remembered[(target, name)] = ids[0];
                else
                    ambiguous[(target, name)] = ids;
            }
        }
    }

    private static IEnumerable<FieldSchema> Candidates(Session session, ObjectSchema target)
    {
        var access = session.Access.On(target);
        return target.Fields.Where(f => f.Definition.Unique)
            .Append(target.NameField)
            .Concat(OtherNames.Select(target.Find).OfType<FieldSchema>())
            .Where(f => f.ValueType.Kind == ValueKind.Text && f.HasColumn && access.MayRead(f))
            .Distinct();
    }

    /// <summary>Takes the records that rows point to into the session at once: rules read them one by one later.</summary>
    private async Task LoadAsync(Session session, IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        var byName = rows.SelectMany(r => r.Named).SelectMany(n => n.Names.Select(name => (Target: n.Column.Field.Target!, Name: name)))
            .Where(remembered.ContainsKey).Select(n => (n.Target, Id: remembered[n]));
        var byId = rows.SelectMany(r => r.Values).Where(v => v.Key.Target is not null).SelectMany(v => IdsOf(v.Value).Select(id => (Target: v.Key.Target!, Id: id)));
        foreach (var group in byName.Concat(byId).Distinct().GroupBy(r => r.Target, r => r.Id))
            await session.FindManyAsync(group.Key, [.. group.Where(id => session.Known(group.Key, id) is null)], RecordAction.Read, ct);
    }

    private async Task SetAsync(Session session, ImportRow row, NamedReference reference, CancellationToken ct)
    {
        var (column, names) = reference;
        var target = column.Field.Target!;
        var ids = new List<Guid>(names.Count);
        foreach (var name in names)
        {
            if (remembered.TryGetValue((target, name), out var id))
                ids.Add(id);
            else if (ambiguous.TryGetValue((target, name), out var several))
                await ChooseAsync(session, row, column, name, several, ids, ct);
            else if (target == plan.Object && column.Field.ValueType.Kind == ValueKind.Id)
                row.Deferred.Add((column.Field, name));
            else if (WhyNobody(session, column.Field, name) is { } why)
                Miss(row, column, name, why);
            else
                ids.Add((await MakeAsync(session, target, name, ct)).Id);
        }

        if (ids.Count > 0)
            row.Found[column.Field] = column.Field.ValueType.Kind == ValueKind.Ids ? ids.Distinct().ToArray() : ids[0];
    }

    /// <summary>Of several of one name takes the one that belongs where the row does; otherwise says where each belongs.</summary>
    private static async Task ChooseAsync(Session session, ImportRow row, PlannedColumn column, string name, IReadOnlyList<Guid> several, List<Guid> ids, CancellationToken ct)
    {
        var target = column.Field.Target!;
        if (column.Field.Definition.Within is not { } within || target.Find(within) is not { Target: { } whole } belongs || column.Field.Object.Find(within) is not { } beside)
        {
            row.Fault(column.Field.Name, name, new("import_several_of_name", target.Label, name));
            return;
        }

        var found = (await session.FindManyAsync(target, [.. several], RecordAction.Read, ct)).Values.Select(f => f.Record).OfType<Record>().ToArray();
        if (row[beside] is Guid place && found.Where(r => r[belongs] is Guid there && there == place).ToArray() is [var meant])
        {
            ids.Add(meant.Id);
            return;
        }

        var wholes = await session.FindManyAsync(whole, [.. found.Select(r => r[belongs]).OfType<Guid>().Distinct()], RecordAction.Read, ct);
        var names = wholes.Values.Select(f => f.Record?[whole.NameField]?.ToString()).OfType<string>().Order(StringComparer.Ordinal);
        row.Fault(column.Field.Name, name, new("import_several_in", target.Label, name, beside.Label, names));
    }

    private void Miss(ImportRow row, PlannedColumn column, string name, Message why)
    {
        row.Fault(column.Field.Name, name, why);
        unmatched.Add(column, name);
    }

    private static string StoredOf(Session session, ObjectSchema target, string name) =>
        target.NameField.Type.FromText(name, target.NameField, session.Schema.Conventions).Value as string ?? name;

    private async Task<string> FreeLoginAsync(Session session, ObjectSchema users, string name, CancellationToken ct)
    {
        var login = LoginNames.Of(name);
        var candidates = Enumerable.Range(1, 20).Select(n => n == 1 ? login : $"{login}{n}").ToArray();
        var taken = (await session.LoadByAsync(users, users["login"], candidates, ct)).Select(r => (string)r["login"]!)
            .Concat(made.Values.Where(r => r.Object == users).Select(r => (string)r["login"]!)).ToHashSet(StringComparer.Ordinal);
        return candidates.FirstOrDefault(c => !taken.Contains(c)) ?? login;
    }

    private static Guid[] IdsOf(object? value) => value switch
    {
        Guid id => [id],
        Guid[] ids => ids,
        _ => [],
    };
}
