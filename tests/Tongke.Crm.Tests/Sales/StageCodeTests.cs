using Tongke.Testing;
using Xunit;
using FillStageCode = Tongke.Crm.Sales.FillStageCode;

namespace Tongke.Crm.Tests.Sales;

/// <summary>Nobody is asked for the code of a stage.</summary>
public sealed class StageCodeTests
{
    [Theory]
    [InlineData("First visit", "first_visit")]
    [InlineData("方案", "fang_an")]
    [InlineData("POC 测试", "poc_ce_shi")]
    [InlineData("2 次拜访", "ci_bai_fang")]
    [InlineData("！！", "stage")]
    public void A_code_is_made_of_the_name(string name, string code) => Assert.Equal(code, FillStageCode.Of(name));

    [Theory, OnEveryDatabase]
    public async Task A_new_stage_has_a_code_of_its_own_that_stays_when_it_is_renamed(TestDatabase database)
    {
        await using var crm = await CrmWorkspace.StartAsync(database);
        var pipeline = await crm.ValueAsync("stage", await crm.StageAsync("lead"), "pipeline");

        var first = await crm.App.CreateAsync("stage", new { name = "技术交流", pipeline, position = 90, probability = 30 });
        var second = await crm.App.CreateAsync("stage", new { name = "技术交流", pipeline, position = 91, probability = 30 });
        Assert.Null(await crm.App.UpdateAsync("stage", first, new { name = "样机测试" }));

        Assert.Equal("ji_shu_jiao_liu", await crm.ValueAsync("stage", first, "code"));
        Assert.Equal("ji_shu_jiao_liu_2", await crm.ValueAsync("stage", second, "code"));
    }
}
