using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>Members of a record's team see it, and change it if they may; everything else takes a role.</summary>
public sealed class TeamRightsTests
{
    private static readonly Dictionary<string, object> Rep = new()
    {
        ["lead"] = new { create = true, read = "own", edit = "own", delete = "own", purge = true, transfer = true, import = true },
        ["comment"] = Grants.Own,
        ["stored_file"] = Grants.Own,
        ["import_job"] = Grants.Own,
        ["user"] = new { read = "all" },
    };

    [Theory, OnEveryDatabase]
    public async Task A_member_who_may_edit_neither_deletes_the_record_nor_gives_it_away(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, rep) = (await app.SignInAsync(), await app.SignInAsync("rep", Rep));
        var lead = (await boss.CreateAsync("lead", new { name = "共享线索" })).GetProperty("id").GetGuid();
        await boss.CreateAsync("record_member", new { @object = "lead", record = lead, user = rep.Id, access = "edit" });

        (await rep.PatchAsync($"/api/v1/lead/{lead}", new { name = "改过的线索" })).Expect(200);
        Assert.Equal(403, (await rep.DeleteAsync($"/api/v1/lead/{lead}")).Status);
        Assert.Equal(403, (await rep.DeleteAsync($"/api/v1/lead/{lead}?purge=true")).Status);
        Assert.Equal(403, (await rep.PatchAsync($"/api/v1/lead/{lead}", new { owner = rep.Id })).Status);
        Assert.Equal(boss.Id, (await boss.GetAsync($"/api/v1/lead/{lead}")).Expect(200).GetProperty("owner").GetGuid());

        (await boss.DeleteAsync($"/api/v1/lead/{lead}")).Expect(204);
        Assert.Contains((await rep.PostAsync($"/api/v1/lead/{lead}/restore", new { })).Status, (int[])[403, 404]);
        Assert.Contains((await rep.DeleteAsync($"/api/v1/lead/{lead}?purge=true")).Status, (int[])[403, 404]);
        (await boss.PostAsync($"/api/v1/lead/{lead}/restore", new { })).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task An_import_gives_away_no_record_that_its_person_is_only_a_member_of(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, rep) = (await app.SignInAsync(), await app.SignInAsync("rep", Rep));
        var shared = (await boss.CreateAsync("lead", new { name = "共享线索" })).GetProperty("id").GetGuid();
        var own = (await rep.CreateAsync("lead", new { name = "自己的线索" })).GetProperty("id").GetGuid();
        await boss.CreateAsync("record_member", new { @object = "lead", record = shared, user = rep.Id, access = "edit" });

        var settings = new { mode = "update", key = "id", mapping = new { id = "id", owner = "owner" } };
        await Jobs.RunAsync(rep, await Jobs.ImportAsync(rep, "lead", $"id,owner\n{shared},{rep.Id}\n{own},{boss.Id}", settings), "start");

        foreach (var lead in new[] { shared, own })
            Assert.Equal(boss.Id, (await boss.GetAsync($"/api/v1/lead/{lead}")).Expect(200).GetProperty("owner").GetGuid());
    }

    [Theory, OnEveryDatabase]
    public async Task A_member_who_may_read_sees_everything_of_the_record_and_changes_nothing(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, rep) = (await app.SignInAsync(), await app.SignInAsync("rep", Rep));
        var lead = (await boss.CreateAsync("lead", new { name = "共享线索" })).GetProperty("id").GetGuid();
        foreach (var path in new[] { $"/api/v1/lead/{lead}/$history", $"/api/v1/lead/{lead}/$access", $"/api/files?object=lead&record={lead}" })
            Assert.Equal(404, (await rep.GetAsync(path)).Status);

        await boss.CreateAsync("record_member", new { @object = "lead", record = lead, user = rep.Id, access = "read" });
        foreach (var path in new[] { $"/api/v1/lead/{lead}", $"/api/v1/lead/{lead}/$history", $"/api/v1/lead/{lead}/$access", $"/api/files?object=lead&record={lead}" })
            (await rep.GetAsync(path)).Expect(200);
        await rep.CreateAsync("comment", new { @object = "lead", record = lead, text = "已联系" });

        Assert.Equal(403, (await rep.PatchAsync($"/api/v1/lead/{lead}", new { name = "不让改" })).Status);
        Assert.Equal(403, (await rep.DeleteAsync($"/api/v1/lead/{lead}")).Status);
    }
}
