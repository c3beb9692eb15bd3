using System.Globalization;
using System.Text;
using CsCheck;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Kernel.Tests;

/// <summary>The law of expressions: the databases and memory read one tree alike.</summary>
public sealed class AgreementTests
{
    private const int Trees = 12;
    private static readonly Identifier Alias = Identifier.Of("t");

    [Theory, OnEveryDatabase]
    public Task Random_trees_have_the_same_value_in_sql_and_in_memory(TestDatabase database) => Agree(database, "Asia/Shanghai");

    [Theory, OnEveryDatabase]
    public Task They_agree_where_clocks_change(TestDatabase database) => Agree(database, "America/New_York");

    private static async Task Agree(TestDatabase database, string zone)
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("TONGKE_LAW_ROUNDS"), out var wanted) ? wanted : 20;
        var schema = new Deals();
        await using var opened = await database.OpenAsync();
        await opened.MigrateAsync(new() { Tables = [Deals.TableOf(schema.Account), Deals.TableOf(schema.Deal)] });
        var values = new RandomRows(new Random(1));
        var (deals, accounts) = values.Rows(schema, 40, 6);
        await StoreAsync(opened, schema.Account, accounts);
        await StoreAsync(opened, schema.Deal, deals);

        var conventions = new Conventions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone), Calendar = new([new(2024, 2, 12), new(2024, 5, 1), new(2024, 10, 1)], [new(2024, 2, 4), new(2024, 4, 28)]) };
        var context = new EvaluationContext { Now = new(2024, 3, 10, 6, 30, 0, TimeSpan.Zero), Conventions = conventions };
        var failures = new StringBuilder();
        await Gen.Int[0, int.MaxValue].SampleAsync(
            async seed =>
            {
                var own = new RandomRows(new Random(seed));
                var scope = own.Chance(75) ? schema.Deal : schema.Account;
                var trees = Enumerable.Range(0, Trees).Select(_ => new RandomExpressions(own).Any(scope, 1 + own.Next(4))).ToList();
                await CompareAsync(opened, scope, scope == schema.Deal ? deals : accounts, trees, context, failures);
            },
            iter: rounds, threads: 1, seed: Environment.GetEnvironmentVariable("TONGKE_LAW_SEED"));
        Assert.True(failures.Length == 0, failures.ToString(0, Math.Min(failures.Length, 12_000)));
    }

    private static async Task CompareAsync(Database database, ObjectSchema scope, List<Row> rows, List<Expr> trees, EvaluationContext context, StringBuilder failures)
    {
        try
        {
            await CompareTogetherAsync(database, scope, rows, trees, context, failures);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            if (trees.Count == 1)
                failures.AppendLine(CultureInfo.InvariantCulture, $"{Shown.Of(trees[0])}\n   {database.Dialect}: {problem.Message}");
            else
                foreach (var tree in trees) await CompareAsync(database, scope, rows, [tree], context, failures);
        }
    }

    private static async Task CompareTogetherAsync(Database database, ObjectSchema scope, List<Row> rows, List<Expr> trees, EvaluationContext context, StringBuilder failures)
    {
        var sql = new SqlScope(scope, Alias, context, null);
        var columns = Sql.Join(", ", trees.Select(sql.Compile));
        var conditions = Sql.Join(", ", trees.Select(t => t.Type.Kind == ValueKind.Boolean ? Sql.From($"case when {sql.Condition(t)} then 1 else 0 end") : Sql.Literal("0")));
        var wrong = new HashSet<int>();
        await using var found = await database.QueryAsync(Sql.From($"select t.id, {columns}, {conditions} from {scope.Table} as {Alias}{sql.Joins}"));
        while (await found.ReadAsync())
        {
            var id = found.GetGuid(0);
            var row = rows.Single(r => r.Id == id);
            for (var i = 0; i < trees.Count; i++)
            {
                var expected = Evaluator.ToColumn(Evaluator.Evaluate(trees[i], row, context), trees[i].Type);
                var actual = Values.Read(found, i + 1, trees[i].Type);
                var holds = trees[i].Type.Kind != ValueKind.Boolean || found.GetInt64(1 + trees.Count + i) == 1 == expected is true;
                if ((Values.Same(expected, actual) && holds) || !wrong.Add(i)) continue;

                failures.AppendLine(CultureInfo.InvariantCulture, $"{Shown.Of(trees[i])}\n   memory {expected ?? "∅"}, {database.Dialect} {actual ?? "∅"}{(holds ? "" : " (condition)")}  arguments {string.Join(" ", Evidence(trees[i], row, context))}");
            }
        }
    }

    private static IEnumerable<string> Evidence(Expr tree, Row row, EvaluationContext context) =>
        tree is not Call ? [] : ExprShape.Inside(tree).Select(e => string.Create(CultureInfo.InvariantCulture, $"[{Evaluator.Evaluate(e, row, context) ?? "∅"}]"));

    private static async Task StoreAsync(Database database, ObjectSchema definition, List<Row> rows)
    {
        var batch = new WriteBatch();
        batch.AddRows(definition.Table, [.. definition.Columns.Select(f => new RowColumn(f.Column, f.ColumnType))], [.. rows.Select(r => definition.Columns.Select(f => r.Values[f.Ordinal]).ToArray())]);
        Assert.IsType<Committed>(await database.WriteAsync(batch));
    }
}

/// <summary>An expression in a form to read.</summary>
internal static class Shown
{
    public static string Of(Expr expression) => expression switch
    {
        Constant constant => constant.Value switch { null => "∅", string text => $"\"{text}\"", var value => $"{value}" },
        FieldPath path => string.Join('.', path.Path.Select(f => f.Name)),
        ContextValue context => $"{context.Name}",
        Call call => $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Of))})",
        Quantified q => $"{q.Quantifier}({(q.Condition is null ? "" : Of(q.Condition))})",
        Aggregated a => $"{a.Function}({(a.Of is null ? "" : Of(a.Of))} | {(a.Filter is null ? "" : Of(a.Filter))})",
        _ => expression.ToString(),
    };
}
