using System.Globalization;
using Tongke.Kernel.Texts;

namespace Tongke.Crm.Documents;

/// <summary>Numbers and days as they stand in documents.</summary>
public static class PrintedNumbers
{
    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal) { ["CNY"] = "¥", ["USD"] = "US$", ["EUR"] = "€", ["GBP"] = "£", ["HKD"] = "HK$", ["JPY"] = "JP¥" };

    /// <summary>An amount with its currency.</summary>
    public static string Money(decimal amount, string currency) => $"{(amount < 0 ? "-" : "")}{Signs.GetValueOrDefault(currency, currency + " ")}{Plain(Math.Abs(amount))}";

    /// <summary>What a currency is called and how its amounts are marked; its code where it has no sign here.</summary>
    public static string Currency(string currency, Language language) =>
        Signs.ContainsKey(currency) ? new Message($"print_currency_{currency.ToLowerInvariant()}").In(language) : currency;

    /// <summary>An amount in two digits.</summary>
    public static string Plain(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>A quantity or rate without needless zeros.</summary>
    public static string Short(decimal number) => number.ToString("#,##0.###", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string Day(DateOnly day, Language language) =>
        language == Language.English ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
