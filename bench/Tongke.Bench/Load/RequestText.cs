using System.Globalization;
using System.Text;

namespace Tongke.Bench.Load;

/// <summary>Requests as the bytes that go over the wire.</summary>
internal static class RequestText
{
    public static ReadOnlyMemory<byte> Get(string path, string? key = null) => Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Authorization(key)}\r\n");

    /// <param name="path">Where to.</param>
    /// <param name="json">The body.</param>
    /// <param name="key">Of the API.</param>
    /// <param name="headers">More of them, each with its line end.</param>
    public static ReadOnlyMemory<byte> Post(string path, string json, string? key = null, string headers = "") => Send("POST", path, json, key, headers);

    /// <summary>As <see cref="Post"/>, of some fields of a record.</summary>
    public static ReadOnlyMemory<byte> Patch(string path, string json, string? key = null, string headers = "") => Send("PATCH", path, json, key, headers);

    private static ReadOnlyMemory<byte> Send(string method, string path, string json, string? key, string headers)
    {
        var length = Encoding.UTF8.GetByteCount(json).ToString(CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Authorization(key)}{headers}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{json}");
    }

    private static string Authorization(string? key) => key is null ? "" : $"Authorization: Bearer {key}\r\n";
}
