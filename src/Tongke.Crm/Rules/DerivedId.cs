using System.Buffers.Binary;
using Tongke.Kernel.Records;

namespace Tongke.Crm.Rules;

/// <summary>
/// Ids of records that rules make. A rule may run several times in one commit (passes, retries after a conflict); the same cause within
/// the same commit gives the same id, so the second run finds what the first one made.
/// </summary>
internal static class DerivedId
{
    /// <summary>The id of what <paramref name="session"/> makes because of two records together.</summary>
    public static Guid Of(Session session, Guid cause, Guid and) => Of(session, Mixed(cause, and));

    /// <summary>The id of what is made once because of two records together at a moment, whoever makes it.</summary>
    public static Guid Of(DateTimeOffset at, Guid cause, Guid and) => Of(at, Mixed(cause, and));

    /// <summary>The id of what is made once because of <paramref name="cause"/> at a moment, whoever makes it.</summary>
    public static Guid Of(DateTimeOffset at, Guid cause)
    {
        Span<byte> derived = stackalloc byte[16];
        Span<byte> source = stackalloc byte[16];
        Guid.CreateVersion7(at < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : at).TryWriteBytes(derived, bigEndian: true, out _);
        cause.TryWriteBytes(source, bigEndian: true, out _);

        // A UUIDv7 counts from 1970: what was before is told apart in the rest.
        if (at < DateTimeOffset.UnixEpoch)
            BinaryPrimitives.WriteInt64BigEndian(source[8..], BinaryPrimitives.ReadInt64BigEndian(source[8..]) ^ (at.UtcTicks & 0x3FFF_FFFF_FFFF_FFFF));
        source[6..].CopyTo(derived[6..]);
        derived[6] = (byte)(0x70 | (source[6] & 0x0F));
        return new Guid(derived, bigEndian: true);
    }

    /// <summary>The id of what is made once because of two records together, whenever and by whomever.</summary>
    public static Guid Once(Guid cause, Guid and)
    {
        Span<byte> derived = stackalloc byte[16];
        Span<byte> source = stackalloc byte[16];
        Mixed(cause, and).TryWriteBytes(derived, bigEndian: true, out _);
        cause.TryWriteBytes(source, bigEndian: true, out _);

        // The time of the first stays in front; byte 6 and 8 carry version and variant.
        source[..7].CopyTo(derived);
        derived[8] = source[8];
        return new Guid(derived, bigEndian: true);
    }

    /// <summary>The id of what <paramref name="session"/> makes because of <paramref name="cause"/>, a UUIDv7 of the session's moment.</summary>
    public static Guid Of(Session session, Guid cause)
    {
        Span<byte> derived = stackalloc byte[16];
        Span<byte> source = stackalloc byte[16];
        Span<byte> commit = stackalloc byte[16];
        Guid.CreateVersion7(session.Now).TryWriteBytes(derived, bigEndian: true, out _);
        cause.TryWriteBytes(source, bigEndian: true, out _);
        session.CommitId.TryWriteBytes(commit, bigEndian: true, out _);

        // The time stays in front; the random part comes from the cause and the commit. Byte 6 and 8 carry version and variant.
        var mixed = BinaryPrimitives.ReadUInt64BigEndian(source[8..]) ^ BinaryPrimitives.ReadUInt64BigEndian(commit[8..]);
        BinaryPrimitives.WriteUInt64BigEndian(derived[8..], mixed);
        derived[6] = (byte)(0x70 | ((source[6] ^ commit[6]) & 0x0F));
        derived[7] = (byte)(source[7] ^ commit[7]);
        derived[8] = (byte)(0x80 | (derived[8] & 0x3F));
        return new Guid(derived, bigEndian: true);
    }

    private static Guid Mixed(Guid cause, Guid and)
    {
        Span<byte> mixed = stackalloc byte[16];
        Span<byte> other = stackalloc byte[16];
        cause.TryWriteBytes(mixed, bigEndian: true, out _);
        and.TryWriteBytes(other, bigEndian: true, out _);
        for (var i = 0; i < mixed.Length; i++)
            mixed[i] ^= other[i];

        return new Guid(mixed, bigEndian: true);
    }
}
