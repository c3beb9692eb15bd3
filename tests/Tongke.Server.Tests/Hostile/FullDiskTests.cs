using System.Diagnostics;
using Tongke.Storage;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Hostile;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_gives_a_clear_error_loses_nothing_and_is_over_when_there_is_room_again()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may mount a small disk.");
        var disk = Directory.CreateTempSubdirectory("tongke-disk-").FullName;
        Run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk);
        try
        {
            await using var app = await TestApp.StartAsync(new DatabaseLocation.SqliteFile(Path.Combine(disk, "tongke.db")), disk);
            var boss = await app.SignInAsync();
            var first = (await boss.CreateAsync("lead", new { name = "Before" })).GetProperty("id").GetGuid();
            var ballast = Path.Combine(disk, "ballast");
            Fill(ballast);

            var kept = new List<Guid>();
            TestAnswer refused;
            do
            {
                refused = await boss.PostAsync("/api/v1/lead", new { name = $"L{kept.Count}", description = new string('长', 1500) });
                if (refused.Status == 201)
                    kept.Add(refused.Json.GetProperty("id").GetGuid());
            }
            while (refused.Status == 201 && kept.Count < 5000);
            AssertFull(refused);
            Assert.Equal(200, (await boss.GetAsync($"/api/v1/lead/{first}")).Status);
            using (var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[2_000_000]), "file", "big.bin" } })
                AssertFull(await boss.PostAsync("/api/files", form));
            using (var range = new ByteArrayContent(new byte[1_000_000]) { Headers = { ContentRange = new(0, 999_999, 2_000_000) } })
                AssertFull(await boss.SendAsync(HttpMethod.Put, $"/api/files/{Guid.CreateVersion7()}?name=a.bin", range));

            File.Delete(ballast);
            kept.Add((await boss.CreateAsync("lead", new { name = "After" })).GetProperty("id").GetGuid());
            await Jobs.UploadAsync(boss, "big.bin", new byte[2_000_000]);
            foreach (var id in kept.Append(first))
                Assert.Equal(200, (await boss.GetAsync($"/api/v1/lead/{id}")).Status);
            Assert.Equal(kept.Count + 1, int.Parse((await boss.GetAsync("/api/v1/lead/$count")).Text, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal("ok", await app.Workspace.Database.ScalarAsync<string>(Sql.Literal("pragma integrity_check"), TestContext.Current.CancellationToken));
        }
        finally
        {
            Run("umount", "-l", disk);
            Directory.Delete(disk);
        }
    }

    private static void AssertFull(TestAnswer answer) => Assert.True(answer.Status == 507 && answer.Code == "disk_full", $"{answer.Status} {answer.Text}");

    /// <summary>Leaves next to nothing.</summary>
    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 1 << 16, 1 << 12 })
        {
            try
            {
                for (var chunk = new byte[size]; ; file.Flush())
                    file.Write(chunk);
            }
            catch (IOException)
            {
                // No room for a piece of this size.
            }
        }

        file.SetLength(Math.Max(0, file.Length - (256 << 10)));
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
