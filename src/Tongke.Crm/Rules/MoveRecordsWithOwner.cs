using System.Text.Json;
using Tongke.Kernel;
using Tongke.Kernel.Access;
using Tongke.Kernel.Changes;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;

namespace Tongke.Crm.Rules;

/// <summary>
/// When somebody moves to another department, the records they own in the former one follow them, so that the new department's manager sees them
/// and the former's does not. Records that were put into a third department stay there. Each move stands in the log as any other change.
/// </summary>
internal sealed class MoveRecordsWithOwner(Workspace workspace) : IChangeConsumer
{
    private const int CommitSize = 200;

    /// <inheritdoc />
    public string Name => "records follow their owner";

    /// <inheritdoc />
    public IReadOnlyCollection<string> Objects { get; } = ["user"];

    /// <inheritdoc />
    public bool OnlyUpdates => true;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<SealedChange> changes, CancellationToken ct)
    {
        foreach (var change in changes)
            if (change.Diff.TryGetProperty(SystemFields.Department, out var moved) && Former(moved) is { } former)
                await MoveAsync(change.Record, former, ct);
    }

    private static Guid? Former(JsonElement moved) => moved[0].ValueKind == JsonValueKind.String && moved[0].TryGetGuid(out var former) ? former : null;

    private async Task MoveAsync(Guid owner, Guid former, CancellationToken ct)
    {
        // What counts is where they are now, should they have moved again meanwhile; and as it is stored: the people this node knows may be those of a moment ago.
        var session = workspace.Open(Actor.System("records follow their owner"));
        if (await session.LoadAsync(session.Schema["user"], owner, ct) is not { IsDeleted: false } user || user[SystemFields.Department] is not Guid present || present == former)
            return;

        foreach (var definition in workspace.Schema.Objects.Where(o => o.IsOwned))
            await MoveAsync(definition, owner, former, present, ct);
    }

    private async Task MoveAsync(ObjectSchema definition, Guid owner, Guid former, Guid present, CancellationToken ct)
    {
        FieldPath Field(string name) => new(definition[name]);
        var stayed = Condition.AllOf([Condition.Equal(Field(SystemFields.Owner), owner), Condition.Equal(Field(SystemFields.Department), former)]);
        var refused = new HashSet<Guid>();
        while (true)
        {
            var session = workspace.Open(Actor.System("records follow their owner"));
            var page = (await session.LoadWhereAsync(definition, stayed, CommitSize + refused.Count, ct)).Where(r => !refused.Contains(r.Id)).ToArray();
            if (page.Length == 0)
                return;

            foreach (var record in page)
                record[definition[SystemFields.Department]] = present;

            if (await session.CommitAsync(ct) is not null)
                await MoveOneByOneAsync(definition, page, present, refused, ct);
        }
    }

    /// <summary>What a rule refuses stays where it is, and hinders nothing else.</summary>
    private async Task MoveOneByOneAsync(ObjectSchema definition, Record[] page, Guid present, HashSet<Guid> refused, CancellationToken ct)
    {
        foreach (var id in page.Select(r => r.Id))
        {
            var session = workspace.Open(Actor.System("records follow their owner"));
            if (await session.LoadAsync(definition, id, ct) is not { IsDeleted: false } record)
                continue;

            record[definition[SystemFields.Department]] = present;
            if (await session.CommitAsync(ct) is not null)
                refused.Add(id);
        }
    }
}
