using System.Text;

namespace Tongke.Exchange.Sheets;

/// <summary>How a text file is written: its encoding, found by trying it on the bytes, and what stands between its columns.</summary>
/// <param name="Encoding">Throws on bytes that are none of its characters.</param>
/// <param name="Delimiter">Comma, semicolon, tab or bar.</param>
internal sealed record TextForm(Encoding Encoding, char Delimiter)
{
    private const int SampleSize = 64 * 1024;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    static TextForm() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Looks at the file; its position is at the start afterwards.</summary>
    /// <exception cref="SheetException">It is no text, or in no encoding we know.</exception>
    public static TextForm Detect(Stream content, string? encodingName)
    {
        var encoding = encodingName is { Length: > 0 } ? Named(encodingName) : Guess(content);
        content.Position = 0;
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, SampleSize, leaveOpen: true);
        var sample = new char[SampleSize];
        try
        {
            var length = reader.ReadBlock(sample);
            var text = sample.AsSpan(0, length);
            if (text.Contains('\0'))
                throw new SheetException("sheet_not_text");

            return new(encoding, DelimiterOf(text));
        }
        catch (DecoderFallbackException failure)
        {
            throw new SheetException(new("sheet_wrong_encoding", encoding.WebName), failure);
        }
        finally
        {
            content.Position = 0;
        }
    }

    private static Encoding Named(string name)
    {
        try
        {
            return Encoding.GetEncoding(name.Equals("gbk", StringComparison.OrdinalIgnoreCase) || name.Equals("gb2312", StringComparison.OrdinalIgnoreCase) ? "gb18030" : name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            throw new SheetException(new("sheet_unknown_encoding", name), failure);
        }
    }

    private static Encoding Guess(Stream content)
    {
        var start = Read(content, 0, 4);
        if (start is [0xFF, 0xFE, ..]) return Named("utf-16");
        if (start is [0xFE, 0xFF, ..]) return Named("utf-16BE");
        if (start is [0xEF, 0xBB, 0xBF, ..]) return Named("utf-8");

        // A long file may begin with plain ASCII: what tells is the first place where it doesn't go on so.
        var sample = Read(content, FirstBeyondAscii(content), SampleSize);
        if (sample.Contains((byte)0)) throw new SheetException("sheet_not_text");
        if (IsValid(Named("utf-8"), sample)) return Named("utf-8");
        if (IsValid(Named("gb18030"), sample)) return Named("gb18030");
        throw new SheetException("sheet_unknown_text");
    }

    private static long FirstBeyondAscii(Stream content)
    {
        content.Position = 0;
        var block = new byte[SampleSize];
        for (long at = 0; ;)
        {
            var read = content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            if (read == 0)
                return 0;

            var index = block.AsSpan(0, read).IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (index >= 0)
                return at + index;

            at += read;
        }
    }

    private static byte[] Read(Stream content, long from, int size)
    {
        content.Position = from;
        var bytes = new byte[size];
        var read = content.ReadAtLeast(bytes, size, throwOnEndOfStream: false);
        return bytes[..read];
    }

    /// <summary>Whether the bytes are characters of the encoding; the last one may be cut.</summary>
    private static bool IsValid(Encoding encoding, byte[] bytes)
    {
        try
        {
            var decoder = encoding.GetDecoder();
            var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
            var count = decoder.GetChars(bytes, chars, flush: bytes.Length < SampleSize);
            return !chars.AsSpan(0, count).ContainsAnyInRange('\uE000', '\uF8FF');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The sign that stands most often outside of quotes in the first line.</summary>
    private static char DelimiterOf(ReadOnlySpan<char> text)
    {
        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\n' or '\r' && counts.Any(n => n > 0))
                break;
            else if (!quoted && Array.IndexOf(Delimiters, c) is >= 0 and var index)
                counts[index]++;
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }
}
