using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tongke.Browser.Tests;

/// <summary>What a journey begins with, made the quick way: people and records, by the visitor's own session.</summary>
internal static class People
{
    /// <summary>Of everybody made here.</summary>
    public const string Password = "Journey-Horse-7-Battery";

    /// <summary>A person with one of the default roles, who can sign in.</summary>
    public static async Task MakeAsync(Visitor administrator, string login, string name, string role, string? manager = null)
    {
        var found = await AskAsync(administrator, "GET", $"/api/v1/role?$filter=name eq '{role}'&$select=id", null);
        var id = found.GetProperty("value")[0].GetProperty("id").GetString();
        await AskAsync(administrator, "POST", "/api/v1/user", new { login, name, password = Password, roles = new[] { id }, manager });
    }

    /// <summary>A record; its id.</summary>
    public static async Task<string> MakeRecordAsync(Visitor visitor, string name, object values) =>
        (await AskAsync(visitor, "POST", $"/api/v1/{name}", values)).GetProperty("id").GetString()!;

    /// <summary>Makes the visitor the owner of a record.</summary>
    public static async Task GiveAsync(Visitor visitor, string name, string id)
    {
        var session = await AskAsync(visitor, "GET", "/api/session", null);
        await AskAsync(visitor, "PATCH", $"/api/v1/{name}/{id}", new { owner = session.GetProperty("user").GetProperty("id").GetString() });
    }

    /// <summary>Changes fields of a record.</summary>
    public static Task ChangeAsync(Visitor visitor, string name, string id, object values) => AskAsync(visitor, "PATCH", $"/api/v1/{name}/{id}", values);

    /// <summary>The id of who has this login.</summary>
    public static async Task<string> FindAsync(Visitor visitor, string login) =>
        (await AskAsync(visitor, "GET", $"/api/v1/user?$filter=login eq '{login}'&$select=id", null)).GetProperty("value")[0].GetProperty("id").GetString()!;

    private static async Task<JsonElement> AskAsync(Visitor visitor, string method, string path, object? body)
    {
        await Expect(visitor.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        var api = visitor.Page.Context.APIRequest;
        var session = (await (await api.GetAsync("/api/session")).JsonAsync())!.Value;
        var answer = await api.FetchAsync(path, new() { Method = method, DataObject = body, Headers = new Dictionary<string, string> { ["X-CSRF"] = session.GetProperty("csrf").GetString()! } });
        Assert.True(answer.Ok, $"{method} {path}: {await answer.TextAsync()}");
        return (await answer.JsonAsync())!.Value;
    }
}
