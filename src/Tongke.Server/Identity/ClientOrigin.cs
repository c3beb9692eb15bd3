using System.Net;
using System.Net.Sockets;

namespace Tongke.Server.Identity;

/// <summary>Where a request comes from, as logs and session lists show it.</summary>
/// <param name="Address">The client's IP address.</param>
/// <param name="Agent">The start of its User-Agent.</param>
public sealed record ClientOrigin(string Address, string Agent)
{
    private const int LongestAgent = 200;

    /// <summary>The origin of a request.</summary>
    public static ClientOrigin Of(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new(AddressOf(http), new string([.. agent.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestAgent)]));
    }

    /// <summary>The client's address; IPv6 addresses by their network of 64 bits, which one client owns whole.</summary>
    public static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address.ToString();

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
