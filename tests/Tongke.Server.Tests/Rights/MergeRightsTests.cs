using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>A merge tells and changes no more than its person, or who reads of it later, may see and change.</summary>
public sealed class MergeRightsTests
{
    private const string Code = "914403001922038216";
    private const string Phone = "+862158001234";
    private static readonly string[] Columns = ["title", "before"];

    [Theory, OnEveryDatabase]
    public async Task What_a_merge_remembers_for_its_undo_is_read_by_nobody_on_any_way(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", RoleOf(("phone", "none"), ("uscc", "mask")));
        var (winner, loser, contact) = await TwoAsync(boss, rep);
        (await rep.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser } })).Expect(200);
        var merge = IdOf(Assert.Single(await rep.ListAsync("merge_record")));

        foreach (var person in new[] { rep, boss })
        {
            foreach (var path in new[]
            {
                "/api/v1/merge_record", $"/api/v1/merge_record/{merge}", $"/api/v1/merge_record/{merge}/$history", "/api/v1/merge_record/$delta", "/api/changes?object=merge_record",
                "/api/v1/merge_record?$select=id,title,object,winner,losers,undo_until", "/api/v1/merge_record?$search=A",
            })
            {
                var answer = await person.GetAsync(path);
                foreach (var told in new[] { Code, "58001234", contact.ToString(), "\"before\"", "\"moved\"" })
                    Assert.DoesNotContain(told, answer.Text, StringComparison.Ordinal);
            }

            foreach (var options in new[] { "$select=before", "$select=moved", "$filter=before ne null", $"$filter=contains(before,'{Code}')", "$orderby=moved", "$apply=groupby((before))" })
                Assert.Equal(400, (await person.GetAsync($"/api/v1/merge_record?{options}")).Status);

            var meta = (await person.GetAsync("/api/meta")).Expect(200).GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "merge_record");
            Assert.DoesNotContain("\"before\"", meta.GetRawText(), StringComparison.Ordinal);
        }

        (await boss.PostAsync("/api/v1/export_job", new { @object = "merge_record", format = "csv", columns = Columns })).Expect(400);
        var file = await Jobs.FileAsync(boss, "export_job", IdOf(await boss.CreateAsync("export_job", new { @object = "merge_record", format = "csv" })));
        Assert.Contains("A", file, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, file, StringComparison.Ordinal);
        Assert.DoesNotContain(contact.ToString(), file, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Not_even_a_customised_object_shows_what_a_merge_remembers(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var (winner, loser, _) = await TwoAsync(boss, boss);
        (await boss.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser } })).Expect(200);
        object Label(string text) => new { zh = text, en = text };
        await boss.CreateAsync("object_customisation", new
        {
            @object = "merge_record",
            definition = new { name = "merge_record", label = Label("m"), fields = new[] { new { name = "before", type = "json", label = Label("b"), required = true, readOnly = true } } },
        });

        Assert.False(Assert.Single(await boss.ListAsync("merge_record")).TryGetProperty("before", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task A_value_is_chosen_only_for_what_one_may_change_and_what_is_filled_in_stays_hidden(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", RoleOf(("phone", "none"), ("uscc", "mask"), ("level", "read")));
        var (winner, loser, _) = await TwoAsync(boss, rep);

        foreach (var field in new[] { "level", "uscc" })
            foreach (var from in new[] { winner, loser })
            {
                var refused = await rep.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser }, values = new Dictionary<string, object> { [field] = from } });
                Assert.Equal((403, "forbidden_fields"), (refused.Status, refused.Code));
            }

        var unknown = await rep.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser }, values = new { phone = loser } });
        var nothing = await rep.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser }, values = new { nothing = loser } });
        Assert.Equal((unknown.Status, unknown.Text.Replace("phone", "nothing", StringComparison.Ordinal)), (nothing.Status, nothing.Text));
        Assert.Equal(2, (await rep.ListAsync("account")).Count);

        (await rep.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser }, values = new { name = loser } })).Expect(200);
        var seen = (await rep.GetAsync($"/api/v1/account/{winner}")).Expect(200);
        Assert.Equal(("B", "c"), (seen.GetProperty("name").GetString(), seen.GetProperty("level").GetString()));
        Assert.False(seen.TryGetProperty("phone", out _));
        Assert.DoesNotContain(Code, (await rep.GetAsync($"/api/v1/account/{winner}")).Text, StringComparison.Ordinal);

        // Nothing is lost: who may see it finds it in the kept record.
        var kept = (await boss.GetAsync($"/api/v1/account/{winner}")).Expect(200);
        Assert.Equal((Phone, Code), (kept.GetProperty("phone").GetString(), kept.GetProperty("uscc").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_merged_undoes_all_of_it_though_some_of_it_is_out_of_their_reach_and_is_told_nothing_of_that(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", RoleOf());
        var (winner, loser, _) = await TwoAsync(boss, rep);
        var contract = IdOf(await boss.CreateAsync("contract", new { name = "绝密合同", account = loser, amount = 10, plans = new[] { new { name = "绝密款", due_date = "2030-01-01", amount = 10 } } }));

        var merge = (await rep.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser } })).Expect(200);
        Assert.False(merge.TryGetProperty("moved", out _));
        Assert.Equal(winner, (await boss.GetAsync($"/api/v1/contract/{contract}")).Expect(200).GetProperty("account").GetGuid());
        (await rep.PostAsync($"/api/v1/merge_record/{merge.GetProperty("merge").GetGuid()}/undo", new { })).Expect(200);
        Assert.Equal(loser, (await boss.GetAsync($"/api/v1/contract/{contract}")).Expect(200).GetProperty("account").GetGuid());
        Assert.Equal(2, (await rep.ListAsync("account")).Count);

        merge = (await rep.PostAsync($"/api/v1/account/{winner}/merge", new { records = new[] { loser } })).Expect(200);
        var third = IdOf(await boss.CreateAsync("account", new { name = "第三家" }));
        (await boss.PatchAsync($"/api/v1/contract/{contract}", new { account = third })).Expect(200);
        var refused = await rep.PostAsync($"/api/v1/merge_record/{merge.GetProperty("merge").GetGuid()}/undo", new { });
        Assert.Equal((422, "merge_undo_changed_since"), (refused.Status, refused.Code));
        Assert.Contains("A record you can’t see was changed after the merge", refused.Json.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("绝密", refused.Json.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(contract.ToString(), refused.Text, StringComparison.Ordinal);
    }

    private static Guid IdOf(System.Text.Json.JsonElement record) => record.GetProperty("id").GetGuid();

    private static Dictionary<string, object> RoleOf(params (string Field, string Right)[] rights) => new()
    {
        ["account"] = new { create = true, read = "own", edit = "own", delete = "own", fields = rights.Append((Field: "*", Right: "edit")).ToDictionary(r => r.Field, r => r.Right) },
        ["merge_record"] = new { read = "own", edit = "own" },
    };

    /// <summary>Two accounts of a person, which somebody else filled in; the second has a contact that the person can't read.</summary>
    private static async Task<(Guid Winner, Guid Loser, Guid Contact)> TwoAsync(TestClient boss, TestClient person)
    {
        var winner = IdOf(await boss.CreateAsync("account", new { name = "A", level = "c", owner = person.Id }));
        var loser = IdOf(await boss.CreateAsync("account", new { name = "B", level = "a", phone = Phone, uscc = Code, owner = person.Id }));
        return (winner, loser, IdOf(await boss.CreateAsync("contact", new { name = "李总", account = loser })));
    }
}
