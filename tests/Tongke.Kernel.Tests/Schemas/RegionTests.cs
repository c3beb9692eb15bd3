using Tongke.Kernel.Schemas;
using Xunit;

namespace Tongke.Kernel.Tests.Schemas;

public sealed class RegionTests
{
    [Fact]
    public void There_are_34_provinces_and_333_prefectures_of_the_mainland()
    {
        Assert.Equal(34, ChineseRegions.Provinces.Count);
        var prefectures = ChineseRegions.Provinces
            .Where(p => !p.IsMunicipality && p.Name is not ("台湾省" or "海南省" or "新疆维吾尔自治区" or "湖北省" or "河南省"))
            .Sum(p => p.Cities.Count);

        // Less those four provinces, which also govern counties directly: 海南 4, 新疆 14, 湖北 13, 河南 17.
        Assert.Equal(333 - 4 - 14 - 13 - 17, prefectures);
    }

    [Theory]
    [InlineData("内蒙古", "内蒙古自治区")]
    [InlineData("广西", "广西壮族自治区")]
    [InlineData("新疆", "新疆维吾尔自治区")]
    [InlineData("宁夏", "宁夏回族自治区")]
    [InlineData("香港", "香港特别行政区")]
    [InlineData("重庆", "重庆市")]
    public void Provinces_are_known_by_their_short_names(string name, string full) => Assert.Equal(full, ChineseRegions.FindProvince(name)?.Name);

    [Theory]
    [InlineData("恩施", "湖北省")]
    [InlineData("延边", "吉林省")]
    [InlineData("西双版纳", "云南省")]
    [InlineData("伊犁", "新疆维吾尔自治区")]
    [InlineData("大兴安岭", "黑龙江省")]
    public void Cities_are_known_by_their_short_names(string city, string province) => Assert.Equal(province, ChineseRegions.FindProvinceOfCity(city)?.Name);

    [Fact]
    public void No_province_lists_a_city_twice() =>
        Assert.All(ChineseRegions.Provinces, p => Assert.Equal(p.Cities.Count, p.Cities.Distinct().Count()));
}
