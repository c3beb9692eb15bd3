using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace Tongke.Server.Meta;

/// <summary>The API's description for people at <c>/docs</c>. Its script comes from this server, and only the page's own may run.</summary>
public static class DocsEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    public static void MapDocs(this IEndpointRouteBuilder endpoints) => endpoints.MapScalarApiReference("/docs", Configure).AllowAnonymous();

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        options
            .WithTitle("Tongke 通客 API")
            .WithOpenApiRoutePattern("/openapi/v1.json")
            .WithNonce(nonce)
            .DisableDefaultFonts()
            .HideDeveloperTools()
            .HideClientButton()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp();
    }
}
