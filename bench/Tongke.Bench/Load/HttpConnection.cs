using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tongke.Bench.Load;

/// <summary>One kept-alive HTTP/1.1 connection that costs little: it sends requests that are bytes already and looks only for the end of the answer.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];
    private int filled;

    /// <summary>The answer as it came, for the message about one that was not expected.</summary>
    public string Answer => Encoding.UTF8.GetString(buffer, 0, filled);

    public ValueTask ConnectAsync(int port, CancellationToken ct) => socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), ct);

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <returns>The status.</returns>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await socket.SendAsync(request[sent..], ct);

        filled = 0;
        var bodyAt = -1;
        long? length = null;
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), ct);
            if (read == 0)
                throw new IOException($"The server closed the connection. {Answer}");

            filled += read;
            if (bodyAt < 0)
            {
                bodyAt = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end + 4 : -1;
                if (bodyAt < 0)
                    continue;
                length = LengthOf(buffer.AsSpan(0, bodyAt));
            }

            if (length is { } known ? filled >= bodyAt + known : buffer.AsSpan(bodyAt - 2, filled - bodyAt + 2).EndsWith("\r\n0\r\n\r\n"u8))
                return int.Parse(buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Null for an answer in chunks.</summary>
    private static long? LengthOf(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        if (at < 0)
            return head.IndexOf("\r\nTransfer-Encoding: chunked"u8) < 0 ? 0 : null;

        var value = head[(at + name.Length)..];
        return long.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
