using Tongke.Kernel.Records;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Identity;

/// <summary><c>POST /api/setup</c>: the first administrator and the company, with the key of a one-time link; signs the administrator in.</summary>
internal sealed class SetUpEndpoints(SettingUp settingUp, SigningIn signingIn, SessionEndpoints sessions)
{
    private const int ShortestName = 1;

    public async Task PostAsync(HttpContext http)
    {
        var body = await RequestBody.ReadObjectAsync(http);
        var (token, login, password, name, company) = (body.Text("token"), body.Text("login"), body.Text("password"), body.Text("name"), body.Text("company"));
        var missing = new[] { ("token", token), ("login", login), ("password", password), ("name", name), ("company", company) }
            .Where(f => f.Item2 is null || f.Item2.Trim().Length < ShortestName)
            .Select(f => new Problem(f.Item1, new("set_up_required")))
            .ToArray();
        if (missing.Length > 0)
            Refusals.ThrowIfAny(new Invalid(missing));

        Refusals.ThrowIfAny(await settingUp.RunAsync(token!, new FirstAdministrator(login!, password!, name!, company, http.GetLanguage()), http.RequestAborted));

        var signedIn = await signingIn.RunAsync(new SignInRequest(login, password, null), ClientOrigin.Of(http), http.RequestAborted);
        if (signedIn is not SignInResult.Started started)
            throw new InvalidOperationException($"The administrator who was just made can't sign in: {signedIn}.");

        await sessions.AdmitAsync(http, started.Token);
    }
}
