using System.Threading.RateLimiting;
using Tongke.Server.Identity;

namespace Tongke.Server.LeadForms;

/// <summary>
/// How often one address may send forms, and how often its looking at one is counted: who only looks, however fast, keeps the database from nothing. Many
/// people at a fair share an address, so these are no small numbers; what comes of what is sent is limited by form and by contact as well.
/// </summary>
public sealed class FormLimits : IDisposable
{
    private const int MostInWindow = 60;
    private const int Segments = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> sends = Limiter();
    private readonly PartitionedRateLimiter<string> views = Limiter();

    /// <summary>Whether the address may send one more.</summary>
    public bool Admits(HttpContext http) => IsWithin(sends, http);

    /// <summary>Whether its looking at a form is counted once more.</summary>
    public bool CountsView(HttpContext http) => IsWithin(views, http);

    /// <inheritdoc />
    public void Dispose()
    {
        sends.Dispose();
        views.Dispose();
    }

    private static bool IsWithin(PartitionedRateLimiter<string> limiter, HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(ClientOrigin.AddressOf(http));
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter() => PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(
        address, _ => new SlidingWindowRateLimiterOptions { PermitLimit = MostInWindow, Window = Window, SegmentsPerWindow = Segments }));
}
