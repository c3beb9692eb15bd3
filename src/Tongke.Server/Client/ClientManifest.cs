using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Tongke.Kernel.Texts;
using Tongke.Server.Http;

namespace Tongke.Server.Client;

/// <summary>What a browser installs the client by: <c>GET /manifest.webmanifest?lang=en</c>, without it in the language of the browser.</summary>
public static class ClientManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the endpoint.</summary>
    public static void MapClientManifest(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/manifest.webmanifest", WriteAsync).AllowAnonymous();

    private static Task WriteAsync(HttpContext context)
    {
        var language = context.Request.Query["lang"].ToString() switch
        {
            "en" => Language.English,
            "zh-CN" => Language.Chinese,
            _ => context.Request.AskedLanguage() ?? Language.Chinese,
        };
        var isEnglish = language == Language.English;
        var manifest = new
        {
            Id = "/",
            StartUrl = "/",
            Scope = "/",
            Lang = isEnglish ? "en" : "zh-CN",
            Name = isEnglish ? "Tongke" : "通客",
            ShortName = isEnglish ? "Tongke" : "通客",
            Description = isEnglish ? "Customers, deals and what to do today." : "客户、商机与每天的要事。",
            Display = "standalone",
            ThemeColor = "#0f766e",
            BackgroundColor = "#f6f7f7",
            Categories = new[] { "business", "productivity" },
            Icons = new[]
            {
                Icon("/icons/icon-192.png", "192x192", "any"),
                Icon("/icons/icon-512.png", "512x512", "any"),
                Icon("/icons/maskable-512.png", "512x512", "maskable"),
                Icon("/icon.svg", "any", "any", "image/svg+xml"),
            },
        };
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return context.Response.WriteAsJsonAsync(manifest, Json, "application/manifest+json", context.RequestAborted);
    }

    private static object Icon(string src, string sizes, string purpose, string type = "image/png") => new { src, sizes, type, purpose };
}
