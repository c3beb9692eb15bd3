using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tongke.Server.Identity;

/// <summary>Secrets that are random rather than chosen: so long that a plain hash of them can't be reversed.</summary>
internal static class RandomToken
{
    /// <summary>256 random bits, for a URL, cookie or header.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The form in which the database knows a token.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
