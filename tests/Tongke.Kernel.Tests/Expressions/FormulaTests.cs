using Tongke.Kernel.Expressions;
using Tongke.Kernel.Schemas;
using Tongke.Kernel.Texts;
using Xunit;

namespace Tongke.Kernel.Tests;

/// <summary>What formulas mean, and what is said about those that mean nothing.</summary>
public sealed class FormulaTests
{
    private static readonly Deals Schema = new();

    private static readonly EvaluationContext Context = new()
    {
        Now = new(2024, 3, 15, 20, 30, 0, TimeSpan.Zero),
        Me = Guid.Parse("0198f0a0-0000-7000-8000-000000000001"),
        Conventions = new() { Calendar = new([new(2024, 5, 1)], [new(2024, 4, 28)]) },
    };

    [Theory]
    [InlineData("1 + 2 * 3", 7L)]
    [InlineData("(1 + 2) * 3", 9L)]
    [InlineData("-2 ^ 2", "4")]
    [InlineData("2 ^ 3 ^ 2", "64")]
    [InlineData("10 / 4", "2.5")]
    [InlineData("10 / 3", "3.3333333333")]
    [InlineData("1 / 0", null)]
    [InlineData("50% * 10", "5")]
    [InlineData("\"a\" & 1 & \"b\"", "a1b")]
    [InlineData("1 + 1 = 2 and not 3 < 2", true)]
    [InlineData("TRUE or FALSE and FALSE", true)]
    [InlineData("ROUND(2.675, 2)", "2.68")]
    [InlineData("ROUND(-2.5)", "-3")]
    [InlineData("ROUNDUP(2.001, 2)", "2.01")]
    [InlineData("MOD(-7, 3)", 2L)]
    [InlineData("MIN(3, 1.5)", "1.5")]
    [InlineData("MAX(BLANK, 3)", 3L)]
    [InlineData("IF(1 > 2, \"a\")", null)]
    [InlineData("IFS(1 > 2, \"a\", 2 > 1, \"b\", \"c\")", "b")]
    [InlineData("SWITCH(2, 1, \"a\", 2, \"b\", \"c\")", "b")]
    [InlineData("SWITCH(9, 1, \"a\", 2, \"b\", \"c\")", "c")]
    [InlineData("IFBLANK(BLANK, \"x\")", "x")]
    [InlineData("LEN(\"𠮷野家\")", 3L)]
    [InlineData("MID(\"云海科技\", 2, 2)", "海科")]
    [InlineData("FIND(\"技\", \"云海科技\")", 4L)]
    [InlineData("CONTAINS(\"ABC\", \"bc\")", true)]
    [InlineData("UPPER(\"istanbul\")", "ISTANBUL")]
    [InlineData("TRIM(\"　a \")", "a")]
    [InlineData("PADLEFT(7, 3, \"0\")", "007")]
    [InlineData("VALUE(\" 12.50 \")", "12.5")]
    [InlineData("VALUE(\"12元\")", null)]
    [InlineData("TEXT(1234567.891, \"#,##0.00\")", "1,234,567.89")]
    [InlineData("TEXT(0.125, \"0.0%\")", "12.5%")]
    [InlineData("TEXT(DATE(2024, 2, 9), \"yyyy年m月d日\")", "2024年2月9日")]
    [InlineData("TEXT(TODAY(), \"yyyy-mm-dd\")", "2024-03-16")]
    [InlineData("DATE(2023, 2, 29)", null)]
    [InlineData("YEAR(NOW()) * 100 + MONTH(NOW())", 202403L)]
    [InlineData("HOUR(NOW())", 4L)]
    [InlineData("DAYS(DATE(2024, 3, 1), DATE(2024, 2, 1))", 29L)]
    [InlineData("DATE(2024, 3, 1) - DATE(2024, 2, 1)", 29L)]
    [InlineData("DATEDIF(DATE(2020, 2, 29), DATE(2024, 2, 28), \"Y\")", 3L)]
    [InlineData("TEXT(EDATE(DATE(2024, 1, 31), 1))", "2024-02-29")]
    [InlineData("TEXT(DATEADD(DATE(2024, 1, 31), 1, \"quarter\"))", "2024-04-30")]
    [InlineData("TEXT(DATE(2024, 1, 31) + 1)", "2024-02-01")]
    [InlineData("NETWORKDAYS(DATE(2024, 4, 26), DATE(2024, 5, 2))", 5L)]
    [InlineData("TEXT(WORKDAY(DATE(2024, 4, 26), 1))", "2024-04-28")]
    [InlineData("WEEKDAY(DATE(2024, 3, 17))", 7L)]
    [InlineData("WEEKNUM(DATE(2024, 12, 30))", 1L)]
    [InlineData("BLANK = \"\"", true)]
    [InlineData("ＩＦ（１＝1，“大单”，“正常单”）", null)]
    [InlineData("IF（1＝1，“大单”，“正常单”）", "大单")]
    [InlineData("1 ＜＝ 2", true)]
    [InlineData("3 in (1, 2, 3)", true)]
    public void A_formula_has_the_value_people_expect(string text, object? expected)
    {
        var result = Formula.Parse(text, Schema.Deal);
        if (text.StartsWith('Ｉ'))
        {
            Assert.NotNull(result.Error);
            return;
        }

        Assert.Null(result.Error?.Message.In(Language.English));
        var value = Evaluator.Evaluate(result.Expr!, new Row(Schema.Deal), Context);
        Assert.Equal(expected, value is decimal number ? Numbers.ToText(number) : value);
    }

    [Theory]
    [InlineData("quantity > 5 = false", 13)]
    [InlineData("amont > 5", 0, "amount")]
    [InlineData("account.indstry = \"x\"", 8, "industry")]
    [InlineData("name.x", 0)]
    [InlineData("IFF(1, 2, 3)", 0, "IF")]
    [InlineData("1 +", 3)]
    [InlineData("(1 + 2", 6)]
    [InlineData("\"open", 0)]
    [InlineData("1 # 2", 2)]
    [InlineData("LEFT(name)", 0)]
    [InlineData("name + 1", 5)]
    [InlineData("tags > 1", 5)]
    [InlineData("active > TRUE", 7)]
    [InlineData("AND(name, TRUE)", 0)]
    [InlineData("DATEADD(close_date, 1, \"eon\")", 0)]
    [InlineData("TEXT(amount, \"abc\")", 0)]
    [InlineData("12345678901234567890", 0)]
    [InlineData("0.123456789012", 0)]
    [InlineData("", 0)]
    public void An_error_says_where_and_what_in_both_languages(string text, int position, string? meant = null)
    {
        var error = Formula.Parse(text, Schema.Deal).Error;

        Assert.NotNull(error);
        Assert.Equal(position, error.Position);
        Assert.Contains((position + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message.In(Language.Chinese), StringComparison.Ordinal);
        if (meant is not null) Assert.Contains(meant, error.Message.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_bomb_is_an_error_and_not_a_crash()
    {
        string[] bombs =
        [
            new string('(', 5000) + "1" + new string(')', 4000), new string('-', 9000) + "1", string.Concat(Enumerable.Repeat("not ", 2000)) + "true", string.Concat(Enumerable.Repeat("IF(true,", 1000)) + "1",
            string.Join("+", Enumerable.Repeat("1", 5000)), string.Join("&", Enumerable.Repeat("name", 2000)), new string('1', 9999), new string('a', 9999), new string('a', 20_000),
        ];
        foreach (var bomb in bombs)
            Assert.NotNull(Formula.Parse(bomb, Schema.Deal).Error?.Message.In(Language.Chinese));
    }

    [Fact]
    public void A_formula_over_children_counts_only_those_that_fulfil_its_condition()
    {
        var account = new Row(Schema.Account);
        foreach (var (amount, active) in new[] { (10m, true), (20m, false), (30m, true) })
            account.Deals.Add(new Row(Schema.Deal) { ["amount"] = amount, ["active"] = active });

        object? Value(string formula) => Evaluator.Evaluate(Assert.IsType<Expr>(Formula.Parse(formula, Schema.Account).Expr, exactMatch: false), account, Context);
        Assert.Equal(2L, Value("COUNT(deal_account, active)"));
        Assert.Equal(40m, Value("SUM(deal_account.amount, active)"));
        Assert.Equal(20m, Value("AVG(deal.amount)"));
        Assert.Equal(true, Value("ANY(deal_account, amount > 25)"));
        Assert.Equal(false, Value("ALL(deal_account, amount > 15)"));
    }

    [Fact]
    public void A_stored_formula_reads_only_its_own_columns_and_no_clock()
    {
        bool Storable(string formula) => ExprShape.IsStorable(Formula.Parse(formula, Schema.Deal).Expr!);
        Assert.True(Storable("amount * (1 - discount)"));
        Assert.False(Storable("TODAY() - close_date"));
        Assert.False(Storable("account.revenue"));
        Assert.False(Storable("net + 1"));
        Assert.False(Storable("YEAR(won_at)"));
        Assert.False(Storable("NETWORKDAYS(start_date, close_date)"));
    }

    [Fact]
    public void Every_function_has_a_meaning_a_form_in_both_databases_and_texts_in_both_languages()
    {
        Assert.True(Functions.All.Count > 60);
        string[] writtenByTheCompiler = ["AND", "OR", "NOT", "IF", "ISBLANK", "COALESCE", "EQ", "NE", "LT", "LE", "GT", "GE", "IN"];
        Assert.All(Functions.All.Values, f => Assert.True(f.Postgres is not null || writtenByTheCompiler.Contains(f.Name), f.Name));
        Assert.All(Functions.All.Values, f => Assert.False(string.IsNullOrEmpty(f.Description.Zh) || string.IsNullOrEmpty(f.Description.En), f.Name));
    }

    [Fact]
    public void Every_function_is_in_the_guide()
    {
        const string Mark = "<!-- functions -->\n";
        var guide = GuidePath();
        var text = File.ReadAllText(guide);
        var rows = Functions.All.Values.Where(f => f.IsPublic || f.Symbol is not null).OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => $"| `{(f.IsPublic ? f.Name : f.Symbol)}`{string.Concat(f.Aliases.Select(a => $" `{a}`"))} | {f.Description.Zh} | {f.Description.En} |\n");
        var expected = text[..(text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)] + "| | 中文 | English |\n|---|---|---|\n" + string.Concat(rows);
        if (Environment.GetEnvironmentVariable("TONGKE_WRITE_AGREEMENT") is not null) File.WriteAllText(guide, expected);

        Assert.True(File.ReadAllText(guide) == expected, "Run this test with TONGKE_WRITE_AGREEMENT=1: docs/expressions.md lacks a function.");
    }

    private static string GuidePath([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/expressions.md"));
}
