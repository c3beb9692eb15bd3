namespace Tongke.Storage;

/// <summary>The database does not understand a statement or its values do not suit it: a bug in the code that composed it.</summary>
public sealed class StatementException(string message, string statement, Exception? inner = null) : StorageException($"{message}\n{statement}", inner)
{
    public string Statement { get; } = statement;
}
