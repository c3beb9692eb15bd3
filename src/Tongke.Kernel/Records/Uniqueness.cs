using Tongke.Kernel.Schemas;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>Finds out which unique value was taken, where the database only says that one was.</summary>
internal static class Uniqueness
{
    /// <summary>Columns of the first key of the record that another living record has; empty when the other is gone again.</summary>
    public static async ValueTask<IReadOnlyList<string>> ColumnsTakenAsync(Session session, Record record, CancellationToken ct)
    {
        var definition = record.Object;
        var keys = definition.Columns.Where(f => f.Definition.Unique).Select(f => new[] { f })
            .Concat(definition.Definition.Keys.Select(k => k.Select(name => definition[name]).ToArray()));
        foreach (var key in keys.Where(k => k.All(f => record[f] is not null)))
        {
            var same = Sql.Join(" and ", key.Select(f => Sql.From($"{f.Column} = {Values.Parameter(f, record[f])}")));
            if (await session.Workspace.Database.ScalarAsync<long?>(Sql.From($"select 1 from {definition.Table} where {same} and deleted_at is null and id <> {record.Id} limit 1"), ct) is not null)
                return [.. key.Select(f => f.Name)];
        }

        return [];
    }
}
