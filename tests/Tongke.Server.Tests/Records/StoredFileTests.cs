using Tongke.Kernel.Access;
using Tongke.Exchange.Files;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Records;

/// <summary>Where the bytes of a file lie follows from their hash, and only uploads say what that is.</summary>
public sealed class StoredFileTests
{
    /// <summary>As long as a hash.</summary>
    private static readonly string Elsewhere = $"/etc//{string.Concat(Enumerable.Repeat("./", 26))}passwd";

    [Theory, OnEveryDatabase]
    public async Task Nobody_says_which_bytes_a_file_has_but_who_sends_them(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent("terms"u8.ToArray()), "file", "a.txt" } };
        var file = (await boss.PostAsync("/api/files", form)).Expect(201).GetProperty("id").GetGuid();
        foreach (var body in new object[] { new { sha256 = Elsewhere }, new { sha256 = new string('0', 64) }, new { size = 1 }, new { type = "text/html" }, new { name = "b.html" } })
            Assert.Equal(403, (await boss.PatchAsync($"/api/v1/stored_file/{file}", body)).Status);

        Assert.Equal(403, (await boss.PostAsync("/api/v1/stored_file", new { name = "a.txt", size = 1, type = "text/plain", sha256 = Elsewhere })).Status);
        Assert.Equal("terms", (await boss.GetAsync($"/api/files/{file}")).Text);
    }

    [Theory, OnEveryDatabase]
    public async Task A_hash_that_is_none_leads_to_no_file_of_the_server(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        foreach (var hash in new[] { Elsewhere, $"../{new string('a', 61)}", new string('A', 64), new string('g', 64) })
        {
            Assert.Null(app.Get<FileFolder>().PathOf(hash));
            var session = app.Workspace.Open(Actor.System("forger"));
            var file = session.Make(session.Schema["stored_file"]);
            (file["name"], file["size"], file["type"], file["sha256"], file["owner"]) = ("a.txt", 1L, "text/plain", hash, boss.Id);
            Assert.Null(await session.CommitAsync(TestContext.Current.CancellationToken));
            Assert.Equal(404, (await boss.GetAsync($"/api/files/{file.Id}")).Status);
        }

        foreach (var hash in new[] { "", "a", new string('a', 63), new string('a', 65), "../" })
            Assert.Null(app.Get<FileFolder>().PathOf(hash));
    }
}
