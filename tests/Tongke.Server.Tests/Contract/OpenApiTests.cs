using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi.Reader;
using Tongke.Testing;

namespace Tongke.Server.Tests.Contract;

/// <summary>The API's description: valid for the tools that read it, whole, and true.</summary>
public sealed partial class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 2, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory, OnEveryDatabase]
    public async Task The_description_is_valid_for_everybody_in_both_languages(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var rep = await app.SignInAsync("rep", new Dictionary<string, object> { ["lead"] = new { create = true, read = "own", fields = new Dictionary<string, string> { ["name"] = "edit", ["rating"] = "mask" } } });
        var folder = Directory.CreateDirectory(Path.Combine(TestFolder.Path, Guid.NewGuid().ToString("N"))).FullName;
        var files = new List<string>();
        foreach (var (client, language) in new[] { (boss, "en"), (boss, "zh"), (rep, "en") })
        {
            var text = (await client.GetAsync("/openapi/v1.json", ("Accept-Language", language))).Text;
            var read = OpenApiModelFactory.Parse(text, "json");
            Assert.Empty(read.Diagnostic!.Errors.Select(e => e.ToString()));
            Assert.Empty(read.Diagnostic.Warnings.Select(e => e.ToString()));
            files.Add(Path.Combine(folder, $"{client.Login}-{language}.json"));
            await File.WriteAllTextAsync(files[^1], text);
        }

        using var node = Process.Start(new ProcessStartInfo("node", ["contract/validate.mjs", .. files]) { WorkingDirectory = WebFolder(), RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await node.StandardOutput.ReadToEndAsync() + await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, said);
    }

    [Theory, OnEveryDatabase]
    public async Task Every_endpoint_is_described_and_nothing_else(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var served = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Path: Constraint().Replace("/" + e.RoutePattern.RawText!.TrimStart('/'), "}"), Methods: e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]))
            .Where(e => !e.Path.StartsWith("/docs", StringComparison.Ordinal) && !e.Path.Contains('*') && !e.Path.StartsWith("/api/v1/{object}/", StringComparison.Ordinal)) // a page for people; the client's files; the records, of which the next test knows
            .Where(e => !e.Path.EndsWith("/negotiate", StringComparison.Ordinal)) // SignalR's own first step
            .SelectMany(e => e.Methods.Where(m => m != "HEAD").Select(m => $"{m} {e.Path}")) // a HEAD is its GET without the body
            .Order(StringComparer.Ordinal).ToArray();
        var described = Operations((await boss.GetAsync("/openapi/v1.json?objects=none")).Expect(200))
            .Where(o => o is not ("GET /api/v1" or "POST /api/v1/$batch"))
            .Order(StringComparer.Ordinal);
        Assert.Equal(served, described);
    }

    [Theory, OnEveryDatabase]
    public async Task Everything_that_records_can_do_is_described_for_each_object(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInEverywhereAsync();
        var described = Operations((await boss.GetAsync("/openapi/v1.json")).Expect(200)).ToHashSet();
        foreach (var definition in app.Workspace.Schema.Objects)
        {
            var root = $"/api/v1/{definition.Name}";
            var written = definition.Definition.WrittenByRules ? [] : new[] { $"POST {root}", $"PATCH {root}/{{id}}", $"DELETE {root}/{{id}}", $"POST {root}/{{id}}/restore" };
            string[] wanted =
            [
                .. written, $"GET {root}", $"GET {root}/$count", $"GET {root}/$delta", $"GET {root}/{{id}}",
                .. definition.Definition.Duplicates.Count > 0 ? [$"POST {root}/$duplicates"] : Array.Empty<string>(),
                $"GET {root}/{{id}}/$history", $"GET {root}/{{id}}/$access", $"GET {root}/{{id}}/$actions", $"POST {root}/{{id}}/$reveal",
                .. definition.Definition.Actions.Where(a => app.Workspace.Rules.FindAction(definition.Name, a.Name) is not null).Select(a => $"POST {root}/{{id}}/{a.Name}"),
                .. definition.Fields.Where(f => f.Definition.Unique).Select(f => $"PATCH {root}({f.Name}='{{{f.Name}}}')"),
            ];
            Assert.Subset(described, wanted.ToHashSet());
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Answers_are_as_they_are_described(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var document = (await boss.GetAsync("/openapi/v1.json")).Expect(200);
        var account = await boss.CreateAsync("account", new { name = "Acme", tags = new List<string> { "vip" } });
        var deal = (await boss.CreateAsync("opportunity", new { name = "Deal", account = account.GetProperty("id").GetGuid(), amount = 10 })).GetProperty("id").GetGuid();
        var id = account.GetProperty("id").GetGuid();
        using var form = new MultipartFormDataContent { { new StringContent("姓名\n张三\n"), "file", "a.csv" } };
        var file = (await boss.PostAsync("/api/files", form)).Expect(201);
        var job = await boss.CreateAsync("import_job", new { @object = "lead", file = file.GetProperty("id").GetGuid(), mode = "create" });
        (string Path, string Operation, JsonElement Answer)[] answers =
        [
            ("/api/v1/account", "post", account),
            ("/api/files", "post", file),
            ("/api/files/{id}/info", "get", (await boss.GetAsync($"/api/files/{file.GetProperty("id").GetGuid()}/info")).Expect(200)),
            ("/api/files", "get", (await boss.GetAsync($"/api/files?object=account&record={id}")).Expect(200)),
            ("/api/v1/import_job", "post", job),
            ("/api/v1/import_job/{id}/suggest", "post", (await boss.PostAsync($"/api/v1/import_job/{job.GetProperty("id").GetGuid()}/suggest", new { })).Expect(200)),
            ("/api/v1/import_job/{id}", "get", (await boss.GetAsync($"/api/v1/import_job/{job.GetProperty("id").GetGuid()}")).Expect(200)),
            ("/api/v1/account/{id}", "get", (await boss.GetAsync($"/api/v1/account/{id}")).Expect(200)),
            ("/api/v1/account", "get", (await boss.GetAsync("/api/v1/account?$count=true")).Expect(200)),
            ("/api/v1/account/$delta", "get", (await boss.GetAsync("/api/v1/account/$delta")).Expect(200)),
            ("/api/v1/account/{id}/$history", "get", (await boss.GetAsync($"/api/v1/account/{id}/$history")).Expect(200)),
            ("/api/v1/account/{id}/$access", "get", (await boss.GetAsync($"/api/v1/account/{id}/$access")).Expect(200)),
            ("/api/v1/account/{id}/$actions", "get", (await boss.GetAsync($"/api/v1/account/{id}/$actions")).Expect(200)),
            ("/api/v1/account/{id}/$reveal", "post", (await boss.PostAsync($"/api/v1/account/{id}/$reveal", new { field = "name", reason = "test" })).Expect(200)),
            ("/api/v1/opportunity/{id}/lose", "post", (await boss.PostAsync($"/api/v1/opportunity/{deal}/lose", new { reason = "price" })).Json),
            ("/api/v1/$batch", "post", (await boss.PostAsync("/api/v1/$batch", new { requests = new[] { new { id = "1", method = "GET", url = "account" } } })).Expect(200)),
            ("/api/v1", "get", (await boss.GetAsync("/api/v1/")).Expect(200)),
            ("/api/meta", "get", (await boss.GetAsync("/api/meta")).Expect(200)),
            ("/api/search", "get", (await boss.GetAsync("/api/search?q=Acme")).Expect(200)),
            ("/api/pages/bench", "get", (await boss.GetAsync("/api/pages/bench")).Expect(200)),
            ("/api/pages/today", "get", (await boss.GetAsync("/api/pages/today")).Expect(200)),
            ("/api/pages/pools", "get", (await boss.GetAsync("/api/pages/pools")).Expect(200)),
            ("/api/pages/sales", "get", (await boss.GetAsync("/api/pages/sales")).Expect(200)),
            ("/api/changes", "get", (await boss.GetAsync("/api/changes?object=account")).Expect(200)),
            ("/api/status", "get", (await boss.GetAsync("/api/status")).Expect(200)),
            ("/api/definitions", "get", (await boss.GetAsync("/api/definitions")).Expect(200)),
            ("/api/definitions/{name}", "get", (await boss.GetAsync("/api/definitions/account")).Expect(200)),
            ("/api/formulas/check", "post", (await boss.PostAsync("/api/formulas/check", new { @object = "account", formula = "1 + 1" })).Expect(200)),
            ("/api/session", "get", (await boss.GetAsync("/api/session")).Expect(200)),
            ("/api/sessions", "get", (await boss.GetAsync("/api/sessions?all=true")).Expect(200)),
            ("/api/sign-in-log", "get", (await boss.GetAsync("/api/sign-in-log?all=true")).Expect(200)),
            ("/api/v1/account/{id}", "get", (await boss.GetAsync($"/api/v1/account/{Guid.NewGuid()}")).Json),
        ];
        var schemas = new SchemaCheck(document);
        Assert.Equal("", string.Join("\n", answers.SelectMany(a => schemas.FaultsOfAnswer(a.Path, a.Operation, a.Answer)).Distinct()));
    }

    /// <summary>The client's types are made from this file; <c>TONGKE_WRITE=1</c> writes it anew, and then <c>npm run api</c> makes the types.</summary>
    [Fact]
    public async Task The_description_that_the_client_is_built_with_is_the_one_that_is_served()
    {
        await using var app = await TestApp.StartAsync(new TestDatabase(Storage.Dialect.Sqlite));
        var boss = await app.SignInAsync();
        var served = (await boss.GetAsync("/openapi/v1.json?objects=import_job,export_job")).Expect(200);
        var text = JsonSerializer.Serialize(served, Indented) + "\n";
        var file = Path.Combine(WebFolder(), "contract", "openapi.json");
        if (Environment.GetEnvironmentVariable("TONGKE_WRITE") == "1")
            await File.WriteAllTextAsync(file, text);

        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }

    private static IEnumerable<string> Operations(JsonElement document) => document.GetProperty("paths").EnumerateObject()
        .SelectMany(p => p.Value.EnumerateObject().Where(o => o.Name is "get" or "post" or "put" or "patch" or "delete").Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}"));

    private static string WebFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../web"));

    [GeneratedRegex(":[a-z]+\\}")]
    private static partial Regex Constraint();
}
