using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Tongke.Exchange.Sheets;

/// <summary>The zip file behind a workbook. What comes out of it is counted, so that a small file can't unpack without end.</summary>
internal sealed class XlsxPackage : IDisposable
{
    /// <summary>Most bytes that all parts together may unpack to.</summary>
    private const long MostExpanded = 2L << 30;

    /// <summary>From here on the ratio below counts: small parts may pack very well.</summary>
    private const long FreeExpanded = 16L << 20;

    /// <summary>Most bytes that one packed byte may unpack to. Excel's own sheets stay below 50.</summary>
    private const long MostRatio = 200;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true, IgnoreComments = true, IgnoreProcessingInstructions = true, XmlResolver = null };

    private readonly ZipArchive archive;
    private long expanded;

    private XlsxPackage(ZipArchive archive) => this.archive = archive;

    public static XlsxPackage Open(Stream content) => new(new ZipArchive(content, ZipArchiveMode.Read));

    /// <summary>Runs what reads the package and says in a person's words what is wrong with a broken one.</summary>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException or ArgumentOutOfRangeException)
        {
            throw new SheetException(new("sheet_broken"), failure);
        }
    }

    /// <summary>A part of the package; null when there is none of that name.</summary>
    public XmlReader? Open(string part) =>
        archive.GetEntry(part) is { } entry ? XmlReader.Create(new CountedStream(entry.Open(), entry.CompressedLength, this), Settings) : null;

    /// <summary>The text of the element at which the reader stands; afterwards it stands at the element's end.</summary>
    public static string ReadText(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";

        var depth = reader.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
                continue;

            if (first is null)
                first = reader.Value;
            else
                (more ??= new StringBuilder(first)).Append(reader.Value);
        }

        return more?.ToString() ?? first ?? "";
    }

    public void Dispose() => archive.Dispose();

    private sealed class CountedStream(Stream inner, long packed, XlsxPackage package) : Stream
    {
        private long own;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => own; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            own += read;
            package.expanded += read;
            if (package.expanded > MostExpanded || (own > FreeExpanded && own > packed * MostRatio))
                throw new SheetException(SheetException.Bomb);

            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();

            base.Dispose(disposing);
        }
    }
}
