using Tongke.Server.Errors;

namespace Tongke.Server.Files;

/// <summary>An upload that one request writes to, and no other meanwhile.</summary>
public sealed class UnfinishedUpload(string path, Action<UnfinishedUpload> release) : IAsyncDisposable
{
    private FileStream? file;
    private bool isFinished;

    /// <summary>The bytes that have arrived.</summary>
    public FileStream File => file ?? throw new InvalidOperationException("The upload is not open.");

    /// <summary>Nothing is to be added: the file goes once it is closed.</summary>
    public void Finish() => isFinished = true;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await File.DisposeAsync();
            if (isFinished)
                System.IO.File.Delete(path);
        }
        finally
        {
            release(this);
        }
    }

    /// <summary>Whether the file could be opened: another process may be writing to it.</summary>
    internal bool TryOpen()
    {
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.Asynchronous);
            return true;
        }
        catch (IOException failure) when (!FullDisk.IsMeantBy(failure))
        {
            return false;
        }
    }
}
