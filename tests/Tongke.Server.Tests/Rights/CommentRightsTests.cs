using System.Text.Json;
using Tongke.Kernel.Testing;
using Tongke.Server.Tests.Live;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>What hangs on a record is seen by those who see the record, and by nobody else, on every surface.</summary>
public sealed class CommentRightsTests
{
    private static readonly string[] Exported = ["text"];

    private static readonly object Read = new { create = true, read = "all", edit = "own", delete = "own", export = true };

    private static readonly Dictionary<string, object> Rep = new()
    {
        ["account"] = Grants.Own,
        ["comment"] = Read,
        ["comment_reaction"] = Read,
        ["record_member"] = Read,
        ["stored_file"] = Read,
        ["favourite"] = Grants.Own,
        ["export_job"] = Grants.Own,
        ["user"] = new { read = "all" },
    };

    [Theory, OnEveryDatabase]
    public async Task A_comment_is_seen_by_whoever_sees_its_record_and_by_nobody_else(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var account = Id(await ana.CreateAsync("account", new { name = "安娜的客户" }));
        var comment = Id(await boss.CreateAsync("comment", new { @object = "account", record = account, text = "请尽快跟进" }));
        await boss.CreateAsync("comment", new { @object = "account", record = account, text = "收到", reply_to = comment });

        Assert.Equal(2, (await ana.ListAsync("comment", $"$filter=record eq {account}")).Count);
        Assert.Equal(2, await CountAsync(ana, "comment"));
        (await ana.GetAsync($"/api/v1/comment/{comment}")).Expect(200);
        Assert.Equal("请尽快跟进", Assert.Single(await ana.ListAsync("comment", "$filter=reply_to ne null&$expand=reply_to($select=text)")).GetProperty("reply_to").GetProperty("text").GetString());

        Assert.Empty(await ben.ListAsync("comment", "$filter=contains(text,'跟进')"));
        Assert.Equal(0, await CountAsync(ben, "comment"));
        Assert.Empty((await ben.GetAsync("/api/v1/comment?$apply=groupby((object),aggregate($count as n))")).Expect(200).GetProperty("value").EnumerateArray());
        Assert.Empty((await ben.GetAsync("/api/v1/comment/$delta")).Expect(200).GetProperty("value").EnumerateArray());
        foreach (var path in new[] { "", "/$history", "/$access" })
            Assert.Equal(404, (await ben.GetAsync($"/api/v1/comment/{comment}{path}")).Status);
        Assert.Equal(400, (await ben.PostAsync("/api/v1/comment", new { @object = "account", record = account, text = "看不见" })).Status);
        Assert.DoesNotContain("请尽快跟进", await ExportAsync(ben), StringComparison.Ordinal);
        Assert.Contains("请尽快跟进", await ExportAsync(ana), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_comment_brings_only_files_that_its_readers_can_open(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep));
        var account = Id(await ana.CreateAsync("account", new { name = "安娜的客户" }));
        var elsewhere = Id(await boss.CreateAsync("account", new { name = "别的客户" }));
        async Task<Guid> FileAsync(string where)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file", "a.txt" } };
            return Id((await boss.PostAsync($"/api/files{where}", form)).Expect(201));
        }

        var (hung, loose, other) = (await FileAsync($"?object=account&record={account}"), await FileAsync(""), await FileAsync($"?object=account&record={elsewhere}"));
        foreach (var file in new[] { loose, other })
        {
            var refused = await boss.PostAsync("/api/v1/comment", new { @object = "account", record = account, text = "见附件", files = new[] { hung, file } });
            Assert.Equal((400, "comment_file_elsewhere"), (refused.Status, refused.Json.GetProperty("error").GetProperty("details")[0].GetProperty("code").GetString()));
        }

        var comment = Id(await boss.CreateAsync("comment", new { @object = "account", record = account, text = "见附件", files = new[] { hung } }));
        Assert.Equal(400, (await boss.PatchAsync($"/api/v1/comment/{comment}", new { files = new[] { hung, loose } })).Status);
        (await boss.PatchAsync($"/api/v1/comment/{comment}", new { text = "请看附件" })).Expect(200);
        (await ana.GetAsync($"/api/files/{hung}")).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task A_comment_goes_and_comes_with_the_sight_of_its_record(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var account = Id(await ana.CreateAsync("account", new { name = "换人的客户" }));
        var comment = Id(await ana.CreateAsync("comment", new { @object = "account", record = account, text = "我写的" }));
        await app.Workspace.CatchUpAsync(TestContext.Current.CancellationToken); // PostgreSQL seals a change once every older transaction of the server has ended, other tests' too
        var (anas, bens) = (await TokenAsync(ana), await TokenAsync(ben));

        (await boss.PatchAsync($"/api/v1/account/{account}", new { owner = ben.Id })).Expect(200);
        await app.Workspace.CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal(404, (await ana.GetAsync($"/api/v1/comment/{comment}")).Status);
        Assert.Equal(404, (await ana.PatchAsync($"/api/v1/comment/{comment}", new { text = "改不了" })).Status);
        Assert.True(Assert.Single((await ana.GetAsync($"/api/v1/comment/$delta?token={anas}")).Expect(200).GetProperty("value").EnumerateArray()).TryGetProperty("@removed", out _));
        Assert.Equal("我写的", Assert.Single((await ben.GetAsync($"/api/v1/comment/$delta?token={bens}")).Expect(200).GetProperty("value").EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal(403, (await ben.PatchAsync($"/api/v1/comment/{comment}", new { text = "别人的话" })).Status);

        await boss.CreateAsync("record_member", new { @object = "account", record = account, user = ana.Id, access = "read" });
        (await ana.PatchAsync($"/api/v1/comment/{comment}", new { text = "我改的" })).Expect(200);
        await boss.DeleteAsync($"/api/v1/account/{account}");
        Assert.Equal(404, (await ben.GetAsync($"/api/v1/comment/{comment}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Open_pages_hear_of_a_comment_when_their_person_sees_its_record(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var account = Id(await ana.CreateAsync("account", new { name = "直播的客户" }));
        await using var anas = await LivePage.OpenAsync(app, ana, "comment");
        await using var bens = await LivePage.OpenAsync(app, ben, "comment");

        var comment = Id(await boss.CreateAsync("comment", new { @object = "account", record = account, text = "看这里" }));

        Assert.Contains(comment, (await anas.NextAsync()).Changed!);
        (await boss.PatchAsync($"/api/v1/account/{account}", new { owner = ben.Id })).Expect(200);
        Assert.Equal([comment], (await anas.NextAsync()).Removed!);
        Assert.Equal([comment], (await bens.NextAsync()).Changed!);
    }

    [Theory, OnEveryDatabase]
    public async Task A_reaction_is_seen_with_its_comment_and_each_person_gives_one_of_a_kind(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var account = Id(await ana.CreateAsync("account", new { name = "安娜的客户" }));
        var comment = Id(await boss.CreateAsync("comment", new { @object = "account", record = account, text = "好消息" }));

        var like = Id(await ana.CreateAsync("comment_reaction", new { comment, emoji = "like" }));
        Assert.Equal(409, (await ana.PostAsync("/api/v1/comment_reaction", new { comment, emoji = "like" })).Status);
        Assert.Equal(400, (await ben.PostAsync("/api/v1/comment_reaction", new { comment, emoji = "like" })).Status);
        Assert.Empty(await ben.ListAsync("comment_reaction"));
        var shown = Assert.Single(await boss.ListAsync("comment", $"$filter=record eq {account}&$expand=comment_reaction_comment($select=emoji,owner)"));
        Assert.Equal("like", Assert.Single(shown.GetProperty("comment_reaction_comment").EnumerateArray()).GetProperty("emoji").GetString());
        Assert.Equal(204, (await ana.DeleteAsync($"/api/v1/comment_reaction/{like}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_on_a_record_is_lost_from_sight_with_it_even_for_who_sent_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana, ben) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep));
        var account = Id(await ana.CreateAsync("account", new { name = "有合同的客户" }));
        using var form = new MultipartFormDataContent { { new ByteArrayContent("合同"u8.ToArray()), "file", "contract.txt" } };
        var file = (await ana.PostAsync($"/api/files?object=account&record={account}", form)).Expect(201).GetProperty("id").GetGuid();

        Assert.Equal(404, (await ben.GetAsync($"/api/files/{file}")).Status);
        Assert.Equal(404, (await ben.GetAsync($"/api/v1/stored_file/{file}")).Status);
        Assert.Equal(200, (await ana.GetAsync($"/api/v1/stored_file/{file}")).Status);
        (await boss.PatchAsync($"/api/v1/account/{account}", new { owner = ben.Id })).Expect(200);
        Assert.Equal(404, (await ana.GetAsync($"/api/files/{file}")).Status);
        Assert.Equal(404, (await ana.GetAsync($"/api/v1/stored_file/{file}")).Status);
        Assert.Equal(200, (await ben.GetAsync($"/api/files/{file}")).Status);
        Assert.Equal(200, (await ben.GetAsync($"/api/v1/stored_file/{file}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_team_is_seen_by_those_who_see_the_record_and_changed_by_those_who_may_change_it_by_role(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ana, ben, cleo) = (await app.SignInAsync(), await app.SignInAsync("ana", Rep), await app.SignInAsync("ben", Rep), await app.SignInAsync("cleo", Rep));
        var account = Id(await ana.CreateAsync("account", new { name = "一起做的客户" }));
        var bens = Id(await boss.CreateAsync("record_member", new { @object = "account", record = account, user = ben.Id, access = "edit" }));
        var cleos = Id(await ana.CreateAsync("record_member", new { @object = "account", record = account, user = cleo.Id, access = "read" }));

        Assert.Equal(2, (await cleo.ListAsync("record_member")).Count);
        Assert.Equal(403, (await ben.DeleteAsync($"/api/v1/record_member/{cleos}")).Status);
        Assert.Equal(204, (await ana.DeleteAsync($"/api/v1/record_member/{bens}")).Status);
        (await boss.PatchAsync($"/api/v1/account/{account}", new { owner = boss.Id })).Expect(200);
        Assert.Equal(404, (await ana.DeleteAsync($"/api/v1/record_member/{cleos}")).Status);
        Assert.Empty(await ben.ListAsync("record_member"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_key_names_no_members(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (boss, ben) = (await app.SignInAsync(), await app.SignInAsync("ben", Rep));
        var key = await app.GiveKeyAsync(boss);
        var account = Id(await boss.CreateAsync("account", new { name = "不由密钥分享" }));
        var member = Id(await boss.CreateAsync("record_member", new { @object = "account", record = account, user = boss.Id }));

        Assert.Equal(403, (await key.PostAsync("/api/v1/record_member", new { @object = "account", record = account, user = ben.Id })).Status);
        Assert.Equal(403, (await key.PatchAsync($"/api/v1/record_member/{member}", new { access = "edit" })).Status);
        Assert.Equal(403, (await key.DeleteAsync($"/api/v1/record_member/{member}")).Status);
        Assert.Single(await key.ListAsync("record_member"));
    }

    [Theory, OnEveryDatabase]
    public async Task The_log_of_all_objects_tells_nothing_of_comments_on_records_out_of_sight(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var account = Id(await boss.CreateAsync("account", new { name = "老板的客户" }));
        await boss.CreateAsync("comment", new { @object = "account", record = account, text = "保密的话" });
        var auditor = await app.SignInAsync("auditor", new Dictionary<string, object> { ["comment"] = new { read = "all" }, ["account"] = new { read = "own" }, ["role"] = Grants.Everything, ["user"] = Grants.Everything, ["object_customisation"] = Grants.Everything });

        Assert.DoesNotContain("保密的话", (await auditor.GetAsync("/api/changes?object=comment")).Text, StringComparison.Ordinal);
        Assert.Contains("保密的话", (await boss.GetAsync("/api/changes?object=comment")).Text, StringComparison.Ordinal);
    }

    private static async Task<long> CountAsync(TestClient person, string definition) =>
        (await person.GetAsync($"/api/v1/{definition}?$count=true&$top=0")).Expect(200).GetProperty("@odata.count").GetInt64();

    private static async Task<string> TokenAsync(TestClient person) =>
        (await person.GetAsync("/api/v1/comment/$delta?token=latest")).Expect(200).GetProperty("@tongke.token").GetString()!;

    private static async Task<string> ExportAsync(TestClient person)
    {
        var job = Id(await person.CreateAsync("export_job", new { @object = "comment", format = "csv", columns = Exported }));
        return await Jobs.FileAsync(person, "export_job", job);
    }

    private static Guid Id(JsonElement record) => record.GetProperty("id").GetGuid();
}
