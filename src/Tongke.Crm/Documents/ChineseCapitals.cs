namespace Tongke.Crm.Documents;

/// <summary>Amounts in the capitals that Chinese documents carry beside the figures: 壹万贰仟叁佰肆拾伍元陆角柒分.</summary>
public static class ChineseCapitals
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private const long TenThousand = 10_000;
    private const long HundredMillion = 100_000_000;

    private static readonly string[] Places = ["", "拾", "佰", "仟"];

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["CNY"] = "人民币", ["USD"] = "美元", ["EUR"] = "欧元", ["HKD"] = "港币", ["JPY"] = "日元", ["GBP"] = "英镑", ["SGD"] = "新加坡元", ["AUD"] = "澳元", ["CAD"] = "加元",
    };

    /// <summary>The amount with the name of its currency in front; null for a currency whose name is not known.</summary>
    public static string? Of(decimal amount, string currency) => Names.TryGetValue(currency, out var name) ? name + Of(amount) : null;

    /// <summary>The amount, rounded to two digits half away from zero.</summary>
    public static string Of(decimal amount)
    {
        var cents = (long)(Math.Round(Math.Abs(amount), 2, MidpointRounding.AwayFromZero) * 100);
        var (whole, tens, ones) = (cents / 100, (int)(cents / 10 % 10), (int)(cents % 10));
        var sign = amount < 0 && cents > 0 ? "负" : "";
        if (cents == 0)
            return "零元整";

        var units = whole > 0 ? Whole(whole) + "元" : "";
        var rest = (tens, ones) switch
        {
            (0, 0) => "整",
            (_, 0) => $"{Digits[tens]}角整",
            (0, _) => $"{(whole > 0 ? "零" : "")}{Digits[ones]}分",
            _ => $"{Digits[tens]}角{Digits[ones]}分",
        };
        return sign + units + rest;
    }

    private static string Whole(long number) => number switch
    {
        < TenThousand => Group((int)number),
        < HundredMillion => Joined(number, TenThousand, "万"),
        _ => Joined(number, HundredMillion, "亿"),
    };

    private static string Joined(long number, long unit, string name)
    {
        var (above, below) = Math.DivRem(number, unit);
        var gap = below > 0 && below < unit / 10 ? "零" : "";
        return Whole(above) + name + gap + (below > 0 ? Whole(below) : "");
    }

    private static string Group(int number)
    {
        var text = "";
        var gap = false;
        for (var place = Places.Length - 1; place >= 0; place--)
        {
            var digit = number / (int)Math.Pow(10, place) % 10;
            if (digit == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            text += (gap ? "零" : "") + Digits[digit] + Places[place];
            gap = false;
        }

        return text;
    }
}
