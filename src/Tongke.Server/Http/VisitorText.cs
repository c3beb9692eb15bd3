using System.Text;
using Tongke.Kernel.Texts;

namespace Tongke.Server.Http;

/// <summary>What somebody without a sign-in typed into a public page, as a text that can be kept.</summary>
internal static class VisitorText
{
    /// <summary>Without control characters and halves of characters, cut; null when nothing is left.</summary>
    /// <param name="text">As it was sent.</param>
    /// <param name="longest">Characters that are kept.</param>
    /// <param name="hasLines">Whether it may have several lines.</param>
    public static string? Clean(string? text, int longest, bool hasLines = false)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var kept = new string([.. text.Take(longest * 2).Where(c => !char.IsControl(c) || (hasLines && c == '\n'))]);
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(kept)).Trim().Cut(longest) is { Length: > 0 } clean ? clean : null;
    }
}
