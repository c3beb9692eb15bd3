using System.Globalization;
using Tongke.Crm.Sales;

namespace Tongke.Crm.Catalogue;

/// <summary>The rate of value-added tax that a product's choice stands for.</summary>
public static class TaxRates
{
    /// <summary>What holds where nothing is said.</summary>
    public const decimal Usual = 13;

    private const string Mark = "vat_";

    /// <summary>The rate in per cent; nothing of what is exempt goes to tax.</summary>
    public static decimal Of(string? choice) => choice switch
    {
        null => Usual,
        Product.TaxRateValue.Exempt => 0,
        _ => decimal.Parse(choice.AsSpan(Mark.Length), CultureInfo.InvariantCulture),
    };
}
