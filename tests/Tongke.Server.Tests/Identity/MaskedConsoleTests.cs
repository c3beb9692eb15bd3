using Tongke.Server.Identity;

namespace Tongke.Server.Tests.Identity;

public sealed class MaskedConsoleTests
{
    [Theory]
    [InlineData("call 13812345678 now", "call 138****5678 now")]
    [InlineData("call +8613812345678", "call +86138****5678")]
    [InlineData("order 2026112313812345678", "order 2026112313812345678")]
    [InlineData("to zhang.san+crm@mail.example.com,", "to z***@mail.example.com,")]
    [InlineData("POST {\"password\":\"hunter2!\"}", "POST {\"password\":\"***\"}")]
    [InlineData("GET /setup?token=abc-DEF_1&x=1", "GET /setup?token=***&x=1")]
    [InlineData("key tk_0a1b2c3d_AbC-d_9 used", "key tk_*** used")]
    [InlineData("nothing to hide", "nothing to hide")]
    public void Personal_data_and_secrets_do_not_reach_the_log(string text, string shown) => Assert.Equal(shown, MaskedConsole.Mask(text));
}
