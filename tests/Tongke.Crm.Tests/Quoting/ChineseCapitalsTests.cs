using Tongke.Crm.Documents;
using Xunit;

namespace Tongke.Crm.Tests.Quoting;

/// <summary>Amounts in Chinese capitals.</summary>
public sealed class ChineseCapitalsTests
{
    [Theory]
    [InlineData("0", "零元整")]
    [InlineData("0.005", "壹分")]
    [InlineData("0.5", "伍角整")]
    [InlineData("1", "壹元整")]
    [InlineData("10", "壹拾元整")]
    [InlineData("100.05", "壹佰元零伍分")]
    [InlineData("1005.5", "壹仟零伍元伍角整")]
    [InlineData("10203.04", "壹万零贰佰零叁元零肆分")]
    [InlineData("12345.67", "壹万贰仟叁佰肆拾伍元陆角柒分")]
    [InlineData("100000", "壹拾万元整")]
    [InlineData("1000010", "壹佰万零壹拾元整")]
    [InlineData("100000000", "壹亿元整")]
    [InlineData("100000001", "壹亿零壹元整")]
    [InlineData("120030004.5", "壹亿贰仟零叁万零肆元伍角整")]
    [InlineData("1000000000000", "壹万亿元整")]
    [InlineData("-12.3", "负壹拾贰元叁角整")]
    public void An_amount_is_written_as_on_a_cheque(string amount, string words) => Assert.Equal(words, ChineseCapitals.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_currency_stands_in_front_and_an_unknown_one_gives_nothing()
    {
        Assert.Equal("人民币壹元整", ChineseCapitals.Of(1, "CNY"));
        Assert.Equal("美元贰元整", ChineseCapitals.Of(2, "USD"));
        Assert.Null(ChineseCapitals.Of(1, "XAF"));
    }
}
