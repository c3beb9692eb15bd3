namespace Tongke.Storage;

/// <summary>The database could not do its work. What a person may correct is a <see cref="Refused"/> outcome, never an exception.</summary>
public class StorageException(string message, Exception? inner = null) : Exception(message, inner);
