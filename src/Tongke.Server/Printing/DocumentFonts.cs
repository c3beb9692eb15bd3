using PdfSharp.Fonts;

namespace Tongke.Server.Printing;

/// <summary>The typeface of documents: Noto Sans SC, which lies beside the program, so that every machine prints Chinese alike.</summary>
internal sealed class DocumentFonts : IFontResolver
{
    /// <summary>The name of the family.</summary>
    public const string Family = "Noto Sans SC";

    private const string Regular = "NotoSansSC_400Regular.ttf";
    private const string Bold = "NotoSansSC_700Bold.ttf";

    /// <inheritdoc />
    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? Bold : Regular);

    /// <inheritdoc />
    public byte[] GetFont(string faceName) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fonts", faceName));
}
