using System.Globalization;
using System.Numerics;

namespace Tongke.Kernel.Expressions;

/// <summary>
/// The arithmetic of expressions, the same in memory, in SQLite (which calls this), in PostgreSQL (numeric) and in the browser (BigInt):
/// exact decimals of at most 18 digits before the point, rounded to 10 digits after it, half away from zero. What doesn't fit is empty.
/// </summary>
public static class Numbers
{
    /// <summary>Digits that arithmetic keeps after the point.</summary>
    public const int Digits = 10;

    /// <summary>Every number is smaller than this, its sign aside.</summary>
    public const decimal Limit = 1_000_000_000_000_000_000m;

    /// <summary>Largest exponent that a power may have.</summary>
    public const int LargestExponent = 100;

    /// <summary>Numbers smaller than this, with no more than <see cref="Digits"/> digits after the point, are multiplied and divided by <see cref="decimal"/> itself where that is exact.</summary>
    private const decimal Everyday = 100_000_000_000_000m;

    /// <summary>Half of the last digit that is kept.</summary>
    private const decimal Half = 0.000_000_000_05m;

    private static readonly decimal[] PowersOfTen = [.. Enumerable.Range(0, 29).Select(n => (decimal)BigInteger.Pow(10, n))];
    private static readonly BigInteger Unit = BigInteger.Pow(10, Digits);
    private static readonly BigInteger LimitInUnits = (BigInteger)Limit * Unit;

    /// <summary>The sum.</summary>
    public static decimal? Add(decimal a, decimal b) => Fit(a + b);

    /// <summary>The difference.</summary>
    public static decimal? Subtract(decimal a, decimal b) => Fit(a - b);

    /// <summary>The product.</summary>
    public static decimal? Multiply(decimal a, decimal b)
    {
        if (IsEveryday(a) && IsEveryday(b) && a * b is var product && product.Scale == a.Scale + b.Scale) // no digit was lost
            return Fit(product) is { } fitting ? Shortest(fitting) : null;

        return FromUnits(Quotient(ToUnits(a) * ToUnits(b), Unit));
    }

    /// <summary>The quotient; empty when <paramref name="b"/> is zero.</summary>
    public static decimal? Divide(decimal a, decimal b)
    {
        if (b == 0) return null;

        if (IsEveryday(a) && IsEveryday(b))
        {
            // The quotient has 28 digits, so it lies on the same side of every half as the true one, unless it is a half by its own rounding.
            var quotient = a / b;
            var rounded = Math.Round(quotient, Digits, MidpointRounding.AwayFromZero);
            if (Math.Abs(quotient) < Everyday && Math.Abs(quotient - rounded) != Half)
                return Shortest(rounded);
        }

        return FromUnits(Quotient(ToUnits(a) * Unit, ToUnits(b)));
    }

    /// <summary>What remains of <paramref name="a"/> when whole multiples of <paramref name="b"/> are taken away; it has the sign of <paramref name="b"/>, as in a spreadsheet.</summary>
    public static decimal? Modulo(decimal a, decimal b)
    {
        if (b == 0) return null;

        var rest = a % b;
        return Fit(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
    }

    /// <summary>A whole power from -100 to 100; empty for every other exponent.</summary>
    public static decimal? Power(decimal a, decimal exponent)
    {
        if (exponent != decimal.Truncate(exponent) || Math.Abs(exponent) > LargestExponent || (a == 0 && exponent < 0)) return null;

        var n = (int)Math.Abs(exponent);
        var top = BigInteger.Pow(ToUnits(a), n);
        var bottom = BigInteger.Pow(Unit, n);
        return FromUnits(exponent < 0 ? Quotient(bottom * Unit, top) : Quotient(top * Unit, bottom));
    }

    /// <summary>The square root; empty for a negative number.</summary>
    public static decimal? SquareRoot(decimal a)
    {
        if (a < 0) return null;

        // One digit more than is kept: a root that isn't exact never ends in a lone 5.
        var square = ToUnits(a) * Unit * 100;
        var root = Root(square);
        return FromUnits(Quotient(root, 10));
    }

    /// <summary>Rounds half away from zero; a negative number of digits rounds to tens, hundreds ….</summary>
    public static decimal? Round(decimal a, long digits) => ToDigits(a, digits, MidpointRounding.AwayFromZero, (whole, rest, step) => BigInteger.Abs(rest) * 2 >= step ? whole + rest.Sign : whole);

    /// <summary>Rounds away from zero.</summary>
    public static decimal? RoundUp(decimal a, long digits) => ToDigits(a, digits, a < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity, (whole, rest, _) => whole + rest.Sign);

    /// <summary>Rounds towards zero.</summary>
    public static decimal? RoundDown(decimal a, long digits) => ToDigits(a, digits, MidpointRounding.ToZero, (whole, _, _) => whole);

    /// <summary>The number as text: no exponent, no needless zeros.</summary>
    public static string ToText(decimal a) => a == 0 ? "0" : a.ToString("0.##################", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToText"/> writes.</summary>
    public static decimal Parse(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>The number as a column with <paramref name="scale"/> digits holds it; empty when it has more than 18 digits there.</summary>
    public static decimal? ToColumn(decimal a, int scale) =>
        Round(a, scale) is { } rounded && Math.Abs(rounded) < Limit / PowersOfTen[scale] ? rounded : null;

    /// <summary>The number rounded to the digits that arithmetic keeps; empty beyond the limit.</summary>
    public static decimal? Fit(decimal a)
    {
        var rounded = Math.Round(a, Digits, MidpointRounding.AwayFromZero);
        return Math.Abs(rounded) < Limit ? rounded : null;
    }

    private static bool IsEveryday(decimal a) => a.Scale <= Digits && Math.Abs(a) < Everyday;

    /// <summary>Without needless zeros after the point.</summary>
    private static decimal Shortest(decimal a)
    {
        if (a == 0) return 0;
        if (a.Scale == 0) return a;

        Span<int> bits = stackalloc int[4];
        decimal.GetBits(a, bits);
        if (bits[2] != 0) return a / 1.0000000000000000000000000000m; // .NET divides without needless zeros

        var (digits, scale) = (((ulong)(uint)bits[1] << 32) | (uint)bits[0], a.Scale);
        while (scale > 0 && digits % 10 == 0)
            (digits, scale) = (digits / 10, (byte)(scale - 1));
        return new decimal((int)digits, (int)(digits >> 32), 0, a < 0, scale);
    }

    private static decimal? ToDigits(decimal a, long digits, MidpointRounding mode, Func<BigInteger, BigInteger, BigInteger, BigInteger> round)
    {
        if (digits >= Digits) return Fit(a);
        if (digits >= 0 && IsEveryday(a)) return Shortest(decimal.Round(a, (int)digits, mode));
        if (digits < -18) digits = -18;

        var step = BigInteger.Pow(10, (int)(Digits - digits));
        var whole = BigInteger.DivRem(ToUnits(a), step, out var rest);
        return FromUnits(round(whole, rest, step) * step);
    }

    private static BigInteger ToUnits(decimal a) => ((BigInteger)a * Unit) + (BigInteger)Math.Round((a - decimal.Truncate(a)) * (decimal)Unit, MidpointRounding.AwayFromZero);

    private static decimal? FromUnits(BigInteger units)
    {
        if (BigInteger.Abs(units) >= LimitInUnits) return null;

        var whole = BigInteger.DivRem(units, Unit, out var rest);
        return (decimal)whole + (decimal)rest / (decimal)Unit;
    }

    private static BigInteger Quotient(BigInteger a, BigInteger b)
    {
        var whole = BigInteger.DivRem(a, b, out var rest);
        return BigInteger.Abs(rest) * 2 >= BigInteger.Abs(b) ? whole + (rest.Sign * b.Sign) : whole;
    }

    private static BigInteger Root(BigInteger square)
    {
        if (square.IsZero) return BigInteger.Zero;

        var guess = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (guess + (square / guess)) >> 1;
            if (next >= guess) return guess;
            guess = next;
        }
    }
}
