using System.Security.Cryptography;
using Tongke.Exchange.Files;

namespace Tongke.Server.Files;

/// <summary>Keeps files on disk under the hash of their bytes: the same file is kept once.</summary>
public sealed class FileStore(ServerOptions options)
{
    private readonly string folder = Path.Combine(Path.GetFullPath(options.DataFolder), "files");
    private readonly string uploads = Path.Combine(Path.GetFullPath(options.DataFolder), "uploads");

    /// <summary>Where the bytes with this hash are; null when it is no hash.</summary>
    public string? PathOf(string sha256) => FileFolder.PathIn(folder, sha256);

    /// <summary>The unfinished file of an upload in ranges.</summary>
    public string PartOf(Guid owner, Guid upload)
    {
        Directory.CreateDirectory(uploads);
        return Path.Combine(uploads, $"{owner:N}-{upload:N}.part");
    }

    /// <summary>Takes a stream in.</summary>
    /// <returns>Hash and size; null when it is longer than <paramref name="largest"/>, and nothing is kept.</returns>
    public async Task<(string Sha256, long Size)?> AddAsync(Stream content, long largest, CancellationToken ct)
    {
        Directory.CreateDirectory(uploads);
        var path = Path.Combine(uploads, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous))
            {
                var buffer = new byte[81920];
                for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
                {
                    if (file.Length + read > largest)
                        return null;

                    await file.WriteAsync(buffer.AsMemory(0, read), ct);
                }

                file.Flush(flushToDisk: true);
            }

            return await AdoptAsync(path, ct);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Takes a finished file over; its path is free afterwards.</summary>
    public async Task<(string Sha256, long Size)> AdoptAsync(string path, CancellationToken ct)
    {
        string hash;
        long size;
        await using (var file = File.OpenRead(path))
        {
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
            size = file.Length;
        }

        var target = PathOf(hash)!;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(target))
            File.Delete(path);
        else
            File.Move(path, target, overwrite: true);

        return (hash, size);
    }
}
