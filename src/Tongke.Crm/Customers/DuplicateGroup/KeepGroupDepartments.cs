using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Crm.Customers;

/// <summary>
/// When a record moves to another department, or a department under another, the groups of duplicates are of another common department: who saw a group
/// because all of it was theirs does not go on seeing it until the next scan.
/// </summary>
internal sealed class KeepGroupDepartments(Workspace workspace) : IChangeConsumer
{
    private const int GroupsAtOnce = 50;
    private const string Departments = "department";
    private const string Parent = "parent";

    /// <inheritdoc />
    public string Name => "departments of duplicates";

    /// <inheritdoc />
    public IReadOnlyCollection<string> Objects { get; } = [Account.ObjectName, Contact.ObjectName, Sales.Lead.ObjectName, Departments];

    /// <inheritdoc />
    public bool OnlyUpdates => true;

    /// <inheritdoc />
    public async System.Threading.Tasks.Task HandleAsync(IReadOnlyList<SealedChange> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Object == Departments && c.Diff.TryGetProperty(Parent, out _)))
        {
            await workspace.ReloadAsync(ct); // the departments this node knows may be those of a moment ago
            foreach (var all in (await AllAsync(ct)).GroupBy(g => g.Object, g => g.Id))
                foreach (var chunk in all.Chunk(GroupsAtOnce))
                    await MoveAsync(all.Key, chunk, ct);
        }

        foreach (var moved in changes.Where(c => c.Object != Departments && c.Diff.TryGetProperty(SystemFields.Department, out _)).GroupBy(c => c.Object))
            foreach (var chunk in (await GroupsOfAsync(moved.Key, [.. moved.Select(c => c.Record.ToString()).Distinct()], ct)).Chunk(GroupsAtOnce))
                await MoveAsync(moved.Key, chunk, ct);
    }

    /// <summary>Groups that are of one department, and those that are waiting and may come to be.</summary>
    private async System.Threading.Tasks.Task<IReadOnlyList<(string Object, Guid Id)>> AllAsync(CancellationToken ct) => await workspace.Database.ListAsync(
        Sql.From($"select g.object, g.id from duplicate_group g where g.deleted_at is null and (g.common_department is not null or g.status = {DuplicateGroup.StatusValue.Open})"),
        rows => (rows.GetText(0), rows.GetGuid(1)),
        ct);

    private async System.Threading.Tasks.Task<IReadOnlyList<Guid>> GroupsOfAsync(string definition, IReadOnlyCollection<string> records, CancellationToken ct)
    {
        var members = Sql.PerDialect(Sql.Literal("json_each(g.records) m"), Sql.Literal("jsonb_array_elements_text(g.records) m(value)"));
        return await workspace.Database.ListAsync(
            Sql.From($"select g.id from duplicate_group g where g.object = {definition} and g.deleted_at is null and g.common_department is not null and exists (select 1 from {members} where {Sql.In(Sql.Literal("m.value"), records)})"),
            rows => rows.GetGuid(0),
            ct);
    }

    private async System.Threading.Tasks.Task MoveAsync(string name, IEnumerable<Guid> groups, CancellationToken ct)
    {
        var session = workspace.Open(Actor.System("search for duplicates"));
        var found = (await session.LoadManyAsync(session.Schema[DuplicateGroup.ObjectName], groups, ct)).Select(DuplicateGroup.Over).ToArray();
        var records = (await session.LoadManyAsync(session.Schema[name], found.SelectMany(GroupMembers.Of), ct)).ToDictionary(r => r.Id);
        foreach (var group in found)
            group.Record[DuplicateGroup.Fields.CommonDepartment] = GroupMembers.CommonDepartment(
                [.. GroupMembers.Of(group).Select(records.GetValueOrDefault).OfType<Record>().Select(r => r[SystemFields.Department] as Guid?)], session.Organization);

        if (await session.CommitAsync(ct) is { } refusal)
            throw new InvalidOperationException($"The departments of duplicates were refused: {refusal.Message.Code}");
    }
}
