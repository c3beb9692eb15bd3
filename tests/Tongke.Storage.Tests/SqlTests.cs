using Tongke.Testing;
using Xunit;

namespace Tongke.Storage.Tests;

public sealed class SqlTests
{
    private static readonly Identifier Name = Identifier.Of("name");

    [Theory]
    [InlineData("")]
    [InlineData("Name")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("a\"; drop table account; --")]
    [InlineData("名")]
    [InlineData("a-b")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl")]
    public void A_name_that_is_not_lower_snake_case_is_no_identifier(string name)
    {
        Assert.False(Identifier.IsValid(name));
        Assert.Throws<ArgumentException>(() => Identifier.Of(name));
    }

    [Theory, OnEveryDatabase]
    public async Task A_total_beyond_what_is_held_is_no_wrong_statement(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        var total = Sql.PerDialect(
            Sql.Literal("select sum(v) from (select 9223372036854775807 as v union all select 1)"),
            Sql.Literal("select sum(v)::bigint from (values (9223372036854775807::bigint), (1)) as t (v)"));
        await Assert.ThrowsAsync<NumberRangeException>(async () => await db.ScalarAsync<long>(total));
    }

    [Theory, OnEveryDatabase]
    public async Task A_statement_runs_again_with_other_values_in_its_slots(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        var own = 7L;
        var sql = Sql.From($"select {Sql.Slot(1, ColumnType.Integer)} * 10 + {Sql.Slot(0, ColumnType.Integer)} + {own}");
        var statement = Statement.Of(sql, db.Dialect);
        foreach (var (zero, one) in new[] { (1L, 2L), (3L, 4L) })
        {
            await using var rows = await db.QueryAsync(statement, [zero, one], TestContext.Current.CancellationToken);
            Assert.True(await rows.ReadAsync(TestContext.Current.CancellationToken));
            Assert.Equal((one * 10) + zero + own, rows.GetInt64(0));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await db.QueryAsync(sql, TestContext.Current.CancellationToken));
    }

    [Theory, OnEveryDatabase]
    public async Task A_kept_statement_says_the_same_whether_a_value_stands_in_its_words_or_beside_them(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        foreach (var (value, type) in KeptValues)
        {
            var sql = Sql.From($"select 1 where {Sql.Value(value, type)} = {Sql.Slot(0, type)}");
            await using var rows = await db.QueryAsync(Statement.Of(sql, db.Dialect), [value], TestContext.Current.CancellationToken);
            Assert.True(await rows.ReadAsync(TestContext.Current.CancellationToken), $"{value}");
        }
    }

    private static readonly (object Value, ColumnType Type)[] KeptValues =
    [
        (true, ColumnType.Boolean), (false, ColumnType.Boolean), (0L, ColumnType.Integer), (long.MinValue, ColumnType.Integer), (long.MaxValue, ColumnType.Integer),
        (-1.5m, ColumnType.Decimal(18, 2)), (9999999999999999.99m, ColumnType.Decimal(18, 2)), (Guid.Parse("01a2165c-4588-7237-93df-23fc83247de0"), ColumnType.Uuid),
        (new DateOnly(2026, 2, 28), ColumnType.Date), (DateOnly.MinValue, ColumnType.Date), (new DateOnly(9999, 12, 31), ColumnType.Date),
        ("open", ColumnType.Text), ("' or 1=1; --", ColumnType.Text), ("a\nb", ColumnType.Text), ("word\n", ColumnType.Text), ("云海", ColumnType.Text), ("", ColumnType.Text),
    ];

    [Fact]
    public void Only_plain_values_stand_in_the_words_of_a_kept_statement()
    {
        var sql = Sql.From($"select {"open"}, {5L}, {"' or 1=1; --"}, {"word\n"}, {Guid.Empty}, {Sql.Slot(0, ColumnType.Integer)}");
        Assert.Equal("select 'open'::text, '5'::bigint, $1, $2, $3, $4", Statement.Of(sql, Dialect.Postgres).ToString());
        Assert.Equal("select ?1, ?2, ?3, ?4, ?5, ?6", Statement.Of(sql, Dialect.Sqlite).ToString());
    }

    [Fact]
    public void An_identifier_nobody_made_cannot_enter_a_statement() =>
        Assert.Throws<InvalidOperationException>(() => Sql.From($"select {default(Identifier)}"));

    [Fact]
    public void A_value_becomes_a_parameter_whatever_it_holds()
    {
        var evil = "' or 1=1; --";
        var sql = Sql.From($"select 1 from account where {Name} = {evil} and {Sql.From($"a = {5}")}");
        Assert.Equal("select 1 from account where \"name\" = ?1 and a = ?2", sql.ToText(Dialect.Sqlite));
        Assert.Equal("select 1 from account where \"name\" = $1 and a = $2", sql.ToText(Dialect.Postgres));
    }

    [Fact]
    public void A_piece_used_twice_keeps_its_parameter()
    {
        var bucket = Sql.From($"substr({Name}, {1})");
        Assert.Equal("select substr(\"name\", $1) group by substr(\"name\", $1), $2", Sql.From($"select {bucket} group by {bucket}, {1}").ToText(Dialect.Postgres));
    }

    [Fact]
    public void Pieces_join_and_add_and_differ_by_database()
    {
        var sql = Sql.Join(" and ", [Sql.From($"a = {1}"), Sql.PerDialect(Sql.Literal("b is 1"), Sql.Literal("b"))]) + Sql.Empty + Sql.Literal(" limit ") + Sql.Integer(50);
        Assert.Equal("a = ?1 and b is 1 limit 50", sql.ToText(Dialect.Sqlite));
        Assert.Equal("a = $1 and b limit 50", sql.ToText(Dialect.Postgres));
        Assert.True(Sql.Join(", ", []).IsEmpty);
    }

    [Fact]
    public void A_decimal_without_its_scale_is_refused() => Assert.Throws<ArgumentException>(() => Sql.From($"select {1.5m}"));

    [Fact]
    public void A_collection_is_not_a_value() => Assert.Throws<ArgumentException>(() => Sql.From($"select {new List<int> { 1 }}"));

    [Fact]
    public void A_statement_too_deep_fails_without_ending_the_process()
    {
        var sql = Sql.Literal("1");
        for (var i = 0; i < 200_000; i++)
            sql = Sql.From($"({sql})");
        Assert.Throws<InsufficientExecutionStackException>(() => sql.ToText(Dialect.Sqlite));
    }
}
