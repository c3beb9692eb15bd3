namespace Tongke.Server.Commands;

/// <summary>Something the program does from a command line instead of serving.</summary>
internal interface ICommand
{
    /// <summary>The words that call it: <c>explain write</c>.</summary>
    string Name { get; }

    /// <summary>What follows the name, for the help.</summary>
    string Usage { get; }

    /// <summary>Does it.</summary>
    /// <returns>The exit code; 2 when the words make no sense.</returns>
    Task<int> RunAsync(ServerOptions options, IReadOnlyList<string> words, CancellationToken ct);
}
