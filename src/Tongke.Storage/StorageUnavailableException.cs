namespace Tongke.Storage;

/// <summary>The database cannot be reached, is busy for too long, or went away in the middle.</summary>
public sealed class StorageUnavailableException(string message, bool mayBeCommitted, Exception? inner = null) : StorageException(message, inner)
{
    /// <summary>True when the connection was lost while the commit was under way: the write may have been kept. False means that it surely was not.</summary>
    public bool MayBeCommitted { get; } = mayBeCommitted;
}
