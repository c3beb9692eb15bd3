using System.Globalization;
using Tongke.Kernel;
using Tongke.Kernel.Texts;
using Tongke.Server.Http;

namespace Tongke.Server.Meta;

/// <summary>The definitions, as the client and other software read them.</summary>
public static class MetaEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapMeta(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/meta", MetaAsync);
    }

    private static async Task MetaAsync(HttpContext context, Workspace workspace)
    {
        var actor = context.GetActor();
        var language = context.Request.AskedLanguage() ?? actor.Language;
        var session = workspace.Open(actor);
        var roles = string.Join(',', actor.Roles.Order()).GetHashCode(StringComparison.Ordinal);
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{session.Schema.Version:x}-{roles:x8}-{(language == Language.Chinese ? "zh" : "en")}\"");
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers.ETag = tag;
            return;
        }

        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        await new Answer(200)
        {
            Headers = [("ETag", tag)],
            Body = (writer, _) =>
            {
                MetaWriter.Write(writer, session, language);
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }
}
