using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

public sealed class InlinedFormulaTests
{
    [Theory, OnEveryDatabase]
    public async Task A_formula_that_reads_hidden_fields_is_not_carried_to_the_browser(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        object Label(string text) => new { zh = text, en = text };
        await boss.CreateAsync("object_customisation", new
        {
            @object = "lead",
            definition = new
            {
                name = "lead",
                label = Label("lead"),
                fields = new object[]
                {
                    new { name = "hush", type = "integer", label = Label("hush") },
                    new { name = "doubled", type = "formula", result = "integer", formula = "hush * 2", label = Label("doubled") },
                    new { name = "raised", type = "formula", result = "integer", formula = "doubled + 1", label = Label("raised") },
                    new { name = "reason", type = "text", label = Label("reason"), visibleWhen = "raised > 10" },
                },
            },
        });
        Dictionary<string, object> Role(string right) => new() { ["lead"] = new { create = true, read = "all", edit = "all", fields = new Dictionary<string, string> { ["*"] = "edit", ["hush"] = right } } };
        var seer = await app.SignInAsync("seer", Role("edit"));
        Assert.Contains("\"hush\"", (await seer.GetAsync("/api/meta")).Text, StringComparison.Ordinal);

        foreach (var right in new[] { "none", "mask" })
        {
            var rep = await app.SignInAsync($"rep_{right}", Role(right));
            var meta = (await rep.GetAsync("/api/meta")).Expect(200);
            var lead = meta.GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "lead");
            var fields = lead.GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
            foreach (var name in new[] { "doubled", "raised", "reason" })
                Assert.DoesNotContain("hush", fields[name].ToString(), StringComparison.Ordinal);
            Assert.Contains("raised", fields["reason"].GetProperty("visibleWhen").ToString(), StringComparison.Ordinal);
        }

        // The server knows all of it: the condition holds, and the reader gets the value that was computed.
        var made = (await boss.CreateAsync("lead", new { name = "A", hush = 7, reason = "x" })).GetProperty("id").GetGuid();
        var limited = await app.SignInAsync("limited", Role("none"));
        var seen = (await limited.GetAsync($"/api/v1/lead/{made}")).Expect(200);
        Assert.Equal(15, seen.GetProperty("raised").GetInt32());
        Assert.False(seen.TryGetProperty("hush", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task Who_may_not_read_a_field_cannot_have_it_computed_into_another(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        object Definition(string formula) => new
        {
            @object = "account",
            definition = new { name = "account", label = new { zh = "客户", en = "Account" }, fields = new[] { new { name = "copy", type = "formula", result = "text", formula, label = new { zh = "副本", en = "Copy" } } } },
        };
        var designer = await app.SignInAsync("designer", new Dictionary<string, object>
        {
            ["object_customisation"] = Grants.Everything,
            ["account"] = new { create = true, read = "all", edit = "all", fields = new Dictionary<string, string> { ["*"] = "edit", ["description"] = "none", ["phone"] = "mask" } },
        });
        foreach (var formula in new[] { "description", "phone", "IF(ISBLANK(description), \"a\", \"b\")" })
        {
            var answer = await designer.PostAsync("/api/v1/object_customisation", Definition(formula));
            Assert.Equal(400, answer.Status);
            Assert.Equal("definition/fields/copy", answer.Json.GetProperty("error").GetProperty("details")[0].GetProperty("target").GetString());
        }

        (await designer.PostAsync("/api/v1/object_customisation", Definition("website"))).Expect(201);
        Assert.True((await boss.GetAsync("/api/v1/account?$select=copy")).Status == 200);
    }

    [Theory, OnEveryDatabase]
    public async Task The_key_of_a_masked_name_is_hidden_with_it(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var id = (await boss.CreateAsync("account", new { name = "无锡中锐新材料有限公司" })).GetProperty("id").GetGuid();
        Assert.Equal("中锐新材料", (await boss.GetAsync($"/api/v1/account/{id}?$select=name_key")).Expect(200).GetProperty("name_key").GetString());

        var reader = await app.SignInAsync("reader", new Dictionary<string, object> { ["account"] = new { read = "all", fields = new Dictionary<string, string> { ["*"] = "read", ["name"] = "mask" } } });
        Assert.DoesNotContain("中锐", (await reader.GetAsync($"/api/v1/account/{id}")).Expect(200).ToString(), StringComparison.Ordinal);
        foreach (var options in new[] { "$select=name_key", "$filter=contains(name_key,'中锐')", "$orderby=name_key_backwards", "$apply=groupby((name_key))" })
            Assert.Equal(400, (await reader.GetAsync($"/api/v1/account?{options}")).Status);
    }
}
