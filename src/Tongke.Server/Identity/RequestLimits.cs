using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Tongke.Server.Errors;
using Tongke.Server.Http;

namespace Tongke.Server.Identity;

/// <summary>How much one principal may ask for: requests within a sliding window, and requests at the same time. Without sign-in, one address is one principal.</summary>
internal static class RequestLimits
{
    private const int SegmentsPerWindow = 10;
    private static readonly TimeSpan WaitWhenCrowded = TimeSpan.FromSeconds(1);

    public static void Set(RateLimiterOptions limits, IdentityOptions options)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => AtOnce(http, options)),
            PartitionedRateLimiter.Create<HttpContext, string>(http => InWindow(http, options)));
        limits.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : WaitWhenCrowded;
            throw new RequestRefusedException(ApiError.Of(429, "too_many_requests") with { RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) });
        };
    }

    private static RateLimitPartition<string> AtOnce(HttpContext http, IdentityOptions options) => options.RequestsAtOnce == 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetConcurrencyLimiter(PrincipalOf(http), _ => new ConcurrencyLimiterOptions { PermitLimit = options.RequestsAtOnce });

    private static RateLimitPartition<string> InWindow(HttpContext http, IdentityOptions options)
    {
        var most = http.FindActor() is null ? options.AnonymousRequestsPerWindow : options.RequestsPerWindow;
        return most == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(
                PrincipalOf(http),
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = options.RateWindow, SegmentsPerWindow = SegmentsPerWindow });
    }

    private static string PrincipalOf(HttpContext http) => http.FindActor()?.Name is { } name && http.FindActor()!.UserId is { } user
        ? $"{user} {name}"
        : ClientOrigin.AddressOf(http);
}
