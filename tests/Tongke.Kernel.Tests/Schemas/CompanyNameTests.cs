using Tongke.Kernel.Schemas;
using Xunit;

namespace Tongke.Kernel.Tests.Schemas;

public sealed class CompanyNameTests
{
    [Theory]
    [InlineData("北京小米科技有限责任公司", "小米科技")]
    [InlineData("小米科技（北京）有限公司", "小米科技")]
    [InlineData("华为技术有限公司", "华为技术")]
    [InlineData("海尔集团股份有限公司", "海尔")]
    [InlineData("西门子（中国）有限公司", "西门子")]
    [InlineData("Siemens (China) Co., Ltd.", "siemens")]
    [InlineData("ＡＣＭＥ Inc.", "acme")]
    [InlineData("北京银行股份有限公司", "北京银行")]
    [InlineData("有限公司", "有限公司")]
    public void A_name_loses_what_does_not_tell_companies_apart(string name, string bare) => Assert.Equal(bare, CompanyName.Normalise(name));

    [Theory]
    [InlineData("北京小米科技有限责任公司", "小米科技（北京）有限公司")]
    [InlineData("深圳市腾讯计算机系统有限公司", "腾讯计算机系统")]
    [InlineData("Acme Corporation", "ACME Corp.")]
    [InlineData("华为技术有限公司", "华为技木有限公司")]
    public void The_same_company_is_recognised(string a, string b) => Assert.InRange(CompanyName.Similarity(a, b), 0.7, 1);

    [Theory]
    [InlineData("北京银行", "上海银行")]
    [InlineData("小米科技", "华为技术")]
    [InlineData("海尔", "海信")]
    public void Different_companies_stay_different(string a, string b) => Assert.InRange(CompanyName.Similarity(a, b), 0, 0.6);
}
