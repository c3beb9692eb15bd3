using Tongke.Crm.Demo;
using Tongke.Kernel;
using Tongke.Kernel.Texts;
using Tongke.Server.Health;
using Tongke.Server.Identity;

namespace Tongke.Server.Commands;

/// <summary>Serves until it is stopped.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(ServerOptions options, CancellationToken ct)
    {
        await using var app = await TongkeHost.BuildAsync(options, builder => builder.Services.AddHostedService<QuietMemory>(), ct);
        var workspace = app.Services.GetRequiredService<Workspace>();
        var before = workspace.Organization.Members.Select(m => m.Id).ToHashSet();
        var isFilled = options.Demo && await DemoCompany.FillAsync(workspace, Tell, ct);
        var sample = workspace.Organization.Members.Select(m => m.Id).Where(id => !before.Contains(id)).ToHashSet();

        await app.PrepareSignInAsync(ct);
        if (isFilled)
            await app.GivePasswordAsync(sample, ct);

        await app.StartAsync(ct);
        Console.WriteLine($"通客 Tongke  {string.Join("  ", app.Urls)}");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    /// <summary>The sample takes a while: who started it sees what is being made.</summary>
    private static void Tell(Label step) => Console.WriteLine($"{step.Zh}  {step.En}");
}
