using System.Security.Cryptography;

namespace Tongke.Exchange.Files;

/// <summary>Files in a folder, each under the hash of its bytes: the same file is kept once.</summary>
public sealed class FileFolder(string path) : IFileContents
{
    private const int BufferSize = 64 * 1024;

    /// <inheritdoc />
    public Task<Stream> OpenAsync(string sha256, CancellationToken ct) =>
        Task.FromResult<Stream>(new FileStream(RequiredPathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, useAsync: true));

    /// <inheritdoc />
    public async Task<(string Sha256, long Size)> KeepAsync(Stream content, CancellationToken ct) => (await KeepAsync(content, long.MaxValue, ct))!.Value;

    /// <summary>Keeps the bytes of a stream from its present position on, if they are not too many.</summary>
    /// <returns>Hash and size in bytes; null when there are more than <paramref name="largest"/> bytes, and nothing is kept.</returns>
    public async Task<(string Sha256, long Size)?> KeepAsync(Stream content, long largest, CancellationToken ct)
    {
        Directory.CreateDirectory(path);
        var temporary = Path.Combine(path, $"{Guid.CreateVersion7():N}.part");
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, useAsync: true))
            {
                var buffer = new byte[BufferSize];
                for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
                {
                    if (file.Length + read > largest)
                        return null;

                    await file.WriteAsync(buffer.AsMemory(0, read), ct);
                }

                file.Flush(flushToDisk: true);
            }

            return await AdoptAsync(temporary, ct);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Takes over a finished file of the same disk; nothing is at its path afterwards.</summary>
    /// <returns>Hash and size in bytes.</returns>
    public async Task<(string Sha256, long Size)> AdoptAsync(string file, CancellationToken ct)
    {
        string hash;
        long size;
        await using (var content = File.OpenRead(file))
        {
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
            size = content.Length;
        }

        var kept = RequiredPathOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        if (File.Exists(kept))
            File.Delete(file);
        else
            File.Move(file, kept, overwrite: true);

        return (hash, size);
    }

    /// <inheritdoc />
    public Task RemoveAsync(string sha256, CancellationToken ct)
    {
        File.Delete(RequiredPathOf(sha256));
        return Task.CompletedTask;
    }

    /// <summary>Where the bytes with this hash are; null when it is no hash but, say, a path to elsewhere.</summary>
    public string? PathOf(string sha256) =>
        sha256.Length == SHA256.HashSizeInBytes * 2 && sha256.All(char.IsAsciiHexDigitLower) ? Path.Combine(path, sha256[..2], sha256) : null;

    private string RequiredPathOf(string sha256) => PathOf(sha256) ?? throw new FileNotFoundException("That is no hash.", sha256);
}
