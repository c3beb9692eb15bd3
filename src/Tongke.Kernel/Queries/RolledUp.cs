using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Queries;

/// <summary>
/// Records whose roll-ups were computed anew within a part of the sealed log. They get no version and no change of their own, which would cost every
/// new child a second one; that they changed follows from the changes to their children.
/// </summary>
/// <param name="database">Where the log is.</param>
/// <param name="since">The point of the log behind which it begins.</param>
/// <param name="until">Its last change.</param>
public sealed class RolledUp(Database database, long since, long until)
{
    private readonly Dictionary<FieldSchema, IReadOnlyCollection<Guid>> parents = [];

    /// <summary>Records of the object of which a roll-up that the actor sees may have another value.</summary>
    public async ValueTask<IReadOnlyCollection<Guid>> TouchedAsync(Session session, ObjectSchema definition, CancellationToken ct)
    {
        var touched = new HashSet<Guid>();
        foreach (var field in definition.Fields.Where(f => f.RollUp is not null && session.Access.On(definition).MaySee(f)))
            touched.UnionWith(await ParentsAsync(field, RollUps.MaxLevels, ct));

        return touched;
    }

    private async ValueTask<IReadOnlyCollection<Guid>> ParentsAsync(FieldSchema field, int levels, CancellationToken ct)
    {
        if (parents.TryGetValue(field, out var known))
            return known;

        var rollUp = field.RollUp!;
        var (children, found) = await ChildrenAsync(rollUp, ct);
        if (rollUp.Of is { RollUp: not null } below && levels > 0)
            children.UnionWith(await ParentsAsync(below, levels - 1, ct));

        if (children.Count > 0)
            found.UnionWith(await database.ListAsync(
                Sql.From($"select distinct c.{rollUp.Lookup.Column} from {rollUp.Child.Table} c where {Sql.In(Sql.Literal("c.id"), children)} and c.{rollUp.Lookup.Column} is not null"), rows => rows.GetGuid(0), ct));

        return parents[field] = found;
    }

    /// <summary>Children that were changed in what the roll-up reads, and the parents that the log names: those they had before are known from it alone.</summary>
    private async ValueTask<(HashSet<Guid> Children, HashSet<Guid> Parents)> ChildrenAsync(RollUpSchema rollUp, CancellationToken ct)
    {
        var read = new[] { rollUp.Lookup, rollUp.Of }.OfType<FieldSchema>().Concat(rollUp.Filter is null ? [] : ExprShape.Fields(rollUp.Filter)).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var (children, parents) = (new HashSet<Guid>(), new HashSet<Guid>());
        await using var rows = await database.QueryAsync(
            Sql.From($"select c.record, c.kind, c.diff from change_seal s join change c on c.id = s.change where s.seq > {since} and s.seq <= {until} and c.object = {rollUp.Child.Name}"), ct);
        while (await rows.ReadAsync(ct))
        {
            using var diff = JsonDocument.Parse(rows.GetText(2));
            if (rows.GetText(1) == "updated" && !diff.RootElement.EnumerateObject().Any(e => read.Contains(e.Name)))
                continue;

            children.Add(rows.GetGuid(0));
            if (diff.RootElement.TryGetProperty(rollUp.Lookup.Name, out var pair))
                parents.UnionWith(pair.EnumerateArray().Select(id => Values.ParsePast(id, rollUp.Lookup.ValueType)).OfType<Guid>());
        }

        return (children, parents);
    }
}
