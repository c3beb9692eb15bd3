using Tongke.Storage;

namespace Tongke.Server.Commands;

/// <summary>Fills an empty workspace from a backup.</summary>
internal sealed class RestoreCommand : ICommand
{
    public string Name => "restore";

    public string Usage => "FILE";

    public async Task<int> RunAsync(ServerOptions options, IReadOnlyList<string> words, CancellationToken ct)
    {
        if (words is not [var file])
            return 2;

        await using var database = await Database.OpenAsync(options.Location, ct);
        await database.RestoreAsync(file, ct);
        Console.WriteLine(file);
        return 0;
    }
}
