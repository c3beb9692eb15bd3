using System.Net;
using System.Text;
using Tongke.Server.Errors;

namespace Tongke.Server.Records;

/// <summary>
/// The path of a request behind <c>/api/v1/</c>: an object, perhaps the key of one record, perhaps a word after it.
/// <c>lead</c>, <c>lead/{id}</c>, <c>lead({id})</c>, <c>lead(external_id='A-17')</c>, <c>lead/{id}/convert</c>, <c>lead/$delta</c>.
/// </summary>
/// <param name="Object">API name of the object.</param>
/// <param name="Id">Id of the record, when the path names one by it.</param>
/// <param name="Key">Unique field and value, when the path names the record by them.</param>
/// <param name="Rest">What stands after: an action, <c>$count</c>, <c>$history</c> …; empty when nothing does.</param>
internal sealed record RecordPath(string Object, Guid? Id, (string Field, string? Text)? Key, string Rest)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether one record is meant.</summary>
    public bool HasKey => Id is not null || Key is not null;

    /// <summary>Reads a path, escapes already resolved.</summary>
    /// <exception cref="RequestRefusedException">It is none.</exception>
    public static RecordPath Parse(string path)
    {
        var rest = path.Trim('/');
        var open = rest.IndexOf('(', StringComparison.Ordinal);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (open > 0 && (slash < 0 || open < slash))
        {
            var (inside, after) = Parenthesis(rest, open);
            var (id, key) = KeyOf(inside, path);
            return new(rest[..open], id, key, after.TrimStart('/'));
        }

        if (slash < 0)
            return new(rest, null, null, "");

        var name = rest[..slash];
        rest = rest[(slash + 1)..];
        slash = rest.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? rest : rest[..slash];
        return Guid.TryParseExact(first, "D", out var found)
            ? new(name, found, null, slash < 0 ? "" : rest[(slash + 1)..])
            : new(name, null, null, rest);
    }

    /// <summary>Reads a path that came as <paramref name="escaped"/>: what that has of broken UTF-8 is no key.</summary>
    /// <exception cref="RequestRefusedException">It is none.</exception>
    public static RecordPath Parse(string path, string escaped)
    {
        var parsed = Parse(path);
        return parsed.Key is null || IsWhole(escaped) ? parsed : throw Malformed(path);
    }

    private static bool IsWhole(string escaped)
    {
        try
        {
            var bytes = Strict.GetBytes(escaped);
            Strict.GetCharCount(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length));
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static RequestRefusedException Malformed(string path) => new(400, "malformed_key", path.IndexOf('(', StringComparison.Ordinal) + 1);

    private static (string Inside, string After) Parenthesis(string text, int open)
    {
        var quoted = false;
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\'')
                quoted = !quoted;
            else if (text[i] == ')' && !quoted)
                return (text[(open + 1)..i], text[(i + 1)..]);
        }

        throw new RequestRefusedException(400, "malformed_key", open + 1);
    }

    private static (Guid? Id, (string, string?)? Key) KeyOf(string inside, string path)
    {
        if (Guid.TryParseExact(inside.Trim(), "D", out var id))
            return (id, null);

        var equals = inside.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw Malformed(path);

        var field = inside[..equals].Trim();
        var value = Literal(inside[(equals + 1)..].Trim()) ?? throw Malformed(path);
        if (field == "id")
            return Guid.TryParseExact(value, "D", out id) ? (id, null) : throw Malformed(path);

        return (null, (field, value));
    }

    /// <summary>The one value that a text in quotes, or a bare number or word, stands for; null when it is none.</summary>
    private static string? Literal(string text)
    {
        if (text is ['\'', .. var inner, '\''])
            return inner.Replace("''", "", StringComparison.Ordinal).Contains('\'', StringComparison.Ordinal) ? null : inner.Replace("''", "'", StringComparison.Ordinal);

        return text is "" or "null" || text.AsSpan().ContainsAny("', =") ? null : text;
    }
}
