using System.Text.Json;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>What a key is not good for it reaches by no path, although its owner and its role may.</summary>
public sealed class KeyScopeTests
{
    private static readonly string[] Exported = ["name", "product"];

    [Theory, OnEveryDatabase]
    public async Task A_key_for_leads_learns_nothing_of_products_by_any_path(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var product = (await boss.CreateAsync("product", new { name = "SecretProduct" })).GetProperty("id").GetGuid();
        var lead = (await boss.CreateAsync("lead", new { name = "A", product })).GetProperty("id").GetGuid();
        var script = await app.GiveKeyAsync(boss, "lead.read", "import_job.write", "export_job.write");
        Assert.Equal("A", Assert.Single(await script.ListAsync("lead")).GetProperty("name").GetString());

        foreach (var path in new[]
        {
            "lead?$expand=product", $"lead/{lead}?$expand=product", "lead?$orderby=product/name", "lead?$apply=groupby((product/name))", "lead?$select=name&$expand=product($select=name)",
            "lead?$apply=filter(product/name eq 'SecretProduct')/aggregate($count as n)", "lead/$delta?$expand=product", $"lead/{lead}/$history", "product", $"product/{product}",
            "product?$expand=lead_product", "product/$delta", $"product/{product}/$history", $"lead/{lead}/$access",
        })
            Assert.DoesNotContain("SecretProduct", (await script.GetAsync($"/api/v1/{path}")).Text, StringComparison.Ordinal);

        Assert.Equal(JsonValueKind.Null, (await script.ListAsync("lead", "$expand=product")).Single().GetProperty("product").ValueKind);
        var counted = await script.GetAsync("/api/v1/lead/$count?$filter=product/name eq 'SecretProduct'");
        Assert.True(counted.Status != 200 || counted.Text == "0", counted.Text);
        Assert.Equal(403, (await script.GetAsync("/api/v1/product")).Status);
        Assert.Equal(403, (await script.GetAsync("/api/search?q=Secret")).Status);
        Assert.Equal(403, (await script.PatchAsync($"/api/v1/lead/{lead}", new { name = "B" })).Status);
        Assert.Equal(403, (await script.PostAsync("/api/v1/$batch", new { requests = new[] { new { id = "1", method = "GET", url = "product" } } })).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_batch_of_a_key_stays_within_its_scopes(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        await boss.CreateAsync("product", new { name = "P" });
        var script = await app.GiveKeyAsync(boss, "lead.read", "$batch.write");
        var answers = (await script.PostAsync("/api/v1/$batch", new
        {
            requests = new object[]
            {
                new { id = "1", method = "GET", url = "lead" }, new { id = "2", method = "GET", url = "product" }, new { id = "3", method = "POST", url = "lead", body = new { name = "x" } },
            },
        })).Expect(200).GetProperty("responses").EnumerateArray().ToDictionary(r => r.GetProperty("id").GetString()!, r => r.GetProperty("status").GetInt32());
        Assert.Equal((200, 403, 403), (answers["1"], answers["2"], answers["3"]));
    }

    [Theory, OnEveryDatabase]
    public async Task A_job_started_by_a_key_has_the_rights_of_the_key(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var product = (await boss.CreateAsync("product", new { name = "SecretProduct" })).GetProperty("id").GetGuid();
        await boss.CreateAsync("lead", new { name = "A", product });
        var script = await app.GiveKeyAsync(boss, "lead.read", "import_job.write", "export_job.write");
        Assert.Equal(403, (await script.PostAsync("/api/v1/export_job", new { @object = "product" })).Status);
        Assert.Equal(403, (await script.PostAsync("/api/v1/import_job", new { @object = "lead" })).Status);

        var job = (await script.CreateAsync("export_job", new { @object = "lead", format = "csv", columns = Exported })).GetProperty("id").GetGuid();
        var file = await Jobs.FileAsync(boss, "export_job", job);
        Assert.Contains("\nA,", file, StringComparison.Ordinal);
        Assert.DoesNotContain("SecretProduct", file, StringComparison.Ordinal);

        var own = (await boss.CreateAsync("export_job", new { @object = "lead", format = "csv", columns = Exported })).GetProperty("id").GetGuid();
        Assert.Contains("A,SecretProduct", await Jobs.FileAsync(boss, "export_job", own), StringComparison.Ordinal);
    }
}
