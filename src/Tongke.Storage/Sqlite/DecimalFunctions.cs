using System.Globalization;

namespace Tongke.Storage.Sqlite;

/// <summary>Exact decimal arithmetic on canonical decimal text, as .NET does it: <c>dec_add('0.1', '0.2') = '0.3'</c>.</summary>
internal static class DecimalFunctions
{
    public static void AddTo(Action<string, int, Func<string[], object?>> add)
    {
        add("dec_add", 2, a => Parse(a[0]) + Parse(a[1]));
        add("dec_sub", 2, a => Parse(a[0]) - Parse(a[1]));
        add("dec_mul", 2, a => Parse(a[0]) * Parse(a[1]));
        add("dec_div", 2, a => Parse(a[1]) is var divisor && divisor == 0 ? null : Parse(a[0]) / divisor);
        add("dec_mod", 2, a => Parse(a[1]) is var divisor && divisor == 0 ? null : Parse(a[0]) % divisor);
        add("dec_neg", 1, a => -Parse(a[0]));
        add("dec_abs", 1, a => decimal.Abs(Parse(a[0])));
        add("dec_floor", 1, a => decimal.Floor(Parse(a[0])));
        add("dec_ceil", 1, a => decimal.Ceiling(Parse(a[0])));
        add("dec_round", 2, a => Round(Parse(a[0]), int.Parse(a[1], CultureInfo.InvariantCulture)));
        add("dec_cmp", 2, a => Parse(a[0]).CompareTo(Parse(a[1])));
        add("dec_of_scaled", 2, a => ScaledDecimal.FromScaled(long.Parse(a[0], CultureInfo.InvariantCulture), int.Parse(a[1], CultureInfo.InvariantCulture)));
        add("dec_to_scaled", 2, a => int.Parse(a[1], CultureInfo.InvariantCulture) is var scale ? new ScaledDecimal(Round(Parse(a[0]), scale), scale).ToScaled() : null);
        add("dec_real", 1, a => (double)Parse(a[0]));
    }

    private static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Half away from zero, as PostgreSQL's numeric rounds and as people do; a negative number of digits rounds to tens, hundreds ….</summary>
    private static decimal Round(decimal value, int digits)
    {
        if (digits >= 0)
            return decimal.Round(value, Math.Min(digits, 28), MidpointRounding.AwayFromZero);

        var unit = (decimal)Math.Pow(10, -digits);
        return decimal.Round(value / unit, 0, MidpointRounding.AwayFromZero) * unit;
    }
}
