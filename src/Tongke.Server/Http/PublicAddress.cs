using System.Net;

namespace Tongke.Server.Http;

/// <summary>
/// The address by which clients know the server, for links in answers. What a request calls the server is believed only where it can't be made up:
/// where it is the configured address, or the very one it came in on. To others links are relative to the host, so that no answer that is kept
/// somewhere leads people elsewhere.
/// </summary>
internal static class PublicAddress
{
    /// <summary>Scheme and host without a slash at the end; empty when links start with the path.</summary>
    public static string Of(HttpContext context)
    {
        if (context.RequestServices.GetRequiredService<ServerOptions>().PublicUrl is { } known)
            return known.AbsoluteUri.TrimEnd('/');

        var (request, connection) = (context.Request, context.Connection);
        var isOwn = request.Host.Port is { } port && port == connection.LocalPort && connection.LocalIpAddress is { } local
            && ((IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var named) && Plain(named).Equals(Plain(local)))
                || (request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && IPAddress.IsLoopback(Plain(local))));
        return isOwn ? $"{request.Scheme}://{request.Host}" : "";
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
