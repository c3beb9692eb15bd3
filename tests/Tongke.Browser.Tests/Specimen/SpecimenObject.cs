using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Tongke.Browser.Tests;

/// <summary>An object that has a field of every type, made as an administrator makes one: over the API.</summary>
internal static class SpecimenObject
{
    /// <summary>Makes it, with its lines, where it is not there yet.</summary>
    public static async Task MakeAsync(Visitor visitor)
    {
        var api = visitor.Page.Context.APIRequest;
        var session = (await (await api.GetAsync("/api/session")).JsonAsync())!.Value;
        var headers = new Dictionary<string, string> { ["X-CSRF"] = session.GetProperty("csrf").GetString()! };
        var (whole, lines) = (Read("specimen"), Read("specimen_item"));

        // The lines point to the object and the object sums its lines: it comes first without them.
        var bare = whole.DeepClone();
        foreach (var field in bare["fields"]!.AsArray().Where(f => (string?)f!["type"] is "child_table" or "rollup").ToList())
            bare["fields"]!.AsArray().Remove(field);
        foreach (var view in bare["views"]!.AsArray())
            foreach (var column in view!["columns"]!.AsArray().Where(c => (string?)c is "a_items" or "a_rollup").ToList())
                view["columns"]!.AsArray().Remove(column);

        var id = await SaveAsync("POST", "", bare);
        await SaveAsync("POST", "", lines);
        await SaveAsync("PATCH", $"/{id}", whole);

        async Task<string> SaveAsync(string method, string path, JsonNode definition)
        {
            object body = method == "POST" ? new { @object = (string?)definition["name"], definition } : new { definition };
            var answer = await api.FetchAsync($"/api/v1/object_customisation{path}", new() { Method = method, Headers = headers, DataObject = body });
            Assert.True(answer.Ok, await answer.TextAsync());
            return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
        }
    }

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Specimen", $"{name}.json")), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!;
}
