using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Tongke.Server.Client;

/// <summary>Serves the built React client that lies beside the server's program, whatever folder the server was started from.</summary>
public static class ClientFiles
{
    private const string FirstPage = "index.html";

    /// <summary>Paths that are for software: an unknown one is "not found" there, never the client's first page.</summary>
    private static readonly PathString[] Interfaces = ["/api", "/v1", "/connect", "/.well-known", "/openapi", "/mcp", "/metrics"];

    /// <summary>
    /// Serves files by name, and the first page for every other address a person opens: routes are the client's.
    /// Goes after response compression and before the endpoints. Does nothing when the client was not built (Debug; see <c>WebClient.targets</c>).
    /// </summary>
    public static WebApplication UseClientFiles(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!File.Exists(Path.Combine(folder, FirstPage))) return app;

        var files = new PhysicalFileProvider(folder);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = answer => SetCaching(answer.Context) });
        app.MapFallback(async context =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) || Interfaces.Any(i => context.Request.Path.StartsWithSegments(i)))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
            await context.Response.SendFileAsync(files.GetFileInfo(FirstPage), context.RequestAborted);
        }).AllowAnonymous();
        return app;
    }

    // Vite puts a hash of the content into the name of everything under assets/: such a file never changes.
    private static void SetCaching(HttpContext context) =>
        context.Response.Headers[HeaderNames.CacheControl] =
            context.Request.Path.StartsWithSegments("/assets") ? "public,max-age=31536000,immutable" : "no-cache";
}
