namespace Tongke.Server.Files;

/// <summary>Where files lie that come in by ranges, until the last range is there.</summary>
public sealed class UnfinishedUploads(ServerOptions options)
{
    private readonly string folder = Path.Combine(Path.GetFullPath(options.DataFolder), "uploads");

    /// <summary>The path of an upload; nobody goes on with another's.</summary>
    public string PathOf(Guid owner, Guid upload)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{owner:N}-{upload:N}.part");
    }
}
