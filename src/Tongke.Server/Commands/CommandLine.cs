using Tongke.Server.Exchange;
using Tongke.Server.Identity;
using Tongke.Storage;

namespace Tongke.Server.Commands;

/// <summary>Reads the command line: a sub-command, or options with which the server starts.</summary>
internal static class CommandLine
{
    private static readonly ICommand[] Commands = [new BackupCommand(), new RestoreCommand(), new ExplainWriteCommand(), new VerifyLogCommand(), new ImportCommand()];

    public static async Task<int> RunAsync(string[] words)
    {
        using var stopping = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stopping.Cancel();
        };
        try
        {
            var (options, rest) = ServerOptions.Parse(words);
            if (rest.Count == 0)
                return await ServeCommand.RunAsync(options, stopping.Token);

            var line = string.Join(' ', rest);
            if (Commands.FirstOrDefault(c => line == c.Name || line.StartsWith(c.Name + " ", StringComparison.Ordinal)) is not { } command)
                return Help();

            var code = await command.RunAsync(options, [.. rest.Skip(command.Name.Split(' ').Length)], stopping.Token);
            return code == 2 ? Help() : code;
        }
        catch (Exception failure) when (failure is ArgumentException or StorageException or IOException or UnauthorizedAccessException or StartRefusedException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static int Help()
    {
        Console.Error.WriteLine("Tongke [--urls URL] [--public-url URL] [--data DIR] [--database \"Host=…\"] [--demo]");
        foreach (var command in Commands)
            Console.Error.WriteLine($"       {command.Name} {command.Usage}");
        return 2;
    }
}
