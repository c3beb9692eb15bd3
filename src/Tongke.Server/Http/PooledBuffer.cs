using System.Buffers;

namespace Tongke.Server.Http;

/// <summary>Bytes that are written and then sent, in an array that others use again afterwards.</summary>
internal sealed class PooledBuffer(int size) : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(size);

    public int WrittenCount { get; private set; }

    public ReadOnlyMemory<byte> WrittenMemory => bytes.AsMemory(0, WrittenCount);

    public void Advance(int count) => WrittenCount += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (bytes.Length - WrittenCount < Math.Max(sizeHint, 1))
            Grow(WrittenCount + Math.Max(sizeHint, 1));

        return bytes.AsMemory(WrittenCount);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Clear() => WrittenCount = 0;

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(atLeast, bytes.Length * 2));
        WrittenMemory.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
