using System.Text.Json;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Definitions;

public sealed class UnfitCustomisationTests
{
    [Theory, OnEveryDatabase]
    public async Task Names_that_the_database_has_already_are_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        foreach (var name in new[] { "change", "web_session", "account_search", "sqlite_x", "pg_class", "administrator_guard", "applied_customisation", "user_roles_link", "_catalogue", "account_pkey" })
            Assert.Equal((name, 400), (name, (await boss.PostAsync("/api/v1/object_customisation", Of(name, Name))).Status));

        foreach (var field in new[] { "_row", "xmin" })
            Assert.Equal([$"definition/fields/{field}"], Targets(await boss.PostAsync("/api/v1/object_customisation", Of("account", Field(field, "text")))));

        await StillWorksAsync(boss);
    }

    [Theory, OnEveryDatabase]
    public async Task An_incomplete_definition_is_told_in_the_readers_language_with_place_and_name(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        foreach (var (definition, told) in new[]
        {
            ("{ \"name\": \"visit\" }", "“fields”"),
            ("{ \"name\": \"visit\", \"label\": {\"zh\": \"拜访\", \"en\": \"Visit\"}, \"fields\": [{ \"name\": \"name\", \"label\": {\"zh\": \"名称\", \"en\": \"Name\"} }] }", "fields[1] 缺少“type”"),
            ("{ \"name\": \"visit\", \"label\": {\"zh\": \"拜访\", \"en\": \"Visit\"}, \"colour\": 1, \"fields\": [] }", "“colour”"),
            ("{ \"name\": \"visit\", \"label\": {\"zh\": \"拜访\", \"en\": \"Visit\"}, \"fields\": [null] }", "fields[1]"),
            ("{ \"name\": \"visit\", \"label\": {\"zh\": \"拜访\", \"en\": \"Visit\"}, \"fields\": 7 }", "fields"),
        })
        {
            var refused = await boss.PostAsync("/api/v1/object_customisation", new { @object = "visit", definition = JsonElement.Parse(definition) }, ("Accept-Language", "zh-CN"));
            Assert.Equal((definition, 400), (definition, refused.Status));
            Assert.Contains(refused.Json.GetProperty("error").GetProperty("details").EnumerateArray(), detail => detail.GetProperty("message").GetString()!.Contains(told, StringComparison.Ordinal));
            Assert.DoesNotContain("Tongke.", refused.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("JSON", refused.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", refused.Text, StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task An_option_that_records_use_does_not_go(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var id = await CustomiseAsync(boss, Select("red", "blue"));
        await boss.CreateAsync("account", new { name = "云海", colour = "red" });

        Assert.Equal(["definition/fields/colour"], Targets(await boss.PatchAsync($"/api/v1/object_customisation/{id}", Of("account", Select("blue")))));
        (await boss.PatchAsync($"/api/v1/object_customisation/{id}", Of("account", Select("red")))).Expect(200);
        await StillWorksAsync(boss);
    }

    [Theory, OnEveryDatabase]
    public async Task An_option_that_records_use_beside_others_does_not_go(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var id = await CustomiseAsync(boss, Select("red", "blue", "green").Replace("\"select\"", "\"multi_select\"", StringComparison.Ordinal));
        await boss.CreateAsync("account", new { name = "云海", colour = "red,blue".Split(',') });

        foreach (var fewer in (string[])[Select("red", "green"), Select("blue"), Select("green")])
            Assert.Equal(["definition/fields/colour"], Targets(await boss.PatchAsync($"/api/v1/object_customisation/{id}", Of("account", fewer.Replace("\"select\"", "\"multi_select\"", StringComparison.Ordinal)))));
        (await boss.PatchAsync($"/api/v1/object_customisation/{id}", Of("account", Select("blue", "red").Replace("\"select\"", "\"multi_select\"", StringComparison.Ordinal)))).Expect(200);
        await StillWorksAsync(boss);
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_with_repeated_values_does_not_become_unique(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var id = await CustomiseAsync(boss, Field("code", "text", """, "max": 20"""));
        await boss.CreateAsync("account", new { name = "云海", code = "A" });
        var twin = (await boss.CreateAsync("account", new { name = "青禾", code = "A" })).GetProperty("id").GetString();

        var unique = Of("account", Field("code", "text", """, "max": 20, "unique": true"""));
        Assert.Equal(["definition/fields/code"], Targets(await boss.PatchAsync($"/api/v1/object_customisation/{id}", unique)));
        (await boss.PatchAsync($"/api/v1/account/{twin}", new { code = "B" })).Expect(200);
        (await boss.PatchAsync($"/api/v1/object_customisation/{id}", unique)).Expect(200);
        await StillWorksAsync(boss);
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_that_holds_values_keeps_its_type(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var id = await CustomiseAsync(boss, Field("code", "text"));
        await boss.CreateAsync("account", new { name = "云海", code = "A" });

        foreach (var type in new[] { "integer", "date", "boolean", "email" })
            Assert.Equal(["definition/fields/code"], Targets(await boss.PatchAsync($"/api/v1/object_customisation/{id}", Of("account", Field("code", type)))));
        Assert.Equal(["definition/fields/name"], Targets(await boss.PatchAsync($"/api/v1/object_customisation/{id}", Of("account", Field("name", "integer")))));
        await StillWorksAsync(boss);
    }

    [Theory, OnEveryDatabase]
    public async Task The_customisation_of_a_delivered_object_goes_when_its_own_fields_are_empty(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var boss = await app.SignInAsync();
        var id = await CustomiseAsync(boss, Field("code", "text"));
        var account = (await boss.CreateAsync("account", new { name = "云海", code = "A" })).GetProperty("id").GetString();

        Assert.Equal(409, (await boss.DeleteAsync($"/api/v1/object_customisation/{id}")).Status);
        (await boss.PatchAsync($"/api/v1/account/{account}", new { code = (string?)null })).Expect(200);
        Assert.Equal(204, (await boss.DeleteAsync($"/api/v1/object_customisation/{id}")).Status);
        await StillWorksAsync(boss);
    }

    [Theory, OnEveryDatabase]
    public async Task A_customisation_that_got_past_the_checks_is_left_out_and_loses_nothing(TestDatabase database)
    {
        var location = await TestApp.NewLocationAsync(database);
        Guid id;
        await using (var app = await TestApp.StartAsync(location))
        {
            using var boss = await app.SignInAsync();
            id = Guid.Parse(await CustomiseAsync(boss, Field("code", "text")));
            await boss.CreateAsync("account", new { name = "云海", code = "A" });
            var bad = JsonElement.Parse(Of("account", Field("code", "integer"))).GetProperty("definition").GetRawText();
            var batch = new WriteBatch();
            batch.Add(Sql.From($"update object_customisation set definition = {Sql.Value(JsonElement.Parse(bad).GetRawText(), ColumnType.Json)} where id = {id}"));
            await app.Workspace.Database.WriteAsync(batch, TestContext.Current.CancellationToken);
            await app.Workspace.ReloadAsync(TestContext.Current.CancellationToken);
            await CheckAsync(boss);
        }

        await using var again = await TestApp.StartAsync(location);
        using var later = await again.SignInAsync("later");
        await CheckAsync(later);
        (await later.PatchAsync($"/api/v1/object_customisation/{id}", Of("account", Field("code", "text") + "," + Field("more", "text")))).Expect(200);
        await later.CreateAsync("account", new { name = "青禾", code = "B", more = "C" });

        static async Task CheckAsync(TestClient boss)
        {
            Assert.Contains(await boss.ListAsync("account"), a => a.TryGetProperty("code", out var code) && code.GetString() == "A");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_database_that_holds_a_bad_customisation_from_before_starts_without_it_says_so_and_loses_nothing(TestDatabase database)
    {
        var location = await TestApp.NewLocationAsync(database);
        Guid id;
        await using (var app = await TestApp.StartAsync(location))
        {
            using var boss = await app.SignInAsync();
            id = Guid.Parse(await CustomiseAsync(boss, Field("code", "text") + "," + Field("partners", "multi_lookup", """, "object": "account" """)));
            await boss.PostAsync("/api/v1/object_customisation", Of("visit", Name + "," + Field("account", "lookup", """, "object": "account" """)));
            var account = (await boss.CreateAsync("account", new { name = "云海", code = "A" })).GetProperty("id").GetGuid();
            await boss.PatchAsync($"/api/v1/account/{account}", new { partners = new[] { account } });
            await boss.CreateAsync("visit", new { name = "首次拜访", account });
            var bad = JsonElement.Parse(Of("account", Field("code", "text") + "," + Field("worth", "formula", """, "formula": "nothing * 2", "result": "decimal" """))).GetProperty("definition").GetRawText();
            var batch = new WriteBatch();
            batch.Add(Sql.From($"update object_customisation set definition = {Sql.Value(JsonElement.Parse(bad).GetRawText(), ColumnType.Json)} where id = {id}"));
            batch.Add(Sql.Literal("delete from applied_customisation"));
            await app.Workspace.Database.WriteAsync(batch, TestContext.Current.CancellationToken);
        }

        await using var again = await TestApp.StartAsync(location);
        using var later = await again.SignInAsync("later");
        Assert.Equal("云海", Assert.Single(await later.ListAsync("account")).GetProperty("name").GetString());
        Assert.Equal("首次拜访", Assert.Single(await later.ListAsync("visit")).GetProperty("name").GetString());
        var aside = (await later.GetAsync("/api/status")).Expect(200).GetProperty("setAside");
        Assert.Equal("account", Assert.Single(aside.GetProperty("objects").EnumerateArray()).GetString());
        Assert.Contains("nothing", aside.GetProperty("reason").GetString(), StringComparison.Ordinal);

        (await later.PatchAsync($"/api/v1/object_customisation/{id}", Of("account", Field("code", "text") + "," + Field("partners", "multi_lookup", """, "object": "account" """)))).Expect(200);
        var kept = Assert.Single(await later.ListAsync("account"));
        Assert.Equal("A", kept.GetProperty("code").GetString());
        Assert.Equal(kept.GetProperty("id").GetGuid(), Assert.Single(kept.GetProperty("partners").EnumerateArray()).GetGuid());
        Assert.False((await later.GetAsync("/api/status")).Expect(200).TryGetProperty("setAside", out _));
    }

    /// <summary>Another customisation can be made, used, and taken away.</summary>
    private static async Task StillWorksAsync(TestClient boss)
    {
        var id = (await boss.PostAsync("/api/v1/object_customisation", Of("visit", Name))).Expect(201).GetProperty("id").GetString();
        Assert.Equal(200, (await boss.GetAsync("/api/v1/visit")).Status);
        Assert.Equal(204, (await boss.DeleteAsync($"/api/v1/object_customisation/{id}")).Status);
    }

    private static async Task<string> CustomiseAsync(TestClient boss, string fields) =>
        (await boss.PostAsync("/api/v1/object_customisation", Of("account", fields))).Expect(201).GetProperty("id").GetString()!;

    private static IEnumerable<string?> Targets(TestAnswer answer)
    {
        Assert.Equal(400, answer.Status);
        return [.. answer.Json.GetProperty("error").GetProperty("details").EnumerateArray().Select(d => d.GetProperty("target").GetString()).Distinct()];
    }

    private static string Name => Field("name", "text");

    private static string Select(params string[] options) =>
        Field("colour", "select", $$""", "options": [{{string.Join(',', options.Select(o => $$"""{ "value": "{{o}}", "label": {"zh": "{{o}}", "en": "{{o}}"} }"""))}}]""");

    private static string Field(string name, string type, string more = "") => $$"""{ "name": "{{name}}", "type": "{{type}}", "label": {"zh": "{{name}}", "en": "{{name}}"}{{more}} }""";

    private static string Of(string name, string fields) =>
        $$"""{ "object": "{{name}}", "definition": { "name": "{{name}}", "label": {"zh": "{{name}}", "en": "{{name}}"}, "fields": [ {{fields}} ] } }""";
}
