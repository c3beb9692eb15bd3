using System.Security.Cryptography;

namespace Tongke.Server.Identity;

/// <summary>Encrypts small secrets (AES-256-GCM), each bound to its owner, so that a row copied to somebody else can't be opened. Form: nonce (12 bytes), tag (16), text.</summary>
internal sealed class SecretBox(byte[] key)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public byte[] Seal(ReadOnlySpan<byte> secret, Guid owner)
    {
        var box = new byte[NonceBytes + TagBytes + secret.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), secret, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), owner.ToByteArray(bigEndian: true));
        return box;
    }

    /// <exception cref="CryptographicException">It was changed, belongs to somebody else, or was sealed with another key.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, Guid owner)
    {
        var secret = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(box[..NonceBytes], box[(NonceBytes + TagBytes)..], box.Slice(NonceBytes, TagBytes), secret, owner.ToByteArray(bigEndian: true));
        return secret;
    }
}
