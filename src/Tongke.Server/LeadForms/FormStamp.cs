using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Tongke.Kernel;
using Tongke.Server.Identity;

namespace Tongke.Server.LeadForms;

/// <summary>
/// When a form was shown, and to be sent back with it: an id that carries its moment, signed for the form. What is sent faster than anybody types, or from a
/// page that lay open for long, is told by it; and so is what was sent from the same page before.
/// </summary>
public sealed class FormStamp(SecretKey key, Workspace workspace)
{
    private const int IdBytes = 16;
    private const int MacBytes = 16;
    private static readonly TimeSpan Quickest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(24);

    private readonly byte[] secret = key.For("lead forms");

    /// <summary>A stamp of this moment.</summary>
    public string Make(string form) => Make(form, workspace.Clock.GetUtcNow());

    internal string Make(string form, DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + MacBytes];
        Guid.CreateVersion7(at).TryWriteBytes(bytes, bigEndian: true, out _);
        Sign(bytes[..IdBytes], form, bytes[IdBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>What a stamp that came back is worth, and its id.</summary>
    public (StampState State, Guid Id) Read(string? stamp, string form)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + MacBytes];
        if (stamp is null || stamp.Length > 64 || !Base64Url.IsValid(stamp, out var length) || length != bytes.Length || !Base64Url.TryDecodeFromChars(stamp, bytes, out _))
            return (StampState.Bad, default);

        Span<byte> mac = stackalloc byte[MacBytes];
        Sign(bytes[..IdBytes], form, mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[IdBytes..]))
            return (StampState.Bad, default);

        var age = workspace.Clock.GetUtcNow() - MomentOf(bytes);
        return (age < Quickest ? StampState.TooFast : age > Oldest ? StampState.TooOld : StampState.Good, new Guid(bytes[..IdBytes], bigEndian: true));
    }

    private static DateTimeOffset MomentOf(ReadOnlySpan<byte> id) =>
        DateTimeOffset.FromUnixTimeMilliseconds(((long)BinaryPrimitives.ReadUInt32BigEndian(id) << 16) | BinaryPrimitives.ReadUInt16BigEndian(id[4..]));

    private void Sign(ReadOnlySpan<byte> id, string form, Span<byte> mac)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, [.. id, .. Encoding.UTF8.GetBytes(form)], whole);
        whole[..MacBytes].CopyTo(mac);
    }
}

/// <summary>What a stamp is worth.</summary>
public enum StampState
{
    /// <summary>Good.</summary>
    Good,

    /// <summary>Sent faster than anybody types.</summary>
    TooFast,

    /// <summary>The page lay open for too long.</summary>
    TooOld,

    /// <summary>Not ours, or for another form.</summary>
    Bad,
}
