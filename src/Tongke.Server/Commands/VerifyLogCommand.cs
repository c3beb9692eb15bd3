using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tongke.Server.Commands;

/// <summary>Recomputes the hash chain of the change log.</summary>
internal sealed class VerifyLogCommand : ICommand
{
    public string Name => "verify-log";

    public string Usage => "";

    public async Task<int> RunAsync(ServerOptions options, IReadOnlyList<string> words, CancellationToken ct)
    {
        if (words.Count > 0)
            return 2;

        await using var workspace = await TongkeHost.OpenAsync(options, NullLoggerFactory.Instance, ct: ct);
        await workspace.Sealer.SealAsync(ct);
        var (verified, broken) = await workspace.Sealer.VerifyAsync(ct);
        Console.WriteLine(broken is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"{verified} changes are whole; the chain breaks at number {at}.")
            : string.Create(CultureInfo.InvariantCulture, $"{verified} changes, none altered."));
        return broken is null ? 0 : 1;
    }
}
