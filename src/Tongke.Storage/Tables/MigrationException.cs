namespace Tongke.Storage;

/// <summary>The change cannot be made: the definition contradicts itself, would lose data silently, or rows that exist break it. Nothing was changed.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : StorageException(message, inner);
