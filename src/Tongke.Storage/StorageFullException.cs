namespace Tongke.Storage;

/// <summary>No room is left on the disk or under its quota. Nothing of the write was kept.</summary>
public sealed class StorageFullException(string message, Exception? inner = null) : StorageException(message, inner);
