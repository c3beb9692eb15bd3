using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Tongke.Server.Http;
using Tongke.Storage;

namespace Tongke.Server.Errors;

/// <summary>The outermost step of every request: whatever goes wrong below becomes an error object, and never a stack trace.</summary>
public sealed partial class ErrorHandling(RequestDelegate next, ILogger<ErrorHandling> log)
{
    /// <summary>Serves the request, and answers it when it fails or nothing was found for it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: 404 or 405 or 415, ContentLength: null, ContentType: null } response && !HttpMethods.IsHead(context.Request.Method))
                await AnswerAsync(context, Unserved(response.StatusCode, context.Request.Path));
        }
        catch (Exception failure) when (Expected(failure) is { } error)
        {
            if (error.Status >= 500)
                LogOutage(log, failure);
            await AnswerAsync(context, error);
        }
        catch (BadHttpRequestException bad)
        {
            await AnswerAsync(context, bad.StatusCode == 413 ? TooLarge(context) : ApiError.Of(bad.StatusCode, "malformed_request"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = 499;
        }
        catch (Exception defect) when (!context.Response.HasStarted)
        {
            var reference = context.TraceIdentifier;
            LogDefect(log, defect, reference, context.Request.Method, context.Request.Path);
            await AnswerAsync(context, ApiError.Of(500, "internal_error", reference), reference);
        }
    }

    /// <summary>What is answered to a refusal, or when the database or the disk does not serve; null for what is a defect.</summary>
    public static ApiError? Expected(Exception failure) => failure switch
    {
        RequestRefusedException refused => refused.Error,
        StorageUnavailableException outage => ApiError.Of(503, outage.MayBeCommitted ? "database_lost" : "database_unavailable") with { RetryAfter = 2 },
        StorageFullException => ApiError.Of(507, "disk_full"),
        NumberRangeException => ApiError.Of(422, "total_out_of_range"),
        IOException full when FullDisk.IsMeantBy(full) => ApiError.Of(507, "disk_full"),
        _ => null,
    };

    private static ApiError Unserved(int status, PathString path) => status switch
    {
        405 => ApiError.Of(405, "method_not_allowed"),
        415 => ApiError.Of(415, "unsupported_media_type"),
        _ => ApiError.Of(404, "route_not_found", Shown(path)),
    };

    private static string Shown(PathString path) => path.Value is { Length: <= 200 } text ? text : "…";

    /// <summary>Says the limit in KB where it is less than a megabyte, as for forms and for signing in.</summary>
    private static ApiError TooLarge(HttpContext context)
    {
        var kilobytes = (context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0) / 1024;
        return kilobytes >= 1024 ? ApiError.Of(413, "body_too_large", kilobytes / 1024) : ApiError.Of(413, "form_too_large", kilobytes);
    }

    private static async Task AnswerAsync(HttpContext context, ApiError error, string? reference = null)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var allowed = context.Response.Headers.Allow.ToString();
        context.Response.Clear();
        SecurityHeaders.Put(context);
        if (context.Request.Path.StartsWithSegments("/api/v1"))
            ODataVersion.Put(context);
        if (error.Status == 405)
            context.Response.Headers.Allow = error.Allow ?? allowed;
        if (error.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);

        await new Answer(error.Status)
        {
            Body = (writer, _) =>
            {
                ErrorJson.Write(writer, error, context.GetLanguage(), reference);
                return ValueTask.CompletedTask;
            },
        }.SendAsync(context);
    }

    [LoggerMessage(LogLevel.Error, "Defect {Reference} in {Method} {Path}")]
    private static partial void LogDefect(ILogger log, Exception defect, string reference, string method, string path);

    [LoggerMessage(LogLevel.Warning, "The database does not serve")]
    private static partial void LogOutage(ILogger log, Exception outage);
}
