using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Tongke.Server.Client;

/// <summary>Serves the built React client that lies beside the server's program, whatever folder the server was started from.</summary>
public static class ClientFiles
{
    private const string FirstPage = "index.html";

    private const string Compressed = ".br";

    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [Compressed] = "application/octet-stream", [".mjs"] = "text/javascript" } };

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
        app.Use((context, next) =>
        {
            TakeCompressed(context, files);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = Types, OnPrepareResponse = answer => Describe(answer.Context) });
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

    /// <summary>A script or style that the build compressed well is taken as it lies there; nothing compresses it again.</summary>
    private static void TakeCompressed(HttpContext context, PhysicalFileProvider files)
    {
        if (!context.Request.Path.StartsWithSegments("/assets") || !context.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "br" && e.Quality is null or > 0))
            return;
        if (files.GetFileInfo(context.Request.Path + Compressed).Exists)
            context.Request.Path += Compressed;
    }

    // Vite puts a hash of the content into the name of everything under assets/: such a file never changes.
    private static void Describe(HttpContext context)
    {
        var (path, headers) = (context.Request.Path.Value!, context.Response.Headers);
        headers[HeaderNames.CacheControl] = context.Request.Path.StartsWithSegments("/assets") ? "public,max-age=31536000,immutable" : "no-cache";
        if (!path.EndsWith(Compressed, StringComparison.Ordinal))
            return;

        headers[HeaderNames.ContentEncoding] = "br";
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (Types.TryGetContentType(path[..^Compressed.Length], out var type))
            context.Response.ContentType = type;
    }
}
