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

    [Theory, OnEveryDatabase]
    public async Task A_colleague_whom_one_may_not_see_is_answered_as_one_there_is_not(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, hidden) = (await app.SignInAsync(), await app.SignInAsync("hidden", Rep));
        foreach (var user in new object?[] { null, new { read = "own" } })
        {
            var grants = new Dictionary<string, object>(Rep);
            grants.Remove("user");
            if (user is not null)
                grants["user"] = user;
            var ana = await app.SignInAsync(user is null ? "ana" : "amy", grants);
            var lead = (await ana.CreateAsync("lead", new { name = "共享线索" })).GetProperty("id").GetGuid();
            var absent = await ana.GetAsync($"/api/v1/lead/{lead}/$readers?users={Guid.NewGuid()}");
            Assert.Equal(absent.Text, (await ana.GetAsync($"/api/v1/lead/{lead}/$readers?users={hidden.Id}")).Text);
            Assert.Contains((hidden.Id, false), PeopleOf((await boss.GetAsync($"/api/v1/lead/{lead}/$readers?users={hidden.Id}")).Expect(200)));
        }
    }

    private static IEnumerable<(Guid, bool)> PeopleOf(JsonElement answer) =>
        answer.GetProperty("value").EnumerateArray().Select(p => (p.GetProperty("id").GetGuid(), p.GetProperty("sees").GetBoolean()));
}
