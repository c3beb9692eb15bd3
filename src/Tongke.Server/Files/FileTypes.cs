using System.Text;
using Microsoft.AspNetCore.StaticFiles;

namespace Tongke.Server.Files;

/// <summary>What a file is, by its name: what the sender says of it is not believed.</summary>
internal static class FileTypes
{
    private const int LongestName = 200;
    private const string Unknown = "application/octet-stream";

    /// <summary>Types that a browser may show within our origin; they run nothing.</summary>
    private static readonly HashSet<string> Shown = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "application/pdf", "text/plain", "audio/mpeg", "video/mp4"];

    private static readonly HashSet<string> Active = ["text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/javascript", "application/javascript"];

    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <summary>The type of a file of this name.</summary>
    public static string Of(string name) => Types.TryGetContentType(name, out var type) && !Active.Contains(type) ? type : Unknown;

    /// <summary>Whether it may be shown and need not be saved.</summary>
    public static bool IsShown(string type) => Shown.Contains(type);

    /// <summary>The last part of a path, without what no file name should have.</summary>
    public static string NameOf(string? path)
    {
        var name = (path ?? "").Replace('\\', '/').Split('/')[^1];
        name = string.Concat(name.EnumerateRunes().Where(r => r != Rune.ReplacementChar && !Rune.IsControl(r) && !TurnsText(r))).Trim().Trim('.');
        var cut = Math.Max(0, name.Length - LongestName);
        name = name[(cut > 0 && char.IsLowSurrogate(name[cut]) ? cut + 1 : cut)..];
        return name.Length == 0 ? "file" : name;
    }

    /// <summary>Marks that turn the direction of text and make an .exe look like a picture.</summary>
    private static bool TurnsText(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
