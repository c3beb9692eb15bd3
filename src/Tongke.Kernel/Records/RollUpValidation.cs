using System.Text;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Tongke.Storage;

namespace Tongke.Kernel.Records;

/// <summary>
/// Validation rules that read roll-ups are checked by the batch itself, once the roll-ups stand: whoever writes another child meanwhile waits for the
/// parent or is waited for, so that a sum can't be passed by two who each kept to it.
/// </summary>
internal static class RollUpValidation
{
    private static readonly Identifier Alias = Identifier.Of("t");

    /// <summary>Looks at the records that were written and at those whose roll-ups were computed anew.</summary>
    public static void Check(WriteBatch batch, Session session, IReadOnlyList<RecordChange> changes, IReadOnlyList<(ObjectSchema Object, Sql Which)> refreshed)
    {
        var concerned = changes.Select(c => c.Record.Object).Concat(refreshed.Select(r => r.Object)).Distinct().Where(o => o.RollUpValidations.Count > 0);
        foreach (var definition in concerned.OrderBy(o => o.Name, StringComparer.Ordinal))
        {
            Sql[] rolled = [.. refreshed.Where(r => r.Object == definition).Select(r => r.Which)];
            foreach (var (validation, when) in definition.RollUpValidations)
            {
                var read = ExprShape.Paths(when).Select(p => p.Path[0]).ToHashSet();
                Guid[] written = [.. changes.Where(c => c.Record.Object == definition && Matters(c, read)).Select(c => c.Record.Id)];
                Sql[] which = written.Length == 0 ? rolled : [.. rolled, Sql.In(Sql.Literal("id"), written)];
                if (which.Length == 0)
                    continue;

                var scope = new SqlScope(definition, Alias, session.Context, reach: null);
                var broken = scope.Condition(when);
                var those = Sql.From($"({Sql.Join(" or ", which)})");
                batch.Add(
                    Sql.From($"select 1 from {definition.Table} {Alias}{scope.Joins} where {Alias}.id in (select id from {definition.Table} where {those}) and {Alias}.deleted_at is null and {broken} limit 1"),
                    Expect.Rows(0),
                    new BrokenValidation(new(validation.Field, new Message("rule_violated", validation.Message)), definition, those));
            }
        }
    }

    /// <summary>What stands where a validation was broken: while it moves, others write there, and rules may find another way.</summary>
    public static async ValueTask<string> FiguresAsync(Session session, BrokenValidation broken, CancellationToken ct)
    {
        FieldSchema[] fields = [broken.Object.Fields[SystemFields.VersionOrdinal], .. broken.Object.Columns.Where(f => f.Storage == FieldStorage.RollUp)];
        var figures = Sql.Join(" || ' ' || ", fields.Select(f => Sql.From($"coalesce(cast({f.Column} as text), '-')")));
        await using var rows = await session.Workspace.Database.QueryAsync(Sql.From($"select id, {figures} from {broken.Object.Table} where {broken.Which} order by id"), ct);
        var all = new StringBuilder(broken.Object.Name).Append(' ').Append(broken.Problem.Target);
        while (await rows.ReadAsync(ct))
            all.Append(' ').Append(rows.GetGuid(0)).Append(' ').Append(rows.GetText(1));

        return all.ToString();
    }

    private static bool Matters(RecordChange change, HashSet<FieldSchema> read) => change.Kind switch
    {
        ChangeKind.Created or ChangeKind.Restored => true,
        ChangeKind.Updated => change.Fields.Any(read.Contains),
        ChangeKind.Deleted or ChangeKind.Purged => false,
    };
}

/// <summary>A validation rule does not hold now that everything stands. It is looked at again: others may have written meanwhile, and a rule that knows the figures may say it better or find another way.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Object">Of what records.</param>
/// <param name="Which">Which of them were looked at.</param>
internal sealed record BrokenValidation(Problem Problem, ObjectSchema Object, Sql Which);
