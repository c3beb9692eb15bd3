using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;
using Tongke.Kernel;
using Tongke.Kernel.Texts;
using Tongke.Server.Errors;
using Tongke.Server.Http;
using Tongke.Server.Meta.OpenApi;
using Tongke.Server.Records;

namespace Tongke.Server.Meta;

/// <summary>The definitions, as the client and other software read them.</summary>
public static class MetaEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapMeta(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/meta", MetaAsync);
        endpoints.MapMethods("/api/v1/$metadata", ["GET", "HEAD"], CsdlAsync);
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
        ODataVersion.Put(context);
        var wantsJson = context.Request.Query["$format"].ToString() is "json" or "application/json" || context.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
        var model = EdmModelBuilder.Build(session);
        var text = new MemoryStream();
        if (wantsJson)
        {
            await using var writer = new Utf8JsonWriter(text, Kernel.Schemas.Json.Writer);
            Written(CsdlWriter.TryWriteCsdl(model, writer, out var errors), errors);
        }
        else
        {
            await using var writer = XmlWriter.Create(text, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
            Written(CsdlWriter.TryWriteCsdl(model, writer, CsdlTarget.OData, out var errors), errors);
        }

        context.Response.ContentType = wantsJson ? "application/json; charset=utf-8" : "application/xml; charset=utf-8";
        context.Response.ContentLength = text.Length;
        text.Position = 0;
        await text.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static void Written(bool isWritten, IEnumerable<EdmError> errors)
    {
        if (!isWritten)
            throw new InvalidOperationException($"The model is none: {string.Join("; ", errors)}");
    }

    /// <summary>The document; <c>?objects=lead,account</c> leaves the others out.</summary>
    private static Task OpenApiAsync(HttpContext context, Workspace workspace, IEnumerable<IRecordInputExtra> extras)
    {
        var session = workspace.Open(context.FindActor() ?? throw new RequestRefusedException(401, "not_signed_in"));
        var wanted = context.Request.Query["objects"].ToString() is { Length: > 0 } names ? names.Split(',').ToHashSet() : null;
        var document = OpenApiDocument.Build(session, context.GetLanguage(), wanted, [.. extras]);
        return Json(writer => document.WriteTo(writer)).SendAsync(context);
    }

    private static Answer Json(Action<Utf8JsonWriter> write) => new(200)
    {
        Body = (writer, _) =>
        {
            write(writer);
            return ValueTask.CompletedTask;
        },
    };
}
