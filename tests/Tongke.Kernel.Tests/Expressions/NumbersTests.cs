using System.Globalization;
using System.Numerics;
using CsCheck;
using Tongke.Kernel.Expressions;
using Xunit;

namespace Tongke.Kernel.Tests;

/// <summary>The quick ways of <see cref="Numbers"/> against whole numbers without end: the same digits, and no needless zeros.</summary>
public sealed class NumbersTests
{
    private const long Samples = 20_000;

    private static readonly BigInteger Unit = BigInteger.Pow(10, Numbers.Digits);

    /// <summary>Amounts, tiny and huge numbers, and such that end in a lone 5 beyond the digits that are kept.</summary>
    private static readonly Gen<decimal> Number = Gen.OneOf(
        Gen.Select(Gen.Long[-99_999_999_999, 99_999_999_999], Gen.Int[0, 6], Of),
        Gen.Select(Gen.Long, Gen.Int[0, 10], Of),
        Gen.Select(Gen.Long[-200, 200], Gen.Int[0, 10], Of),
        Gen.Select(Gen.Long[-1_000_000_000_000_000, 1_000_000_000_000_000], Gen.Int[10, 14], Of),
        Gen.Select(Gen.Long[1, 17], Gen.Long[-5_000_000_000, 5_000_000_000], (n, k) => k * 10 + 5 is var odd ? Of(odd, 10) * n : 0),
        Gen.OneOf([.. new[] { 0m, 1m, -1m, 0.00m, 3m, 7m, 0.5m, 0.05m, 0.0000000001m, 0.00000000005m, 999_999_999_999_999_999m, -999_999_999_999_999_999m, 99_999_999_999_999.9999999999m }.Select(Gen.Const)]));

    [Fact]
    public void A_product_is_exact() => Gen.Select(Number, Number).Sample((a, b) => Agrees(Rounded(Units(a) * Units(b), Unit), Numbers.Multiply(a, b)), iter: Samples);

    [Fact]
    public void A_quotient_is_exact() => Gen.Select(Number, Number).Sample((a, b) => Agrees(b == 0 ? null : Rounded(Units(a) * Unit, Units(b)), Numbers.Divide(a, b)), iter: Samples);

    [Fact]
    public void Rounding_goes_half_away_from_zero() =>
        Gen.Select(Number, Gen.Int[-3, 9]).Sample((a, digits) => Agrees(Rounded(Units(a), Step(digits)) * Step(digits), Numbers.Round(a, digits)), iter: Samples);

    [Fact]
    public void Rounding_up_goes_away_from_zero() =>
        Gen.Select(Number, Gen.Int[-3, 9]).Sample((a, digits) => Agrees((Cut(a, digits) + Rest(a, digits).Sign) * Step(digits), Numbers.RoundUp(a, digits)), iter: Samples);

    [Fact]
    public void Rounding_down_goes_towards_zero() => Gen.Select(Number, Gen.Int[-3, 9]).Sample((a, digits) => Agrees(Cut(a, digits) * Step(digits), Numbers.RoundDown(a, digits)), iter: Samples);

    [Theory]
    [InlineData("12.50", "2", "25")]
    [InlineData("0.0000100005", "0.00001", "0.0000000001")] // 1.00005 of the last digit
    [InlineData("0.00001", "0.000005", "0.0000000001")] // half of the last digit
    [InlineData("-0.00001", "0.000005", "-0.0000000001")]
    [InlineData("-0.00001", "0.000004", "0")]
    public void A_product_has_no_needless_zeros(string a, string b, string product) =>
        Assert.Equal(product, Numbers.Multiply(Numbers.Parse(a), Numbers.Parse(b))?.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("10", "4", "2.5")]
    [InlineData("1", "3", "0.3333333333")]
    [InlineData("2", "3", "0.6666666667")]
    [InlineData("0.0000000001", "2", "0.0000000001")] // a true half
    [InlineData("99999999999999", "0.0000000001", null)]
    [InlineData("1", "0", null)]
    public void A_quotient_has_no_needless_zeros(string a, string b, string? quotient) =>
        Assert.Equal(quotient, Numbers.Divide(Numbers.Parse(a), Numbers.Parse(b))?.ToString(CultureInfo.InvariantCulture));

    private static decimal Of(long digits, int scale) => digits / (decimal)BigInteger.Pow(10, scale);

    private static BigInteger Units(decimal a)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(a, bits);
        var digits = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return Rounded((a < 0 ? -digits : digits) * Unit, BigInteger.Pow(10, a.Scale))!.Value;
    }

    private static BigInteger Step(int digits) => BigInteger.Pow(10, Numbers.Digits - digits);

    private static BigInteger Cut(decimal a, int digits) => BigInteger.Divide(Units(a), Step(digits));

    private static BigInteger Rest(decimal a, int digits) => BigInteger.Remainder(Units(a), Step(digits));

    private static BigInteger? Rounded(BigInteger a, BigInteger b)
    {
        var whole = BigInteger.DivRem(a, b, out var rest);
        return BigInteger.Abs(rest) * 2 >= BigInteger.Abs(b) ? whole + (rest.Sign * b.Sign) : whole;
    }

    private static void Agrees(BigInteger? units, decimal? number)
    {
        var expected = units is { } those && BigInteger.Abs(those) < (BigInteger)Numbers.Limit * Unit ? those : (BigInteger?)null;
        Assert.Equal(expected, number is { } n ? Units(n) : null);
        if (number is { } found)
            Assert.Equal(Numbers.ToText(found), found.ToString(CultureInfo.InvariantCulture));
    }
}
