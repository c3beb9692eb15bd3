using System.Globalization;
using Tongke.Kernel.Records;
using Tongke.Kernel.Schemas;
using Tongke.Server.Errors;

namespace Tongke.Server.Records;

/// <summary>
/// The ETag of a record: its version, and behind it a stamp of what its reader sees of such records. Whoever is given a field or loses one gets another tag,
/// and so another answer. A write asks only for the version.
/// </summary>
internal static class EntityTag
{
    /// <summary>The tag of the record at <paramref name="version"/> for the session's reader.</summary>
    public static string Of(Session session, ObjectSchema definition, long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}-{session.StampOf(definition)}\"");

    /// <summary>Whether an If-None-Match names the tag; weak tags are as good as strong ones there.</summary>
    public static bool IsAmong(string known, string tag) =>
        known.Split(',', StringSplitOptions.TrimEntries).Any(k => k == "*" || (k.StartsWith("W/", StringComparison.Ordinal) ? k[2..] : k) == tag);

    /// <summary>The version an If-Match names; null for none and for any.</summary>
    /// <exception cref="RequestRefusedException">It is no ETag of ours.</exception>
    public static long? VersionOf(string header)
    {
        if (header.Length == 0 || header == "*")
            return null;

        var text = header.StartsWith("W/", StringComparison.Ordinal) ? header[2..] : header;
        var isQuoted = text is ['"', _, .., '"'];
        var tag = (isQuoted ? text[1..^1] : text).Split('-');
        if (tag.Length > 2 || tag is [_, var stamp] && !(stamp.Length > 0 && stamp.All(char.IsAsciiHexDigitLower)))
            throw new RequestRefusedException(400, "malformed_etag");
        if (long.TryParse(tag[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return version;

        // Of our form, and larger than any version can be: one that never was, as others that are too high.
        return tag[0].Length > 0 && tag[0].All(char.IsAsciiDigit) ? long.MaxValue : throw new RequestRefusedException(400, "malformed_etag");
    }
}
