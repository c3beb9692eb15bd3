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
}
