using Tongke.Crm.Sales;
using Xunit;

namespace Tongke.Crm.Tests.Sales;

public sealed class ShortNeedTests
{
    [Theory]
    [InlineData("，，，，，", null)]
    [InlineData("……\n??? !!", null)]
    [InlineData("——\n焊接线改造", "焊接线改造")]
    [InlineData("，，，，，，，，，，，，，，，，，，，，，，，，，要三套焊接机器人", "要三套焊接机器人")]
    [InlineData("：需要机器人。", "需要机器人。")]
    [InlineData("𠮷", "𠮷")]
    [InlineData(" ", null)]
    public void A_need_of_signs_alone_is_none(string text, string? need) => Assert.Equal(need, ShortNeed.Of(text));
}
