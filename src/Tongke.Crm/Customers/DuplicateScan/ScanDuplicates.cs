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
/// by its rule and values, so the second run finds what the first one wrote.
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
        var groups = 0L;
        foreach (var (index, rule) in rules.Index())
        {
            groups += await ScanRuleAsync(workspace, definition, rule, ct);
            var session = Open(workspace);
            if (await session.LoadAsync<DuplicateScan>(new Id<DuplicateScan>(id), ct) is not { Status: DuplicateScan.StatusValue.Running } scan)
                return;

            scan.Total = rules.Count;
            scan.Done = index + 1;
            scan.Groups = groups;
            if (index + 1 == rules.Count)
            {
                scan.Status = DuplicateScan.StatusValue.Done;
                scan.FinishedAt = session.Now;
            }

            if (await session.CommitAsync(ct) is not null)
                return;
        }
    }

    private static async ValueTask<long> ScanRuleAsync(Workspace workspace, ObjectSchema definition, DuplicateRuleDefinition rule, CancellationToken ct)
    {
        var fields = rule.Fields.Select(f => definition[f]).ToArray();
        var columns = Sql.List(fields.Select(f => f.Column));
        var filled = Sql.Join(" and ", fields.Select(f => Sql.From($"{f.Column} is not null")));
        var shared = await workspace.Database.ListAsync(
            Sql.From($"select {columns} from {definition.Table} where deleted_at is null and {filled} group by {columns} having count(*) > 1 order by count(*) desc limit {MostGroups}"),
            rows => fields.Select((f, i) => Values.Read(rows, i, f.ValueType)).ToArray(),
            ct);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in shared.Chunk(GroupsAtOnce))
        {
            var session = Open(workspace);
            foreach (var values in chunk)
                keys.UnionWith(await WriteGroupsAsync(session, definition, rule, fields, values, ct));

            await session.CommitAsync(ct);
        }

        await CloseOthersAsync(workspace, definition, rule, keys, ct);
        return keys.Count;
    }

    /// <summary>The records that share these values, companies of different places apart.</summary>
    private static async ValueTask<IReadOnlyList<string>> WriteGroupsAsync(
        Session session, ObjectSchema definition, DuplicateRuleDefinition rule, FieldSchema[] fields, object?[] values, CancellationToken ct)
    {
        var alike = await session.LoadWhereAsync(definition, Condition.AllOf(fields.Select((f, i) => Condition.Equal(new FieldPath(f), values[i]))), MostAlike, ct);
        var whole = KeyOf(definition, rule, values);
        var keys = new List<string>();
        foreach (var (place, records) in CompanyPlaces.Divide(alike, fields))
        {
            if (records.Count < 2)
                continue;

            var key = place is null ? whole : $"{whole}:{place.Province}{place.City}";
            keys.Add(key);
            // People may have looked at all of them together, before their places told them apart.
            if (key == whole || !await IsDismissedAsync(session, whole, records, ct))
                await WriteGroupAsync(session, definition, rule, key, [.. records.Take(MostMembers)], ct);
        }

        return keys;
    }

    private static async ValueTask<bool> IsDismissedAsync(Session session, string key, IEnumerable<Record> records, CancellationToken ct) =>
        await FindAsync(session, key, ct) is { Status: DuplicateGroup.StatusValue.Dismissed } whole && !records.Select(r => r.Id).Except(GroupMembers.Of(whole)).Any();

    private static async ValueTask<DuplicateGroup?> FindAsync(Session session, string key, CancellationToken ct) =>
        await session.LoadWhereAsync<DuplicateGroup>(Condition.Equal(new FieldPath(session.Schema[DuplicateGroup.ObjectName][DuplicateGroup.Fields.Key]), key), top: 1, ct) is [var known] ? known : null;

    private static async System.Threading.Tasks.Task WriteGroupAsync(
        Session session, ObjectSchema definition, DuplicateRuleDefinition rule, string key, IReadOnlyList<Record> members, CancellationToken ct)
    {
        var ids = members.Select(m => m.Id).ToArray();
        var group = await FindAsync(session, key, ct) ?? session.Make<DuplicateGroup>();
        if (group.IsNew)
        {
            group.Key = key;
            group.Object = definition.Name;
            group.Rule = rule.Name;
        }

        // Dismissed are the records people looked at: with another among them the question is a new one.
        var isNews = ids.Except(GroupMembers.Of(group)).Any();
        if (group.IsNew || group.Status != DuplicateGroup.StatusValue.Dismissed || isNews)
        {
            group.Status = DuplicateGroup.StatusValue.Open;
            GroupMembers.Set(group, ids);
        }

        var title = members.Select(m => m[definition.NameField]?.ToString()).FirstOrDefault(n => !string.IsNullOrEmpty(n)) ?? definition.Label.In(session.Schema.Conventions.Language);
        group.Title = title.Cut(LongestTitle);
        group.Reason = CheckDuplicates.LabelOf(rule, definition).In(session.Schema.Conventions.Language);
        if (group.Record.IsDirty)
            group.ScannedAt = session.Now;
    }

    /// <summary>Groups that this scan did not find again: their records were merged, changed or deleted.</summary>
    private static async System.Threading.Tasks.Task CloseOthersAsync(Workspace workspace, ObjectSchema definition, DuplicateRuleDefinition rule, HashSet<string> keys, CancellationToken ct)
    {
        var session = Open(workspace);
        var groups = session.Schema[DuplicateGroup.ObjectName];
        var ofRule = Condition.AllOf(
        [
            Condition.Equal(new FieldPath(groups[DuplicateGroup.Fields.Object]), definition.Name),
            Condition.Equal(new FieldPath(groups[DuplicateGroup.Fields.Rule]), rule.Name),
            Condition.Equal(new FieldPath(groups[DuplicateGroup.Fields.Status]), DuplicateGroup.StatusValue.Open),
        ]);
        foreach (var group in await session.LoadWhereAsync<DuplicateGroup>(ofRule, MostGroups, ct))
            if (!keys.Contains(group.Key!))
                group.Status = DuplicateGroup.StatusValue.Gone;

        await session.CommitAsync(ct);
    }

    private static string KeyOf(ObjectSchema definition, DuplicateRuleDefinition rule, object?[] values)
    {
        var text = string.Join('\u001f', values.Select(v => v?.ToString()));
        return $"{definition.Name}:{rule.Name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}";
    }
}
