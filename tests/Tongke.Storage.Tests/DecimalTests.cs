using CsCheck;
using Tongke.Testing;
using Xunit;

namespace Tongke.Storage.Tests;

public sealed class DecimalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_scaled_decimal_comes_back_from_its_integer() => Gen.Select(Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999], Gen.Int[0, 18]).Sample((scaled, scale) =>
    {
        var value = ScaledDecimal.FromScaled(scaled, scale);
        return value.Scale == scale && new ScaledDecimal(value, scale).ToScaled() == scaled;
    });

    [Theory, OnEveryDatabase]
    public async Task Decimals_calculate_exactly_and_alike(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        foreach (var (a, b) in new[] { (0.1m, 0.2m), (1.005m, 3m), (-12345678901234.56m, 0.01m), (999999999999999.999m, -7m), (2.5m, 0m) })
        {
            Assert.Equal(a + b, await ComputeAsync(db, "+", a, b));
            Assert.Equal(a - b, await ComputeAsync(db, "-", a, b));
            Assert.Equal(a * b, await ComputeAsync(db, "*", a, b));
        }
    }

    [Fact]
    public async Task SQLite_rounds_half_away_from_zero_and_divides_by_zero_to_null()
    {
        await using var db = await new TestDatabase(Dialect.Sqlite).OpenAsync();
        Assert.Equal("1.01", await db.ScalarAsync<string>(Sql.Literal("select dec_round('1.005', 2)"), Ct));
        Assert.Equal("-1.01", await db.ScalarAsync<string>(Sql.Literal("select dec_round('-1.005', 2)"), Ct));
        Assert.Equal("1200", await db.ScalarAsync<string>(Sql.Literal("select dec_round('1234', -2)"), Ct));
        Assert.Null(await db.ScalarAsync<string>(Sql.Literal("select dec_div('1', '0')"), Ct));
        Assert.Null(await db.ScalarAsync<string>(Sql.Literal("select dec_add('1', null)"), Ct));
        Assert.Equal("10.5", await db.ScalarAsync<string>(Sql.Literal("select dec_of_scaled(1050, 2)"), Ct));
        Assert.Equal(1050, await db.ScalarAsync<long>(Sql.Literal("select dec_to_scaled('10.499', 2)"), Ct));
        await Assert.ThrowsAsync<StatementException>(() => db.ScalarAsync<string>(Sql.Literal("select dec_add('x', '1')"), Ct).AsTask());
    }

    private static async Task<decimal> ComputeAsync(Database db, string sign, decimal a, decimal b)
    {
        var (left, right) = (Sql.CanonicalDecimal(a), Sql.CanonicalDecimal(b));
        var expression = sign switch
        {
            "+" => Sql.PerDialect(Sql.From($"dec_add({left}, {right})"), Sql.From($"{left} + {right}")),
            "-" => Sql.PerDialect(Sql.From($"dec_sub({left}, {right})"), Sql.From($"{left} - {right}")),
            _ => Sql.PerDialect(Sql.From($"dec_mul({left}, {right})"), Sql.From($"{left} * {right}")),
        };
        await using var rows = await db.QueryAsync(Sql.From($"select {expression}"), Ct);
        Assert.True(await rows.ReadAsync(Ct));
        return rows.GetCanonicalDecimal(0);
    }
}
