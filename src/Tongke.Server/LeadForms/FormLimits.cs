using System.Threading.RateLimiting;
using Tongke.Server.Identity;

namespace Tongke.Server.LeadForms;

/// <summary>How often one address may send forms. Many people at a fair share one, so it is no small number; what comes of it is limited by form and by contact as well.</summary>
public sealed class FormLimits : IDisposable
{
    private const int MostInWindow = 60;
    private const int Segments = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(
        address, _ => new SlidingWindowRateLimiterOptions { PermitLimit = MostInWindow, Window = Window, SegmentsPerWindow = Segments }));

    /// <summary>Whether the address may send one more.</summary>
    public bool Admits(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(ClientOrigin.AddressOf(http));
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => limiter.Dispose();
}
