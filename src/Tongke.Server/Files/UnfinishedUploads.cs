using System.Collections.Concurrent;

namespace Tongke.Server.Files;

/// <summary>Where files lie that come in by ranges, until the last range is there.</summary>
public sealed class UnfinishedUploads(ServerOptions options)
{
    private readonly string folder = Path.Combine(Path.GetFullPath(options.DataFolder), "uploads");
    private readonly ConcurrentDictionary<string, UnfinishedUpload> open = new(StringComparer.Ordinal);

    /// <summary>Opens an upload for one request alone; nobody goes on with another's.</summary>
    /// <returns>Null while another range of it is coming in.</returns>
    public UnfinishedUpload? TryOpen(Guid owner, Guid upload)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{owner:N}-{upload:N}.part");

        // The lock of a file alone goes with its handle, and not every disk has it: the name is kept to this request until it is done with the file.
        var opened = new UnfinishedUpload(path, done => open.TryRemove(KeyValuePair.Create(path, done)));
        if (!open.TryAdd(path, opened))
            return null;

        if (opened.TryOpen())
            return opened;

        open.TryRemove(KeyValuePair.Create(path, opened));
        return null;
    }
}
