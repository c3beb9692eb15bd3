using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>A view that somebody saves can be opened.</summary>
public sealed class ViewTests
{
    private static readonly string[] Hidden = ["region"];
    private static readonly string[] Both = ["name", "mood"];
    private static readonly string[] Turned = ["mood", "name"];

    private static readonly Dictionary<string, object> Rep = new()
    {
        ["lead"] = new { create = true, read = "own", edit = "own", fields = new Dictionary<string, string> { ["*"] = "edit", ["region"] = "none" } }, ["list_view"] = Grants.Own,
    };

    [Theory, OnEveryDatabase]
    public async Task Nonsense_is_refused_and_what_the_client_keeps_is_taken(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ana = await app.SignInAsync("ana", Rep);
        object[] good =
        [
            new { columns = new[] { "name", "owner", "created_at" }, order = new[] { "-created_at", "name" }, filter = "status eq 'new' and owner eq @me", group_by = "status", date_field = "created_at" },
            new { filter = "created_at ge @monthT and created_at lt @month+1T" },
            new { filter = "name eq 'it''s @me'" },
            new { filter = "" },
            new { filter = new { field = "name", @operator = "contains", value = "a" } },
            new { columns = Array.Empty<string>() },
        ];
        foreach (var values in good)
            (await ana.PostAsync("/api/v1/list_view", Body(values))).Expect(201);

        (string Target, object Values)[] bad =
        [
            ("columns", new { columns = "name" }), ("columns", new { columns = new { name = 1 } }), ("columns", new { columns = new object[] { "name", 5 } }), ("columns", new { columns = new[] { "no_such_field" } }),
            ("columns", new { columns = new[] { "region" } }), ("order", new { order = new[] { "-no_such_field" } }), ("order", new { order = 7 }), ("filter", new { filter = "status eq" }),
            ("filter", new { filter = "no_such_field eq 1" }), ("filter", new { filter = "region eq 'x'" }), ("filter", new { filter = 5 }), ("filter", new { filter = new { and = 1 } }), ("group_by", new { group_by = "no_such_field" }),
            ("date_field", new { date_field = "name" }),
        ];
        foreach (var (target, values) in bad)
        {
            var refused = await ana.PostAsync("/api/v1/list_view", Body(values));
            Assert.True(refused.Status == 422 && refused.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString() == target, refused.Text);
        }

        Assert.Equal(422, (await ana.PostAsync("/api/v1/list_view", new { @object = "no_such_object", label = "x" })).Status);
        var (hidden, absent) = (await ana.PostAsync("/api/v1/list_view", Body(new { filter = "region eq 'x'" })), await ana.PostAsync("/api/v1/list_view", Body(new { columns = Hidden })));
        Assert.DoesNotContain("区域", hidden.Text + absent.Text, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_view_of_a_field_that_is_gone_still_opens_and_is_renamed(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var definition = new { name = "lead", label = new { zh = "线索", en = "Lead" }, fields = new[] { new { name = "mood", type = "text", label = new { zh = "心情", en = "Mood" } } } };
        var custom = (await boss.CreateAsync("object_customisation", new { @object = "lead", definition })).GetProperty("id").GetGuid();
        var view = (await boss.CreateAsync("list_view", new { @object = "lead", label = "心情", columns = Both, filter = "mood eq 'good'" })).GetProperty("id").GetGuid();
        (await boss.DeleteAsync($"/api/v1/object_customisation/{custom}")).Expect(204);

        Assert.Equal("mood", (await boss.GetAsync($"/api/v1/list_view/{view}")).Expect(200).GetProperty("columns")[1].GetString());
        (await boss.PatchAsync($"/api/v1/list_view/{view}", new { label = "改名" })).Expect(200);
        (await boss.PatchAsync($"/api/v1/list_view/{view}", new { columns = Turned })).Expect(200);
        Assert.Equal(422, (await boss.PatchAsync($"/api/v1/list_view/{view}", new { filter = "mood eq 'bad'" })).Status);
    }

    private static Dictionary<string, object?> Body(object values) =>
        values.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(values)).Append(new("object", "lead")).Append(new("label", "视图")).ToDictionary(p => p.Key, p => p.Value);
}
