using System.Globalization;
using Tongke.Kernel;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Meta;

/// <summary>The definitions, as the client and other software read them.</summary>
public static class MetaEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapMeta(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/meta", MetaAsync);
        endpoints.MapGet("/api/v1/$metadata", CsdlAsync);
        endpoints.MapGet("/openapi/v1.json", OpenApiAsync);
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

    private static async Task CsdlAsync(HttpContext context, Workspace workspace)
    {
        var session = workspace.Open(context.GetActor());
        context.Response.Headers["OData-Version"] = "4.0";
        var wantsJson = context.Request.Query["$format"].ToString() is "json" or "application/json" || context.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
        if (wantsJson)
        {
            await Json(writer => CsdlJson.Write(writer, session)).SendAsync(context);
            return;
        }

        context.Response.ContentType = "application/xml; charset=utf-8";
        await context.Response.WriteAsync(CsdlXml.Write(session), context.RequestAborted);
    }

    private static Task OpenApiAsync(HttpContext context, Workspace workspace)
    {
        var session = workspace.Open(context.FindActor() ?? throw new RequestRefusedException(401, "not_signed_in"));
        return Json(writer => new OpenApiWriter(writer, session, context.GetLanguage()).Write()).SendAsync(context);
    }

    private static Answer Json(Action<System.Text.Json.Utf8JsonWriter> write) => new(200)
    {
        Body = (writer, _) =>
        {
            write(writer);
            return ValueTask.CompletedTask;
        },
    };
}
