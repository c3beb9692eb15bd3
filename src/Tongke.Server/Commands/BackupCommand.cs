using Tongke.Storage;

namespace Tongke.Server.Commands;

/// <summary>Writes the whole workspace into one file, while it is in use.</summary>
internal sealed class BackupCommand : ICommand
{
    public string Name => "backup";

    public string Usage => "FILE";

    public async Task<int> RunAsync(ServerOptions options, IReadOnlyList<string> words, CancellationToken ct)
    {
        if (words is not [var file])
            return 2;

        await using var database = await Database.OpenAsync(options.Location, ct);
        await database.BackupAsync(file, ct);
        Console.WriteLine(file);
        return 0;
    }
}
