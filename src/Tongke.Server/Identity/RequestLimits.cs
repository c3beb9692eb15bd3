using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Identity;

/// <summary>
/// How much one principal may ask for: requests within a sliding window, and requests at the same time. A person's browsers count together, whoever they are seen as; a key
/// counts by itself, so that a script does not shut its owner out; without sign-in, one address is one principal.
/// ASP.NET Core's own step for this keeps a timer, and by it the whole server, alive when the server has stopped.
/// </summary>
public sealed class RequestLimits : IDisposable
{
    private const int SegmentsPerWindow = 10;
    private static readonly TimeSpan WaitWhenCrowded = TimeSpan.FromSeconds(1);

    private readonly IdentityOptions options;
    private readonly PartitionedRateLimiter<HttpContext> atOnce;
    private readonly PartitionedRateLimiter<HttpContext> window;
    private readonly PartitionedRateLimiter<HttpContext> both;

    /// <summary>The limits that the settings name.</summary>
    public RequestLimits(IdentityOptions options)
    {
        this.options = options;
        atOnce = PartitionedRateLimiter.Create<HttpContext, string>(AtOnce);
        window = PartitionedRateLimiter.Create<HttpContext, string>(InWindow);
        both = PartitionedRateLimiter.CreateChained(atOnce, window);
    }

    /// <summary>Lets a request pass, or refuses it and says when to come again. Endpoints marked as free of it are.</summary>
    /// <exception cref="RequestRefusedException">There are too many.</exception>
    internal async Task AdmitAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
        {
            await next(http);
            return;
        }

        using var lease = both.AttemptAcquire(http);
        if (!lease.IsAcquired)
        {
            var wait = window.GetStatistics(http)?.CurrentAvailablePermits == 0 ? options.RateWindow / SegmentsPerWindow : WaitWhenCrowded;
            throw new RequestRefusedException(ApiError.Of(429, "too_many_requests") with { RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) });
        }

        await next(http);
    }

    /// <summary>Tells every answer how many requests are left, so that a script can slow down before it is stopped.</summary>
    internal Task ShowAsync(HttpContext http, RequestDelegate next)
    {
        if (MostOf(http) is > 0 and var most)
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers["RateLimit-Limit"] = most.ToString(CultureInfo.InvariantCulture);
                headers["RateLimit-Remaining"] = (window.GetStatistics(http)?.CurrentAvailablePermits ?? most).ToString(CultureInfo.InvariantCulture);
                headers["RateLimit-Reset"] = ((int)(options.RateWindow / SegmentsPerWindow).TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });

        return next(http);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        both.Dispose();
        atOnce.Dispose();
        window.Dispose();
    }

    private RateLimitPartition<string> AtOnce(HttpContext http) => options.RequestsAtOnce == 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetConcurrencyLimiter(PrincipalOf(http), _ => new ConcurrencyLimiterOptions { PermitLimit = options.RequestsAtOnce });

    private RateLimitPartition<string> InWindow(HttpContext http)
    {
        var most = MostOf(http);
        return most == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(
                PrincipalOf(http),
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = options.RateWindow, SegmentsPerWindow = SegmentsPerWindow });
    }

    private int MostOf(HttpContext http) => http.FindActor() is null ? options.AnonymousRequestsPerWindow : options.RequestsPerWindow;

    private static string PrincipalOf(HttpContext http) => http.FindActor() is { UserId: { } user } actor ? $"{actor.Key ?? actor.SeenBy ?? user}" : ClientOrigin.AddressOf(http);
}
