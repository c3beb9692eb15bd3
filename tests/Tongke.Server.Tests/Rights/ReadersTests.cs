using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

public sealed class ReadersTests
{
    private static readonly Dictionary<string, object> Rep = new()
    {
        ["lead"] = Grants.Own,
        ["comment"] = Grants.Own,
        ["user"] = new { read = "all" },
    };

    [Theory, OnEveryDatabase]
    public async Task Who_sees_a_record_learns_which_colleagues_do_not_and_whether_one_may_take_them_in(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var lead = (await ana.CreateAsync("lead", new { name = "共享线索" })).GetProperty("id").GetGuid();
        var path = $"/api/v1/lead/{lead}/$readers?users={ana.Id},{ben.Id},{Guid.NewGuid()}";

        var answer = (await boss.GetAsync(path)).Expect(200);
        Assert.True(answer.GetProperty("mayShare").GetBoolean());
        Assert.Equal([(ana.Id, true), (ben.Id, false)], PeopleOf(answer));
        Assert.False((await ana.GetAsync(path)).Expect(200).GetProperty("mayShare").GetBoolean());
        Assert.Equal(404, (await ben.GetAsync(path)).Status);

        await boss.CreateAsync("record_member", new { @object = "lead", record = lead, user = ben.Id, access = "read" });
        Assert.Equal([(ana.Id, true), (ben.Id, true)], PeopleOf((await ana.GetAsync(path)).Expect(200)));
        Assert.False((await ben.GetAsync(path)).Expect(200).GetProperty("mayShare").GetBoolean());
        Assert.Equal(400, (await boss.GetAsync($"/api/v1/lead/{lead}/$readers?users=ana")).Status);
    }

    private static IEnumerable<(Guid, bool)> PeopleOf(JsonElement answer) =>
        answer.GetProperty("value").EnumerateArray().Select(p => (p.GetProperty("id").GetGuid(), p.GetProperty("sees").GetBoolean()));
}
