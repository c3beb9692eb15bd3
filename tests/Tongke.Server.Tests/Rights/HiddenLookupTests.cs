using System.Text.Json;
using Tongke.Kernel.Testing;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Rights;

/// <summary>
/// Decision 0004: where a lookup points is a value of the record that holds it; of the record it points to, a reader who may not see that one learns
/// nothing but the id, on every surface.
/// </summary>
public sealed class HiddenLookupTests
{
    private static readonly string[] Exported = ["name", "product"];

    [Theory, OnEveryDatabase]
    public async Task A_lookup_to_a_hidden_record_shows_its_id_and_nothing_of_the_record(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var product = (await boss.CreateAsync("product", new { name = "SecretProduct", code = "SecretCode" })).GetProperty("id").GetGuid();
        var shown = (await boss.CreateAsync("product", new { name = "Z" })).GetProperty("id").GetGuid();
        var lead = (await boss.CreateAsync("lead", new { name = "A", product = shown })).GetProperty("id").GetGuid();
        (await boss.PatchAsync($"/api/v1/lead/{lead}", new { product })).Expect(200);
        await app.Workspace.CatchUpAsync(TestContext.Current.CancellationToken); // $delta tells what is sealed; PostgreSQL seals a change once every older transaction of the server has ended, other tests' too
        var read = new { create = true, read = "all", edit = "all", export = true };
        var jobs = new { create = true, read = "own", edit = "own" };
        foreach (var (login, scope) in new[] { ("none", "none"), ("own", "own") })
        {
            var rep = await app.SignInAsync(login, new Dictionary<string, object> { ["lead"] = read, ["product"] = new { read = scope }, ["export_job"] = jobs, ["stored_file"] = jobs });
            Assert.Equal(product, Assert.Single(await rep.ListAsync("lead")).GetProperty("product").GetGuid());
            Assert.Equal(product, (await rep.GetAsync($"/api/v1/lead/{lead}")).Expect(200).GetProperty("product").GetGuid());
            Assert.Equal("1", (await rep.GetAsync($"/api/v1/lead/$count?$filter=product eq {product}")).Text);
            Assert.Equal(product, Assert.Single(await rep.ListAsync("lead", "$apply=groupby((product),aggregate($count as n))")).GetProperty("product").GetGuid());
            Assert.Contains(product.ToString(), (await rep.GetAsync($"/api/v1/lead/{lead}/$history")).Text, StringComparison.Ordinal);
            Assert.Contains(product.ToString(), (await rep.GetAsync("/api/v1/lead/$delta")).Text, StringComparison.Ordinal);

            Assert.Equal(JsonValueKind.Null, Assert.Single(await rep.ListAsync("lead", "$expand=product")).GetProperty("product").ValueKind);
            Assert.Equal(scope == "none" ? 403 : 404, (await rep.GetAsync($"/api/v1/product/{product}")).Status);
            foreach (var path in new[]
            {
                "lead?$expand=product", $"lead/{lead}?$expand=product", "lead?$apply=groupby((product/name))", "lead?$apply=aggregate(product/name with max as m)", $"lead/{lead}/$history",
                "lead?$search=SecretProduct", "lead/$delta?$expand=product", "lead?$orderby=product/name",
            })
                Assert.DoesNotContain("secret", (await rep.GetAsync($"/api/v1/{path}")).Text.Replace("$search=SecretProduct", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

            foreach (var filter in new[] { "product/name eq 'SecretProduct'", "contains(product/name,'Secret')", "product/code eq 'SECRETCODE'" })
            {
                var counted = await rep.GetAsync($"/api/v1/lead/$count?$filter={filter}");
                Assert.True(counted.Status != 200 || counted.Text == "0", $"{filter}: {counted.Text}");
            }

            var job = (await rep.CreateAsync("export_job", new { @object = "lead", format = "csv", columns = Exported })).GetProperty("id").GetGuid();
            var file = await Jobs.FileAsync(rep, "export_job", job);
            Assert.Contains("\nA,\n", file, StringComparison.Ordinal);

            // The value that is there may stay; choosing it anew is refused like a record that doesn't exist.
            (await rep.PatchAsync($"/api/v1/lead/{lead}", new { name = "A", product })).Expect(200);
            Assert.Equal(400, (await rep.PostAsync("/api/v1/lead", new { name = "B", product })).Status);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task An_export_of_a_hidden_column_is_refused_when_it_is_asked_for_as_one_of_no_column(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var rep = await app.SignInAsync("rep", new Dictionary<string, object>
        {
            ["lead"] = new { create = true, read = "own", export = true, fields = new Dictionary<string, string> { ["*"] = "edit", ["company"] = "none", ["mobile"] = "mask" } },
            ["export_job"] = Grants.Own,
        });
        var (hidden, absent) = (await AskAsync("company"), await AskAsync("compamy"));
        Assert.Equal((400, 400), (hidden.Status, absent.Status));
        Assert.Equal(absent.Text.Replace("compamy", "company", StringComparison.Ordinal), hidden.Text);
        Assert.Contains("unknown_field", hidden.Text, StringComparison.Ordinal);
        Assert.Empty(await rep.ListAsync("export_job"));
        (await AskAsync("mobile")).Expect(201);

        async Task<TestAnswer> AskAsync(string column) => await rep.PostAsync("/api/v1/export_job", new { @object = "lead", format = "csv", columns = new[] { "name", column } });
    }
}
