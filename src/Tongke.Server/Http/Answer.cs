using System.Text.Json;

namespace Tongke.Server.Http;

/// <summary>What a request is answered: a status, headers, and a JSON body that is written when it is sent.</summary>
public sealed record Answer(int Status)
{
    /// <summary>Bytes after which what is written goes out: a failure before them still becomes a clean error.</summary>
    private const int Chunk = 64 * 1024;

    private const int Usual = 16 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Headers beside the content type.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Writes the body; the second argument is called now and then to let long ones go out. None when null.</summary>
    public Func<Utf8JsonWriter, Func<ValueTask>, ValueTask>? Body { get; init; }

    /// <summary>Type of the body.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>Answers the request.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;

        if (Body is null)
            return;

        response.ContentType = ContentType;
        using var buffer = new PooledBuffer(Usual);
        await using var writer = new Utf8JsonWriter(buffer, Options);
        await Body(writer, () => writer.BytesPending + buffer.WrittenCount < Chunk ? ValueTask.CompletedTask : SendChunkAsync());
        await writer.FlushAsync();
        if (!response.HasStarted)
            response.ContentLength = buffer.WrittenCount;
        await response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);

        async ValueTask SendChunkAsync()
        {
            await writer.FlushAsync();
            await response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
            buffer.Clear();
        }
    }
}
