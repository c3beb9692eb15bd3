using Tongke.Kernel.Schemas;

namespace Tongke.Exchange.Imports;

/// <summary>
/// Words by which people say in a spreadsheet that there is nothing: 无, 不详, -, N/A. They count only where the field can do without a value and
/// can't take the word itself: a text keeps it, and of choices and records a person says what is meant.
/// </summary>
internal static class NoValue
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "无", "暂无", "没有", "不详", "未知", "未填", "未填写", "待定", "空", "-", "--", "—", "——", "/", "\\", "*", "?", "？", "N/A", "#N/A", "NA", "n.a.", "nil", "none", "null", "unknown",
    };

    /// <summary>Whether a cell that the field refuses says that there is nothing.</summary>
    public static bool IsMeantBy(string cell, FieldSchema field) =>
        !field.Definition.Required && field.Target is null && field.Definition.Options.Count == 0 && Words.Contains(cell.Trim());

    /// <summary>Whether the cell that should name the record says that there is none: nobody's customers are called 无.</summary>
    public static bool IsNoName(string cell, FieldSchema field) => field == field.Object.NameField && Words.Contains(cell.Trim());
}
