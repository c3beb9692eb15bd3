using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tongke.Server.Tests;

/// <summary>Imports and exports as a screen drives them: by requests and waiting.</summary>
internal static class Jobs
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    /// <summary>Uploads a file; its id.</summary>
    public static async Task<Guid> UploadAsync(TestClient client, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part, "file", name);
        return (await client.PostAsync("/api/files", form)).Expect(201).GetProperty("id").GetGuid();
    }

    /// <summary>Uploads a text and makes an import of it; its id.</summary>
    public static async Task<Guid> ImportAsync(TestClient client, string target, string csv, object? settings = null) =>
        await ImportAsync(client, target, "file.csv", Encoding.UTF8.GetBytes(csv), settings);

    /// <summary>Uploads a file and makes an import of it; its id.</summary>
    public static async Task<Guid> ImportAsync(TestClient client, string target, string name, byte[] content, object? settings = null)
    {
        var asked = JsonSerializer.SerializeToElement(settings ?? new { }).Deserialize<Dictionary<string, JsonElement>>()!;
        asked["object"] = JsonSerializer.SerializeToElement(target);
        asked["file"] = JsonSerializer.SerializeToElement(await UploadAsync(client, name, content));
        return (await client.CreateAsync("import_job", asked)).GetProperty("id").GetGuid();
    }

    /// <summary>Does something with an import and waits for its end.</summary>
    public static async Task<JsonElement> RunAsync(TestClient client, Guid job, string action)
    {
        (await client.PostAsync($"/api/v1/import_job/{job}/{action}", new { })).Expect(200);
        return await EndAsync(client, "import_job", job);
    }

    /// <summary>The job once it is at rest.</summary>
    public static async Task<JsonElement> EndAsync(TestClient client, string kind, Guid job)
    {
        for (var until = DateTime.UtcNow + Longest; ; await Task.Delay(50))
        {
            var now = (await client.GetAsync($"/api/v1/{kind}/{job}")).Expect(200);
            if (now.GetProperty("status").GetString() is not ("queued" or "checking" or "running"))
                return now;

            Assert.True(DateTime.UtcNow < until, $"Still {now}");
        }
    }

    /// <summary>The text of the file that an export made.</summary>
    public static async Task<string> FileAsync(TestClient client, string kind, Guid job)
    {
        var done = await EndAsync(client, kind, job);
        Assert.Equal("done", done.GetProperty("status").GetString());
        var answer = await client.GetAsync($"/api/files/{done.GetProperty("file").GetString()}");
        Assert.Equal(200, answer.Status);
        return answer.Text.ReplaceLineEndings("\n");
    }
}
