using System.Buffers.Text;
using System.Security.Cryptography;
using Tongke.Server.Identity;

namespace Tongke.Server.Sharing;

/// <summary>
/// The addresses of share links: the link's id and a seal over it that only this installation can make. Nothing of it is stored, so nobody who reads
/// the database can open a link, and the seller can copy one again.
/// </summary>
internal sealed class QuoteLinks(SecretKey secret)
{
    private const int IdBytes = 16;
    private const int SealBytes = 16;

    private readonly byte[] key = secret.For("quote links");

    /// <summary>The path of the link's page.</summary>
    public string PathOf(Guid link) => $"{SharedQuoteEndpoints.Root}/{TokenOf(link)}";

    /// <summary>The id in a token that this installation made; null for any other text.</summary>
    public Guid? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + SealBytes];
        if (token.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length != bytes.Length)
            return null;

        var id = new Guid(bytes[..IdBytes], bigEndian: true);
        return CryptographicOperations.FixedTimeEquals(SealOf(id), bytes[IdBytes..]) ? id : null;
    }

    private string TokenOf(Guid link)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + SealBytes];
        link.TryWriteBytes(bytes, bigEndian: true, out _);
        SealOf(link).CopyTo(bytes[IdBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    private byte[] SealOf(Guid link) => HMACSHA256.HashData(key, link.ToByteArray(bigEndian: true))[..SealBytes];
}
