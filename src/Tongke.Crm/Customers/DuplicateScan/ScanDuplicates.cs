using System.Security.Cryptography;
using System.Text;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>
/// Lists the groups of records that share the values of a duplicate rule. A scan may be interrupted and run again, on another node too: a group is known
/// by its rule and values, so the second run finds what the first one wrote. What several rules find is one group, for all of their reasons.
/// </summary>
public static class ScanDuplicates
{
    /// <summary>Groups of one rule; a company with more has another problem than duplicates.</summary>
    private const int MostGroups = 5_000;

    private const int GroupsAtOnce = 50;

    /// <summary>Records that share the values of a rule.</summary>
    private const int MostAlike = 500;

    /// <summary>Records of one group.</summary>
    private const int MostMembers = 100;

    private const int LongestTitle = 200;

    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(2);

    /// <summary>The duty.</summary>
    public static Duty Duty { get; } = new("duplicate scans", TimeSpan.FromSeconds(3), RunAsync);

    /// <summary>Does the scans that wait, and those whose node has died.</summary>
    public static async System.Threading.Tasks.Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        var definition = workspace.Schema[DuplicateScan.ObjectName];
        var waiting = Formula.Parse("OR(status = \"queued\", status = \"running\")", definition).Expr!;
        foreach (var found in await Open(workspace).LoadWhereAsync(definition, waiting, 10, ct))
            if (await TakeAsync(workspace, found.Id, ct))
                await ScanAsync(workspace, found.Id, ct);
    }

    private static Session Open(Workspace workspace) => workspace.Open(Actor.System("search for duplicates"));

    /// <summary>Takes the scan for this run; false when another has it.</summary>
    private static async ValueTask<bool> TakeAsync(Workspace workspace, Guid id, CancellationToken ct)
    {
        var session = Open(workspace);
        if (await session.LoadAsync<DuplicateScan>(new Id<DuplicateScan>(id), ct) is not { } scan || scan.Record.IsDeleted)
            return false;

        var updated = scan.Record[SystemFields.UpdatedAt] as DateTimeOffset?;
        if (scan.Status == DuplicateScan.StatusValue.Running && updated > session.Now - AbandonedAfter)
            return false;

        // Two that take it at once write two different runners: the second is a conflict.
        scan.Status = DuplicateScan.StatusValue.Running;
        scan.Runner = Guid.CreateVersion7();
        scan.StartedAt ??= session.Now;
        return await session.CommitAsync(ct) is null;
    }

    private static async System.Threading.Tasks.Task ScanAsync(Workspace workspace, Guid id, CancellationToken ct)
    {
        var definition = workspace.Schema[(string)(await Open(workspace).LoadAsync(workspace.Schema[DuplicateScan.ObjectName], id, ct))![DuplicateScan.Fields.Object]!];
        var rules = definition.Definition.Duplicates;
        var found = new Dictionary<string, FoundGroup>(StringComparer.Ordinal);
        foreach (var (index, rule) in rules.Index())
        {
            await FindAsync(workspace, definition, rule, found, ct);
            if (index + 1 == rules.Count)
                await WriteAsync(workspace, definition, found.Values, ct);

            var session = Open(workspace);
            if (await session.LoadAsync<DuplicateScan>(new Id<DuplicateScan>(id), ct) is not { Status: DuplicateScan.StatusValue.Running } scan)
                return;

            scan.Total = rules.Count;
            scan.Done = index + 1;
            scan.Groups = found.Count;
            if (index + 1 == rules.Count)
            {
                scan.Status = DuplicateScan.StatusValue.Done;
                scan.FinishedAt = session.Now;
            }

            if (await session.CommitAsync(ct) is not null)
                return;
        }
    }

    /// <summary>Adds to <paramref name="found"/>, by their records, the groups of one rule; of a group that is there already, that the rule finds it too.</summary>
    private static async System.Threading.Tasks.Task FindAsync(
        Workspace workspace, ObjectSchema definition, DuplicateRuleDefinition rule, Dictionary<string, FoundGroup> found, CancellationToken ct)
    {
        var fields = rule.Fields.Select(f => definition[f]).ToArray();
        var columns = Sql.List(fields.Select(f => f.Column));
        var filled = Sql.Join(" and ", fields.Select(f => Sql.From($"{f.Column} is not null")));
        var shared = await workspace.Database.ListAsync(
            Sql.From($"select {columns} from {definition.Table} where deleted_at is null and {filled} group by {columns} having count(*) > 1 order by count(*) desc limit {MostGroups}"),
            rows => fields.Select((f, i) => Values.Read(rows, i, f.ValueType)).ToArray(),
            ct);
        foreach (var chunk in shared.Chunk(GroupsAtOnce))
        {
            var session = Open(workspace);
            foreach (var values in chunk)
            {
                var alike = await session.LoadWhereAsync(definition, Condition.AllOf(fields.Select((f, i) => Condition.Equal(new FieldPath(f), values[i]))), MostAlike, ct);
                var whole = KeyOf(definition, rule, values);
                // Companies of different places apart; people may have looked at all of them together, before their places told them apart.
                foreach (var (place, records) in CompanyPlaces.Divide(alike, fields).Where(d => d.Records.Count > 1))
                    Take(place is null ? [whole] : [$"{whole}:{place.Province}{place.City}", whole], [.. records.Take(MostMembers)]);
            }
        }

        void Take(string[] keys, Record[] records)
        {
            var set = string.Concat(records.Select(r => r.Id).Order());
            if (!found.TryGetValue(set, out var group))
                found[set] = new(keys, [rule], [.. records.Select(r => r.Id)], [.. records.Select(r => r[SystemFields.Department] as Guid?)], TitleOf(records, definition, workspace));
            else if (!group.Rules.Contains(rule))
                found[set] = group with { Keys = [.. group.Keys, .. keys], Rules = [.. group.Rules, rule] };
        }
    }

    private static string TitleOf(IEnumerable<Record> records, ObjectSchema definition, Workspace workspace) =>
        (records.Select(r => r[definition.NameField]?.ToString()).FirstOrDefault(n => !string.IsNullOrEmpty(n)) ?? definition.Label.In(workspace.Schema.Conventions.Language)).Cut(LongestTitle);

    /// <summary>Writes the groups, and closes those that this scan did not find again: their records were merged, changed or deleted.</summary>
    private static async System.Threading.Tasks.Task WriteAsync(Workspace workspace, ObjectSchema definition, IReadOnlyCollection<FoundGroup> found, CancellationToken ct)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in found.Chunk(GroupsAtOnce))
        {
            var session = Open(workspace);
            foreach (var group in chunk)
                if (await WriteGroupAsync(session, definition, group, ct))
                    kept.Add(group.Keys[0]);

            await session.CommitAsync(ct);
        }

        var closing = Open(workspace);
        var groups = closing.Schema[DuplicateGroup.ObjectName];
        var open = Condition.AllOf(
        [
            Condition.Equal(new FieldPath(groups[DuplicateGroup.Fields.Object]), definition.Name),
            Condition.Equal(new FieldPath(groups[DuplicateGroup.Fields.Status]), DuplicateGroup.StatusValue.Open),
        ]);
        foreach (var group in await closing.LoadWhereAsync<DuplicateGroup>(open, MostGroups * definition.Definition.Duplicates.Count, ct))
            if (!kept.Contains(group.Key!))
                group.Status = DuplicateGroup.StatusValue.Gone;

        await closing.CommitAsync(ct);
    }

    /// <summary>Writes a group; false when people called its records different under another of its keys.</summary>
    private static async ValueTask<bool> WriteGroupAsync(Session session, ObjectSchema definition, FoundGroup found, CancellationToken ct)
    {
        var keyField = new FieldPath(session.Schema[DuplicateGroup.ObjectName][DuplicateGroup.Fields.Key]);
        var known = await session.LoadWhereAsync<DuplicateGroup>(Condition.AnyOf(found.Keys.Select(k => Condition.Equal(keyField, k))), ct: ct);
        var own = known.FirstOrDefault(g => g.Key == found.Keys[0]);
        if (own?.Status != DuplicateGroup.StatusValue.Dismissed && known.Any(g => g.Status == DuplicateGroup.StatusValue.Dismissed && !found.Records.Except(GroupMembers.Of(g)).Any()))
            return false;

        var group = own ?? session.Make<DuplicateGroup>();
        if (group.IsNew)
        {
            group.Key = found.Keys[0];
            group.Object = definition.Name;
            group.Rule = found.Rules[0].Name;
        }

        // Dismissed are the records people looked at: with another among them the question is a new one.
        var isNews = found.Records.Except(GroupMembers.Of(group)).Any();
        if (group.IsNew || group.Status != DuplicateGroup.StatusValue.Dismissed || isNews)
        {
            group.Status = DuplicateGroup.StatusValue.Open;
            GroupMembers.Set(group, found.Records);
        }

        group.Title = found.Title;
        group.Record[DuplicateGroup.Fields.CommonDepartment] = GroupMembers.CommonDepartment(found.Departments, session.Organization);
        group.Reason = new Message("duplicate_reasons", found.Rules.Select(r => CheckDuplicates.LabelOf(r, definition).In(session.Schema.Conventions.Language))).In(session.Schema.Conventions.Language).Cut(LongestTitle);
        if (group.Record.IsDirty)
            group.ScannedAt = session.Now;

        return true;
    }

    private static string KeyOf(ObjectSchema definition, DuplicateRuleDefinition rule, object?[] values)
    {
        var text = string.Join('\u001f', values.Select(v => v?.ToString()));
        return $"{definition.Name}:{rule.Name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}";
    }

    /// <summary>Records that are the same by one rule or by several.</summary>
    /// <param name="Keys">What it is known by, first the key of its own; the others are those it is, or once was, a group of its own by.</param>
    /// <param name="Rules">Those that found it.</param>
    /// <param name="Records">Its records.</param>
    /// <param name="Departments">Those of its records.</param>
    /// <param name="Title">What it is called.</param>
    private sealed record FoundGroup(IReadOnlyList<string> Keys, IReadOnlyList<DuplicateRuleDefinition> Rules, IReadOnlyCollection<Guid> Records, IReadOnlyList<Guid?> Departments, string Title);
}
