using Tongke.Kernel.Access;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Http;

/// <summary>
/// On whose behalf a request runs. Sign-in sets it before any endpoint runs; an endpoint that is not marked
/// <c>AllowAnonymous()</c> always has one.
/// </summary>
public static class ActorFeature
{
    /// <summary>Who asks.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in, and the endpoint let that pass: a bug.</exception>
    public static Actor GetActor(this HttpContext http) =>
        http.FindActor() ?? throw new InvalidOperationException($"{http.Request.Path} needs somebody signed in.");

    /// <summary>Who asks, or null when nobody is signed in: for endpoints that are open to anybody.</summary>
    public static Actor? FindActor(this HttpContext http) => http.Features.Get<Actor>();

    /// <summary>The language to answer in: the actor's, or what the request asks for.</summary>
    public static Language GetLanguage(this HttpContext http) => http.FindActor()?.Language ?? http.Request.AskedLanguage() ?? Language.Chinese;

    /// <summary>The first language of <c>Accept-Language</c> that the product speaks; null when it names none.</summary>
    public static Language? AskedLanguage(this HttpRequest request)
    {
        foreach (var range in request.Headers.AcceptLanguage.ToString().Split(',', StringSplitOptions.TrimEntries))
        {
            if (range.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return Language.Chinese;
            if (range.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return Language.English;
        }

        return null;
    }

    internal static void SetActor(this HttpContext http, Actor actor) => http.Features.Set(actor);
}
