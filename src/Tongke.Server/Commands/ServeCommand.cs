using Tongke.Crm.Demo;
using Tongke.Kernel;
using Tongke.Server.Identity;

namespace Tongke.Server.Commands;

/// <summary>Serves until it is stopped.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServerOptions options, CancellationToken ct)
    {
        await using var app = await TongkeHost.BuildAsync(options, ct: ct);
        if (options.Demo)
            await DemoCompany.FillAsync(app.Services.GetRequiredService<Workspace>(), ct);

        await app.PrepareSignInAsync(ct);
        await app.StartAsync(ct);
        Console.WriteLine($"通客 Tongke  {string.Join("  ", app.Urls)}");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
