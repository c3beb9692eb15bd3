using System.Security.Cryptography;
using System.Text;
using Tongke.Kernel.Access;

namespace Tongke.Server.Identity;

/// <summary>The cookie of a session, and the token that proves a request was made by our own page.</summary>
internal static class SessionCookie
{
    public const string PlainName = "tongke";

    // Browsers accept this name only with Secure, no Domain and the root path, so that no subdomain can plant one.
    private const string SecureName = "__Host-tongke";

    public static string? Read(HttpRequest request) =>
        request.Cookies[request.IsHttps ? SecureName : PlainName] is { Length: > 0 and <= 128 } token ? token : null;

    public static void Write(HttpContext http, string token) => http.Response.Cookies.Append(NameFor(http), token, Options(http));

    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(NameFor(http), Options(http));

    /// <summary>
    /// What <c>X-CSRF</c> must hold: derived from the cookie, so that it needs no storage, is the session's own, and dies with it. A page that shows
    /// what another person sees has another one, so that nothing it began is done in the administrator's own name.
    /// </summary>
    public static string CsrfOf(string token, Actor actor) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(actor.SeenBy is null ? "csrf" : $"csrf as {actor.UserId}")));

    public static bool IsCsrfOf(string token, Actor actor, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CsrfOf(token, actor)), Encoding.UTF8.GetBytes(given));

    private static string NameFor(HttpContext http) => http.Request.IsHttps ? SecureName : PlainName;

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
