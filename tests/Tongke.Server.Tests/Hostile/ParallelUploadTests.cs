using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Tongke.Testing;
using Xunit;

namespace Tongke.Server.Tests.Hostile;

/// <summary>Ranges of one file that come in at the same moment, or are not as long as they say.</summary>
public sealed class ParallelUploadTests
{
    [Theory, OnEveryDatabase]
    public async Task Of_uploads_of_one_file_at_the_same_moment_the_one_that_is_kept_is_whole(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        for (var round = 0; round < 150; round++)
        {
            var address = $"/api/files/{Guid.CreateVersion7()}?name=a.bin";
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => boss.SendAsync(HttpMethod.Put, address, Range(RandomNumberGenerator.GetBytes(3000), "bytes 0-2999/3000"))));
            Assert.All(answers, a => Assert.True(a.Status is 201 or 409, $"{a.Status} {a.Text}"));

            var made = Assert.Single(answers, a => a.Status == 201).Json;
            var read = await boss.GetAsync(address);
            Assert.Equal((200, 3000, made.GetProperty("sha256").GetString()), (read.Status, read.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(read.Bytes))));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_range_that_is_longer_or_shorter_than_it_says_is_refused(TestDatabase database)
    {
        await using var app = await TestApp.StartAsync(database);
        var boss = await app.SignInAsync();
        var address = $"/api/files/{Guid.CreateVersion7()}?name=a.txt";
        foreach (var length in new[] { 50, 4 })
        {
            var refused = await boss.SendAsync(HttpMethod.Put, address, Range(new byte[length], "bytes 0-9/10", isChunked: true));
            Assert.Equal((400, "range_length"), (refused.Status, refused.Code));
        }

        Assert.Empty(await boss.ListAsync("stored_file"));
        (await boss.SendAsync(HttpMethod.Put, address, Range("0123456789"u8.ToArray(), "bytes 0-9/10", isChunked: true))).Expect(201);
        Assert.Equal("0123456789", (await boss.GetAsync(address)).Text);
    }

    private static HttpContent Range(byte[] bytes, string range, bool isChunked = false)
    {
        HttpContent content = isChunked ? new Chunked(bytes) : new ByteArrayContent(bytes);
        content.Headers.ContentRange = ContentRangeHeaderValue.Parse(range);
        return content;
    }

    /// <summary>Bytes that go out without a word about how many.</summary>
    private sealed class Chunked(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
