namespace Tongke.Storage;

/// <summary>A query's result, such as a sum, is larger than the database can hold.</summary>
public sealed class NumberRangeException(string message, Exception? inner = null) : StorageException(message, inner);
