using System.Diagnostics;

namespace Tongke.Server.Health;

/// <summary>Measures every request. Routes are counted by their pattern and object, never by what people typed.</summary>
public sealed class RequestMetricsStep(RequestDelegate next, RequestMetrics metrics)
{
    /// <summary>Serves the request and counts it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            metrics.Add(context.Request.Method is "GET" or "POST" or "PATCH" or "PUT" or "DELETE" ? context.Request.Method : "other", route, context.Response.StatusCode, Stopwatch.GetElapsedTime(start));
        }
    }
}
