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
            if (await TakeInAsync(content, temporary, largest, ct) is not { } kept)
                return null;

            Put(temporary, kept.Sha256, kept.Size);
            return kept;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes the bytes to a file that nobody else knows, and hashes what is written on the way.</summary>
    private static async Task<(string Sha256, long Size)?> TakeInAsync(Stream content, string temporary, long largest, CancellationToken ct)
    {
        await using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var size = 0L;
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0; size += read)
        {
            if (size + read > largest)
                return null;

            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        file.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    /// <summary>Puts a finished file to its place, unless the same bytes are there whole.</summary>
    private void Put(string temporary, string sha256, long size)
    {
        var place = RequiredPathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        if (new FileInfo(place) is not { Exists: true } there || there.Length != size)
            File.Move(temporary, place, overwrite: true);
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
