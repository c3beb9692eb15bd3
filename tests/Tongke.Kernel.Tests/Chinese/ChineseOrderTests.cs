using Tongke.Kernel.Texts;
using Xunit;

namespace Tongke.Kernel.Tests.Chinese;

public sealed class ChineseOrderTests
{
    [Fact]
    public void Names_stand_as_in_a_Chinese_register_of_names()
    {
        string[] names =
        [
            "", "3M中国", "abb", "ABC 公司", "Éclair", "fox", "ＧＥ医疗", "阿里巴巴", "安踏", "百度", "长沙远大", "重庆长安", "成都银行", "单雄信", "单晶硅业", "华为技术", "华星", "吕布", "仇英", "厦门金龙",
            "银行家", "张三", "张小泉", "章三", "中兴", "重工集团",
        ];
        string[] expected =
        [
            "", "3M中国", "abb", "ABC 公司", "Éclair", "fox", "ＧＥ医疗", "阿里巴巴", "安踏", "百度", "长沙远大", "成都银行", "重庆长安", "单晶硅业", "华为技术", "华星", "吕布", "仇英", "单雄信", "厦门金龙",
            "银行家", "张三", "张小泉", "章三", "中兴", "重工集团",
        ];

        Assert.Equal(expected, names.Reverse().OrderBy(ChineseOrder.KeyOf, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("华为", "huawei", "hw")]
    [InlineData("重庆长安汽车", "chongqingchanganqiche", "cqcaqc")]
    [InlineData("单田芳", "shantianfang", "stf")]
    [InlineData("仇", "qiu", "q")]
    [InlineData("尉迟恭", "yuchigong", "ycg")]
    [InlineData("单位管理软件", "danweiguanliruanjian", "dwglrj")]
    [InlineData("招商银行", "zhaoshangyinhang", "zsyh")]
    [InlineData("TCL华星", "TCLhuaxing", "TCLhx")]
    [InlineData("深圳华为技术有限公司", "shenzhenhuaweijishu", "szhwjs")]
    [InlineData("有限公司", "youxiangongsi", "yxgs")]
    public void A_name_is_read_as_people_say_it(string name, string whole, string initials) => Assert.Equal([whole, initials], Pinyin.SearchTexts(name));

    [Theory]
    [InlineData("Acme Inc.")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_Chinese_has_no_reading(string? name) => Assert.Empty(Pinyin.SearchTexts(name));

    [Fact]
    public void The_place_of_a_long_name_and_of_broken_text_is_short_and_whole()
    {
        var key = ChineseOrder.KeyOf(string.Concat(Enumerable.Repeat("重庆😀", 3000)))!;

        Assert.True(key.Length < 400);
        Assert.True(key.IsNormalized());
        Assert.Null(ChineseOrder.KeyOf(null));
    }

    [Fact]
    public void Every_reading_of_a_word_or_surname_belongs_to_a_character()
    {
        foreach (var list in (string[])["words.txt", "surnames.txt"])
        {
            using var reader = new StreamReader(typeof(Pinyin).Assembly.GetManifestResourceStream(list)!);
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith('#'))
                    continue;

                var parts = line.Split(' ');
                Assert.True(parts[0].Length == parts.Length - 1 && parts[1..].All(p => p.Length > 1 && p[..^1].All(char.IsAsciiLetterLower) && p[^1] is >= '1' and <= '5'), line);
            }
        }
    }
}
