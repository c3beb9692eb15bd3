using System.Text.Json;
using Tongke.Kernel.Expressions;
using Tongke.Kernel.Texts;
using Xunit;

namespace Tongke.Kernel.Tests;

/// <summary>OData options, and the other forms of conditions: the filter builder's JSON and the browser's tree.</summary>
public sealed class ODataTests
{
    private static readonly Deals Schema = new();

    private static ODataQuery Read(params (string Name, string Value)[] options)
    {
        var result = OData.Parse(Schema.Deal, options.Select(o => KeyValuePair.Create(o.Name, o.Value)));
        Assert.Null(result.Error?.In(Language.English));
        return result.Query!;
    }

    private static string Filter(string text) => Shown.Of(Read(("$filter", text)).Filter!);

    [Theory]
    [InlineData("amount gt 100.5 and name eq '云''海'", "AND(GT(amount, 100.5), EQ(name, \"云'海\"))")]
    [InlineData("account eq 0198f0a0-0000-7000-8000-000000000001", "EQ(account, 0198f0a0-0000-7000-8000-000000000001)")]
    [InlineData("account eq '0198f0a0-0000-7000-8000-000000000001'", "EQ(account, 0198f0a0-0000-7000-8000-000000000001)")]
    [InlineData("account/id eq 0198f0a0-0000-7000-8000-000000000001", "EQ(account, 0198f0a0-0000-7000-8000-000000000001)")]
    [InlineData("account/industry eq '制造业'", "EQ(account.industry, \"制造业\")")]
    [InlineData("name in ('a','b',null)", "OR(IN(name, \"a\", \"b\"), ISBLANK(name))")]
    [InlineData("not (quantity in (1,2))", "NOT(IN(quantity, 1, 2))")]
    [InlineData("name eq null", "ISBLANK(name)")]
    [InlineData("name ne null", "NOT(ISBLANK(name))")]
    [InlineData("contains(tolower(name),'x')", "CONTAINS(LOWER(name), \"x\")")]
    [InlineData("year(close_date) eq 2024", "EQ(YEAR(close_date), 2024)")]
    [InlineData("close_date ge 2024-01-31", "GE(close_date, 01/31/2024)")]
    [InlineData("won_at ge 2024-01-31", "GE(TODATE(won_at), 01/31/2024)")]
    [InlineData("amount eq 12345678901234.56", "EQ(amount, 12345678901234.56)")]
    [InlineData("amount mul 2 gt quantity", "GT(MUL(amount, 2), DECIMAL(quantity))")]
    [InlineData("tags/any(t:t eq 'vip')", "HASANY(tags, \"vip\")")]
    [InlineData("tags/any(t:t in ('vip','new'))", "HASANY(tags, \"vip\", \"new\")")]
    [InlineData("not tags/any()", "ISBLANK(tags)")]
    [InlineData("active", "active")]
    [InlineData("won_at gt now() sub duration'P7D'", "GT(won_at, ADDTIME(Now, -7))")]
    public void A_filter_is_bound_to_the_schema(string text, string expected) => Assert.Equal(expected, Filter(text));

    [Fact]
    public void Children_are_asked_with_any_all_and_count()
    {
        string Over(string text) => Shown.Of(OData.ParseFilter(Schema.Account, text).Expr!);
        Assert.Equal("Any(GT(amount, 5))", Over("deal_account/any(d:d/amount gt 5)"));
        Assert.Equal("All(EQ(account.name, \"x\"))", Over("deal_account/all(d:d/account/name eq 'x')"));
        Assert.Equal("GT(Count( | ), 2)", Over("deal_account/$count gt 2"));
    }

    [Fact]
    public void Options_nest_in_expansions()
    {
        var query = Read(("$expand", "account($select=name;$expand=deal_account($filter=amount gt 5;$orderby=amount desc;$top=3))"), ("$select", "name,amount"), ("$orderby", "account/name, amount desc"), ("$top", "5"), ("$count", "true"));

        Assert.Equal(["name", "amount"], query.Select!.Select(f => f.Name));
        Assert.Equal([false, true], query.OrderBy.Select(o => o.IsDescending));
        var account = Assert.Single(query.Expand);
        Assert.False(account.IsChildren);
        var deals = Assert.Single(account.Query.Expand);
        Assert.True(deals.IsChildren);
        Assert.Equal(3, deals.Query.Top);
        Assert.True(query.Count);
    }

    [Fact]
    public void Groups_have_keys_measures_and_an_order()
    {
        var query = Read(("$apply", "filter(active eq true)/groupby((year(close_date),account/industry),aggregate(amount with sum as total,$count as n,account with countdistinct as accounts))"), ("$orderby", "total desc"));

        Assert.Equal("EQ(active, True)", Shown.Of(query.Apply!.Filter!));
        Assert.Equal(["year(close_date)", "account/industry"], query.Apply.Keys.Select(k => k.Name));
        Assert.Equal([Aggregate.Sum, Aggregate.Count, Aggregate.CountDistinct], query.Apply.Measures.Select(m => m.Function));
        Assert.Equal([("total", true)], query.Apply.OrderBy);
    }

    [Theory]
    [InlineData("$filter", "amont gt 5", "amount")]
    [InlineData("$filter", "name eq", "8")]
    [InlineData("$filter", "name", null)]
    [InlineData("$filter", "name/x eq 1", null)]
    [InlineData("$filter", "unknown(name)", null)]
    [InlineData("$filter", "amount eq 'abc'", null)]
    [InlineData("$orderby", "tags", null)]
    [InlineData("$orderby", "nme desc", "name")]
    [InlineData("$select", "nme", "name")]
    [InlineData("$expand", "acount", "account")]
    [InlineData("$expand", "account($select=name", null)]
    [InlineData("$top", "-1", null)]
    [InlineData("$count", "maybe", null)]
    [InlineData("$apply", "groupby(name)", null)]
    [InlineData("$apply", "aggregate(name with sum as x)", null)]
    [InlineData("$apply", "filter(active eq true)", null)]
    [InlineData("$what", "x", "$what")]
    [InlineData("$search", "x\0y", null)]
    public void What_is_wrong_is_said_in_both_languages(string option, string value, string? says)
    {
        var error = OData.Parse(Schema.Deal, [KeyValuePair.Create(option, value)]).Error;

        Assert.NotNull(error);
        Assert.NotEmpty(error.In(Language.Chinese));
        if (says is not null) Assert.Contains(says, error.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_not_unicode_is_refused()
    {
        Assert.NotNull(OData.ParseFilter(Schema.Deal, "name eq 'a\ud800'").Error);
        Assert.NotNull(OData.ParseFilter(Schema.Deal, "name eq 'a\0'").Error);
        Assert.NotNull(Formula.Parse("name = \"\udc00\"", Schema.Deal).Error);
    }

    [Fact]
    public void A_deep_filter_is_an_error_and_a_long_chain_is_none()
    {
        string? Says(string filter) => OData.ParseFilter(Schema.Deal, filter).Error?.Message.In(Language.English);

        Assert.NotNull(Says(new string('(', 10_000) + "amount gt 1" + new string(')', 10_000)));
        Assert.NotNull(Says(string.Concat(Enumerable.Repeat("not ", 10_000)) + "active"));
        Assert.NotNull(Says(string.Concat(Enumerable.Repeat("tolower(", 5_000)) + "name" + new string(')', 5_000)));
        Assert.NotNull(Says("amount gt 1" + string.Concat(Enumerable.Repeat(" add 1", 5_000))));
        Assert.NotNull(Says(string.Join(" or ", Enumerable.Repeat("amount gt 1", 10_000))));
        Assert.Null(Says(string.Join(" or ", Enumerable.Range(0, 500).Select(i => $"quantity eq {i}"))));
    }

    [Theory]
    [InlineData("AND(owner_is = 1)", null)]
    [InlineData("amount >= 1000.5 AND active", "amount ge 1000.5 and active eq true")]
    [InlineData("OR(name = \"it's\", NOT(CONTAINS(note, \"x\")))", "name eq 'it''s' or not contains(note,'x')")]
    [InlineData("account = ME()", "account eq @me")]
    [InlineData("DATEVALUE(won_at) = TODAY()", "won_at ge @dayT and won_at lt @day+1T")]
    [InlineData("ISBLANK(won_at) AND close_date < TODAY() - 7", "won_at eq null and close_date lt @day-7")]
    [InlineData("close_date >= DATE(YEAR(TODAY()), MONTH(TODAY()), 1) AND close_date <= EOMONTH(TODAY(), 0)", "close_date ge @month and close_date lt @month+1")]
    [InlineData("close_date >= EDATE(STARTOFQUARTER(TODAY()), -3)", "close_date ge @quarter-1")]
    [InlineData("STARTOFMONTH(close_date) = STARTOFMONTH(TODAY()) AND active", "(close_date ge @month and close_date lt @month+1) and active eq true")]
    [InlineData("STARTOFQUARTER(DATEVALUE(won_at)) = EDATE(STARTOFQUARTER(TODAY()), -3)", "won_at ge @quarter-1T and won_at lt @quarterT")]
    [InlineData("STARTOFWEEK(close_date) > STARTOFWEEK(TODAY())", "close_date ge @week+1")]
    [InlineData("STARTOFYEAR(close_date) <= STARTOFYEAR(TODAY())", "close_date lt @year+1")]
    [InlineData("STARTOFYEAR(close_date) = STARTOFMONTH(TODAY())", null)]
    [InlineData("HASANY(tags, \"a\", \"b\")", "tags/any(x:x in ('a','b'))")]
    public void A_view_s_condition_is_written_for_the_filter_builder(string formula, string? expected) =>
        Assert.Equal(expected, Formula.Parse(formula, Schema.Deal).Expr is { } condition ? ODataWriter.Write(condition) : null);

    [Theory]
    [InlineData("""{"and":[{"field":"amount","operator":"between","value":[1,2.5]},{"or":[{"field":"name","operator":"contains","value":"x"},{"field":"account.industry","operator":"is_empty"}]}]}""",
        "AND(GE(amount, 1), LE(amount, 2.5), OR(CONTAINS(name, \"x\"), ISBLANK(account.industry)))")]
    [InlineData("""{"field":"close_date","operator":"within","value":"this_month"}""", "AND(GE(close_date, STARTOFMONTH(Today)), LT(close_date, EDATE(STARTOFMONTH(Today), 1)))")]
    [InlineData("""{"field":"won_at","operator":"within","value":"last_30_days"}""", "AND(GE(TODATE(won_at), ADDDAYS(Today, -29)), LT(TODATE(won_at), ADDDAYS(Today, 1)))")]
    [InlineData("""{"field":"account","operator":"is","value":"@me"}""", "EQ(account, Me)")]
    [InlineData("""{"field":"name","operator":"is_not","value":"x"}""", "NE(name, \"x\")")]
    public void The_filter_builder_s_json_is_read(string json, string expected) =>
        Assert.Equal(expected, Shown.Of(FilterJson.Parse(JsonDocument.Parse(json).RootElement, Schema.Deal).Expr!));

    [Theory]
    [InlineData("""{"field":"nme","operator":"is"}""")]
    [InlineData("""{"field":"name","operator":"likes","value":1}""")]
    [InlineData("""{"and":{}}""")]
    [InlineData("[]")]
    [InlineData("""{"field":"close_date","operator":"within","value":"someday"}""")]
    public void A_wrong_filter_says_why(string json) =>
        Assert.NotEmpty(FilterJson.Parse(JsonDocument.Parse(json).RootElement, Schema.Deal).Error!.Message.In(Language.Chinese));

    [Fact]
    public void A_tree_written_as_json_is_read_back_as_it_was()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new RandomRows(new Random(seed));
            var tree = new RandomExpressions(random).Any(seed % 3 == 0 ? Schema.Account : Schema.Deal, 3);
            var again = ExprJson.Read(JsonDocument.Parse(ExprJson.ToText(tree)).RootElement, seed % 3 == 0 ? Schema.Account : Schema.Deal);
            Assert.Equal(Shown.Of(tree), Shown.Of(again));
            Assert.Equal(tree.Type, again.Type);
        }
    }
}
