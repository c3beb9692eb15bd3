using System.Security.Cryptography;

namespace Tongke.Exchange.Files;

/// <summary>Files in a folder, each under its hash.</summary>
public sealed class FileFolder(string path) : IFileContents
{
    /// <inheritdoc />
    public Task<Stream> OpenAsync(string sha256, CancellationToken ct) =>
        Task.FromResult<Stream>(new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true));

    /// <inheritdoc />
    public async Task<(string Sha256, long Size)> KeepAsync(Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(path);
        var temporary = Path.Combine(path, $"{Guid.CreateVersion7():N}.part");
        try
        {
            string hash;
            long size;
            await using (var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, useAsync: true))
            {
                await content.CopyToAsync(target, ct);
                target.Flush(flushToDisk: true);
                (size, target.Position) = (target.Length, 0);
                hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(target, ct));
            }

            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(hash))!);
            File.Move(temporary, PathOf(hash), overwrite: true);
            return (hash, size);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc />
    public Task RemoveAsync(string sha256, CancellationToken ct)
    {
        File.Delete(PathOf(sha256));
        return Task.CompletedTask;
    }

    /// <summary>Where in <paramref name="folder"/> the bytes with this hash are; null when it is no hash but, say, a path to elsewhere.</summary>
    public static string? PathIn(string folder, string sha256) =>
        sha256.Length == SHA256.HashSizeInBytes * 2 && sha256.All(char.IsAsciiHexDigitLower) ? Path.Combine(folder, sha256[..2], sha256) : null;

    private string PathOf(string sha256) => PathIn(path, sha256) ?? throw new FileNotFoundException("That is no hash.", sha256);
}
