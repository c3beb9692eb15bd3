using Microsoft.OData;

namespace Tongke.Server.Tests.Contract;

/// <summary>A request to be sent or an answer that came, as Microsoft.OData.Core takes them.</summary>
internal sealed class ODataMessage(Stream body, int status = 200, IEnumerable<KeyValuePair<string, string>>? headers = null) : IODataRequestMessage, IODataResponseMessage
{
    private readonly Dictionary<string, string> known = new(headers ?? [], StringComparer.OrdinalIgnoreCase);

    public IEnumerable<KeyValuePair<string, string>> Headers => known;

    public Uri Url { get; set; } = new("http://tongke.test/");

    public string Method { get; set; } = "POST";

    public int StatusCode { get; set; } = status;

    /// <summary>An answer of the server.</summary>
    public static ODataMessage Of(TestAnswer answer) => new(
        new MemoryStream(answer.Bytes),
        answer.Status,
        answer.Headers.Concat(answer.ContentHeaders).Select(h => KeyValuePair.Create(h.Key, string.Join(',', h.Value))));

    public string? GetHeader(string headerName) => known.GetValueOrDefault(headerName);

    public void SetHeader(string headerName, string headerValue) => known[headerName] = headerValue;

    public Stream GetStream() => body;
}
