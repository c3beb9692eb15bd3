using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tongke.Kernel.Schemas;

/// <summary>
/// AES-256-GCM with keys that can be replaced: the newest encrypts, every one decrypts what it once encrypted.
/// Form: key number (4 bytes, big-endian), nonce (12), tag (16), text.
/// </summary>
public sealed class FieldKeyRing : IFieldCipher
{
    private const int NonceStart = 4;
    private const int TagStart = 16;
    private const int TextStart = 32;

    private readonly Dictionary<int, byte[]> keys;
    private readonly int newest;

    /// <summary>Takes keys of 32 bytes by number; the largest number is the newest.</summary>
    /// <exception cref="ArgumentException">There is no key, or one is not 32 bytes long.</exception>
    public FieldKeyRing(IReadOnlyDictionary<int, byte[]> keys)
    {
        if (keys.Count == 0 || keys.Values.Any(k => k.Length != 32)) throw new ArgumentException("A key ring has at least one key, each of 32 bytes.", nameof(keys));
        this.keys = new(keys);
        newest = keys.Keys.Max();
    }

    /// <inheritdoc />
    public byte[] Encrypt(string text, FieldSchema field)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[TextStart + plain.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, newest);
        RandomNumberGenerator.Fill(bytes.AsSpan(NonceStart..TagStart));

        using var cipher = new AesGcm(keys[newest], TextStart - TagStart);
        cipher.Encrypt(bytes.AsSpan(NonceStart..TagStart), plain, bytes.AsSpan(TextStart), bytes.AsSpan(TagStart..TextStart), Binding(bytes, field));
        return bytes;
    }

    /// <inheritdoc />
    public string Decrypt(byte[] bytes, FieldSchema field)
    {
        if (bytes.Length < TextStart || !keys.TryGetValue(BinaryPrimitives.ReadInt32BigEndian(bytes), out var key))
            throw new CryptographicException("The key of an encrypted field is not in the ring.");

        var plain = new byte[bytes.Length - TextStart];
        using var cipher = new AesGcm(key, TextStart - TagStart);
        cipher.Decrypt(bytes.AsSpan(NonceStart..TagStart), bytes.AsSpan(TextStart), bytes.AsSpan(TagStart..TextStart), plain, Binding(bytes, field));
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Binding(byte[] bytes, FieldSchema field) => [.. bytes.AsSpan(0, NonceStart), .. Encoding.UTF8.GetBytes(field.ToString())];
}
