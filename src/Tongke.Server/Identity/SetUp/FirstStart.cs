using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Identity;

/// <summary>What happens when the server starts and nobody can sign in yet.</summary>
public static class FirstStart
{
    /// <summary>The variable with the password for the account <c>admin</c>, for installations without a person at the console.</summary>
    public const string PasswordVariable = "TONGKE_ADMIN_PASSWORD";

    /// <summary>Makes <c>admin</c> from <see cref="PasswordVariable"/>, or prints a one-time set-up link once the server listens. Does nothing when somebody can sign in.</summary>
    /// <exception cref="StartRefusedException">The password is too weak, or the account can't be made.</exception>
    public static async Task PrepareSignInAsync(this WebApplication app, CancellationToken ct = default)
    {
        if (await app.Services.GetRequiredService<Credentials>().ExistAsync(ct))
            return;

        var settingUp = app.Services.GetRequiredService<SettingUp>();
        var password = app.Configuration[PasswordVariable] ?? Environment.GetEnvironmentVariable(PasswordVariable);
        if (!string.IsNullOrEmpty(password))
            await CreateAdministratorAsync(settingUp, password, ct);
        else if (await settingUp.CreateTokenAsync(ct) is { } token)
            app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Set up Tongke once at / 首次设置链接（仅可使用一次）：\n  {AddressOf(app)}/setup?token={token}"));
    }

    private static async Task CreateAdministratorAsync(SettingUp settingUp, string password, CancellationToken ct)
    {
        if (PasswordPolicy.Check(password, "admin") is { } weak)
            throw new StartRefusedException($"{PasswordVariable}: {weak.In(Language.English)} {weak.In(Language.Chinese)}");

        if (await settingUp.CreateAsync(new FirstAdministrator("admin", password, "管理员", Company: null, Language.Chinese), ct) is { } refusal)
            throw new StartRefusedException($"The account admin can't be made: {string.Join(' ', refusal.Problems.Select(p => p.Message.In(Language.English)).Prepend(refusal.Message.In(Language.English)))}");
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/') ?? "";
}
