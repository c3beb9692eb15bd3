using System.Globalization;

namespace Tongke.Storage;

/// <summary>Decimals in the form their columns give back.</summary>
public static class Decimals
{
    /// <summary>The value with exactly this many digits after the point, rounded half away from zero.</summary>
    public static decimal WithScale(decimal value, int scale)
    {
        var rounded = decimal.Round(value, scale, MidpointRounding.AwayFromZero);
        return rounded.Scale == scale ? rounded : rounded + new decimal(0, 0, 0, false, (byte)scale);
    }

    /// <summary>The value without trailing zeros.</summary>
    public static decimal Canonical(decimal value) => decimal.Parse(SqliteText.OfDecimal(value), CultureInfo.InvariantCulture);
}
