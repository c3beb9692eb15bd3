using System.Text.Json;
using Tongke.Kernel.Access;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>An undo does what its merge recorded: so nobody but the merge writes that, and an undo takes the same rights as the merge.</summary>
public sealed class ForgedMergeTests
{
    [Theory, OnEveryDatabase]
    public async Task What_a_merge_recorded_is_written_by_nobody(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var merge = await MergeAsync(boss);
        foreach (var body in new object[]
        {
            new { @object = "user" }, new { winner = boss.Id }, new { losers = Array.Empty<Guid>() },
            new { undo_until = "2099-01-01T00:00:00Z" }, new { undone_at = (string?)null, title = "x" },
        })
            Assert.Equal(403, (await boss.PatchAsync($"/api/v1/merge_record/{merge}", body)).Status);

        foreach (var body in new object[] { new { before = new { } }, new { moved = Array.Empty<object>() } })
            Assert.Equal(400, (await boss.PatchAsync($"/api/v1/merge_record/{merge}", body)).Status);

        var forged = new { title = "x", @object = "user", winner = boss.Id, losers = Array.Empty<Guid>(), before = new { }, moved = Array.Empty<object>(), undo_until = "2099-01-01T00:00:00Z" };
        Assert.Equal(400, (await boss.PostAsync("/api/v1/merge_record", forged)).Status);
        Assert.Equal(403, (await boss.PostAsync("/api/v1/merge_record", new { forged.title, forged.@object, forged.winner, forged.losers, forged.undo_until })).Status);
        Assert.Single(await boss.ListAsync("merge_record"));
        (await boss.PostAsync($"/api/v1/merge_record/{merge}/undo", new { })).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task An_undo_refuses_what_no_merge_recorded(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["account"] = Grants.Own, ["user"] = new { read = "all" }, ["merge_record"] = Grants.Own });
        var rights = (await boss.GetAsync($"/api/v1/user/{rep.Id}")).Expect(200).GetProperty("roles").GetRawText();
        var bossRole = (await boss.GetAsync($"/api/v1/user/{boss.Id}")).Expect(200).GetProperty("roles")[0].GetString();
        var account = (await rep.CreateAsync("account", new { name = "A" })).GetProperty("id").GetString()!;
        var loser = Guid.CreateVersion7().ToString();
        var whole = $$$"""{"{{{account}}}":{"name":"B"},"result":{"name":"A"}}""";
        foreach (var (name, winner, losers, before, moved) in new[]
        {
            ("user", rep.Id.ToString(), "[]", $$$"""{"{{{rep.Id}}}":{"roles":["{{{bossRole}}}"]},"result":{"roles":{{{rights}}} } }""", "[]"),
            ("user", rep.Id.ToString(), $"[\"{loser}\"]", $$$"""{"{{{rep.Id}}}":{"roles":["{{{bossRole}}}"]},"result":{"roles":{{{rights}}} } }""", "[]"),
            ("duplicate_group", account, $"[\"{loser}\"]", whole, "[]"),
            ("nothing", account, $"[\"{loser}\"]", whole, "[]"),
            ("account", account, "{}", whole, "[]"), ("account", account, "[1]", whole, "[]"), ("account", account, "[null]", whole, "[]"), ("account", account, $"[\"{account}\"]", whole, "[]"),
            ("account", account, $"[\"{loser}\"]", "[]", "[]"), ("account", account, $"[\"{loser}\"]", "{}", "[]"), ("account", account, $"[\"{loser}\"]", $$$"""{"{{{account}}}":1,"result":2}""", "[]"),
            ("account", account, $"[\"{loser}\"]", $$$"""{"{{{account}}}":{"name":{"a":[1]}},"result":{"name":"A"}}""", "[]"),
            ("account", account, $"[\"{loser}\"]", whole, "7"), ("account", account, $"[\"{loser}\"]", whole, "[null]"), ("account", account, $"[\"{loser}\"]", whole, "[{}]"), ("account", account, $"[\"{loser}\"]", whole, "[{\"id\":5}]"),
            ("account", account, $"[\"{loser}\"]", whole, $$$"""[{"object":"user","id":"{{{rep.Id}}}","field":"manager","from":"{{{loser}}}","version":1}]"""),
            ("account", account, $"[\"{loser}\"]", whole, "[]"),
        })
        {
            var session = app.Workspace.Open(Actor.System("forger"));
            var merge = session.Make(session.Schema["merge_record"]);
            (merge["title"], merge["object"], merge["winner"], merge["undo_until"], merge["owner"]) = ("x", name, Guid.Parse(winner), session.Now.AddDays(9), rep.Id);
            (merge["losers"], merge["before"], merge["moved"]) = (JsonElement.Parse(losers), JsonElement.Parse(before), JsonElement.Parse(moved));
            Assert.Null(await session.CommitAsync(TestContext.Current.CancellationToken));

            var answer = await rep.PostAsync($"/api/v1/merge_record/{merge.Id}/undo", new { });
            Assert.True(answer.Status is 422 or 403, $"{name} {losers} {before} {moved}: {answer.Status} {answer.Text}");
        }

        Assert.Equal(rights, (await boss.GetAsync($"/api/v1/user/{rep.Id}")).Expect(200).GetProperty("roles").GetRawText());
        Assert.Equal("A", (await boss.GetAsync($"/api/v1/account/{account}")).Expect(200).GetProperty("name").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task An_undo_asks_for_the_rights_on_the_merged_records_as_the_merge_did_and_not_on_what_it_turns(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var reader = await app.SignInAsync("reader", new Dictionary<string, object> { ["account"] = new { read = "all", edit = "own", delete = "all" }, ["merge_record"] = new { read = "all", edit = "all" } });
        var outsider = await app.SignInAsync("outsider", new Dictionary<string, object> { ["account"] = Grants.Own, ["merge_record"] = new { read = "all", edit = "all" } });
        var editor = await app.SignInAsync("editor", new Dictionary<string, object> { ["account"] = new { read = "all", edit = "all", delete = "own" }, ["contact"] = Grants.Everything, ["merge_record"] = new { read = "all", edit = "all" } });
        var childless = await app.SignInAsync("childless", new Dictionary<string, object> { ["account"] = Grants.Everything, ["contact"] = new { read = "all", edit = "own" }, ["merge_record"] = new { read = "all", edit = "all" } });
        var merge = await MergeAsync(boss);

        Assert.Equal(403, (await reader.PostAsync($"/api/v1/merge_record/{merge}/undo", new { })).Status);
        Assert.Equal(404, (await outsider.PostAsync($"/api/v1/merge_record/{merge}/undo", new { })).Status);
        Assert.Equal(403, (await editor.PostAsync($"/api/v1/merge_record/{merge}/undo", new { })).Status);
        Assert.Single(await boss.ListAsync("account"));
        (await childless.PostAsync($"/api/v1/merge_record/{merge}/undo", new { })).Expect(200);
        Assert.Equal(2, (await boss.ListAsync("account")).Count);
    }

    /// <summary>Merges two accounts, the second of which has a contact.</summary>
    private static async Task<Guid> MergeAsync(TestClient person)
    {
        var winner = (await person.CreateAsync("account", new { name = "杭州甲机械" })).GetProperty("id").GetGuid();
        var loser = (await person.CreateAsync("account", new { name = "成都乙食品" })).GetProperty("id").GetGuid();
        await person.CreateAsync("contact", new { name = "李总", account = loser });
        (await person.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser } })).Expect(200);
        return Assert.Single(await person.ListAsync("merge_record")).GetProperty("id").GetGuid();
    }
}
