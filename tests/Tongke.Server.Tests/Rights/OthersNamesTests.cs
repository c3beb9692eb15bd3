using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>Nobody makes a record in another's name who could not change it afterwards.</summary>
public sealed class OthersNamesTests
{
    private static readonly Dictionary<string, object> Rep = new()
    {
        ["list_view"] = new { create = true, read = "=OR(shared, owner = ME())", edit = "own", delete = "own" },
        ["lead"] = new { create = true, read = "all" },
        ["user"] = new { read = "all" },
    };

    [Theory, OnEveryDatabase]
    public async Task A_view_that_everybody_sees_is_made_in_ones_own_name(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, rep) = (await app.SignInAsync(), await app.SignInAsync("rep", Rep));

        Assert.Equal(403, (await rep.PostAsync("/api/v1/list_view", new { @object = "lead", label = "老板的视图", shared = true, owner = boss.Id })).Status);
        (await rep.PostAsync("/api/v1/list_view", new { @object = "lead", label = "我的视图", shared = true, owner = rep.Id })).Expect(201);
        (await rep.PostAsync("/api/v1/list_view", new { @object = "lead", label = "我的另一个视图", shared = true })).Expect(201);
        (await boss.PostAsync("/api/v1/list_view", new { @object = "lead", label = "给他的视图", shared = false, owner = rep.Id })).Expect(201);
        Assert.Equal(3, (await rep.ListAsync("list_view", "$filter=object eq 'lead'")).Count);
    }
}
