using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Storage;
using Xunit;

namespace Tongke.Kernel.Tests;

/// <summary>The SQL of conditions: what indexes can serve stays bare, and what the reader may not reach stays out.</summary>
public sealed class SqlScopeTests
{
    private static readonly Deals Schema = new();
    private static readonly Identifier Alias = Identifier.Of("t");

    private static readonly EvaluationContext Context = new() { Now = new(2024, 3, 15, 0, 0, 0, TimeSpan.Zero), Conventions = new Conventions() };

    private static Expr Parse(string formula, ObjectSchema scope) => Formula.Parse(formula, scope).Expr ?? throw new InvalidOperationException(formula);

    [Theory]
    [InlineData("amount >= 1000.5", "\"t\".\"amount\" >= ?1")]
    [InlineData("amount > 0.005", "\"t\".\"amount\" > ?1")]
    [InlineData("amount = 0.005", "false")]
    [InlineData("quantity < 3", "\"t\".\"quantity\" < ?1")]
    [InlineData("name = \"云海\"", "\"t\".\"name\" = ?1")]
    [InlineData("NOT(ISBLANK(account))", "\"t\".\"account\" is not null")]
    [InlineData("DATEVALUE(won_at) = TODAY()", "(\"t\".\"won_at\" >= ?1 and \"t\".\"won_at\" < ?2)")]
    [InlineData("close_date >= EDATE(STARTOFMONTH(TODAY()), -1)", "\"t\".\"close_date\" >= ?1")]
    [InlineData("3 > quantity AND active", "(\"t\".\"quantity\" < ?1 and \"t\".\"active\")")]
    public void A_column_against_a_known_value_is_left_bare_for_the_index(string formula, string sql) =>
        Assert.Equal(sql, new SqlScope(Schema.Deal, Alias, Context, null).Condition(Parse(formula, Schema.Deal)).ToText(Dialect.Sqlite));

    [Fact]
    public void A_path_is_joined_once_whatever_reads_it()
    {
        var scope = new SqlScope(Schema.Deal, Alias, Context, null);
        _ = scope.Condition(Parse("account.industry = \"x\" AND account.revenue > 5", Schema.Deal));

        Assert.Equal(" left join \"account\" as \"t_1\" on \"t_1\".\"id\" = \"t\".\"account\"", scope.Joins.ToText(Dialect.Postgres));
    }

    [Fact]
    public void The_reader_s_reach_stands_in_joins_and_children_but_not_inside_formula_fields()
    {
        Sql Reach(ObjectSchema definition, Identifier alias) => Sql.From($"{alias}.{definition["name"].Column} = 'mine'");

        var deals = new SqlScope(Schema.Deal, Alias, Context, Reach);
        _ = deals.Condition(Parse("account.industry = \"x\"", Schema.Deal));
        Assert.Contains("'mine'", deals.Joins.ToText(Dialect.Sqlite), StringComparison.Ordinal);

        var accounts = new SqlScope(Schema.Account, Alias, Context, Reach).Condition(Parse("ANY(deal_account, amount > 5)", Schema.Account)).ToText(Dialect.Sqlite);
        Assert.Contains("'mine'", accounts, StringComparison.Ordinal);
        Assert.Contains("\"deleted_at\" is null", accounts, StringComparison.Ordinal);

        var formula = new SqlScope(Schema.Deal, Alias, Context, Reach);
        _ = formula.Condition(Parse("big", Schema.Deal));
        Assert.DoesNotContain("'mine'", formula.Joins.ToText(Dialect.Sqlite), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_reader_owns_nothing()
    {
        var row = new Row(Schema.Deal);
        Assert.False(Evaluator.IsTrue(Condition.Equal(new FieldPath(Schema.Deal["account"]), ContextName.Me), row, Context));
        Assert.Equal(Constant.False, Condition.IsAmong(new FieldPath(Schema.Deal["account"]), []));
        Assert.Equal(Constant.True, Condition.AnyOf(Constant.True, Condition.IsEmpty(new FieldPath(Schema.Deal["account"]))));
    }
}
